"""XML of unknown origin: no document type, no entity, no network, nothing deeper or larger than any school."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from scheduler.domain.text import FaultyInput, Text
from scheduler.io.faults import faulty, unopened

FILE_BYTES = 50 * 2**20
"""The largest file that ships with FET has 6 MB."""
DEPTH = 60
"""Elements inside one another; a real room in a set of a virtual room is the sixth."""
Element = etree._Element


def read_xml(source: Path | bytes) -> Element:
    """The root element of a file.

    Raises:
        FaultyInput: where there is no such file, it is too large, or no XML that a school could have written.
    """
    data = source if isinstance(source, bytes) else _bytes(source)
    if len(data) > FILE_BYTES:
        raise faulty("file", Text("the file is larger than 50 MB", "文件超过 50 MB"))
    plain = data.replace(b"\0", b"")  # UTF-16 without its zeros
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise _typed()
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        told = str(error).split("\n", 1)[0][:160]
        if "depth" in told.lower():
            raise _deep() from None
        raise faulty("XML", Text(f"this is not a sound XML file ({told})", f"不是完好的 XML 文件（{told}）")) from None
    if root.getroottree().docinfo.internalDTD is not None:  # in yet another encoding
        raise _typed()
    if _deeper(root, DEPTH):
        raise _deep()
    return root


def said(element: Element, name: str) -> str:
    """The text of a child, empty where there is none."""
    return (element.findtext(name) or "").strip()


def children(root: Element, path: str) -> Iterator[Element]:
    """Elements under a path such as Activities_List/Activity."""
    yield from root.iterfind(path)


def active(element: Element) -> bool:
    """Whether an activity or a constraint counts: old files write yes, newer ones true, the oldest nothing."""
    return (said(element, "Active") or "true").lower() in ("true", "yes", "1")


def _bytes(source: Path) -> bytes:
    try:
        with source.open("rb") as stream:
            return stream.read(FILE_BYTES + 1)
    except OSError as error:
        raise unopened(source.name, error) from None


def _deeper(root: Element, depth: int) -> bool:
    """Whether elements stand inside one another more than so many deep."""
    level = list(root)
    for _ in range(depth):
        level = [child for element in level for child in element]
    return bool(level)


def _typed() -> FaultyInput:
    wrong = Text("the file declares a document type or entities", "文件中有 DOCTYPE 或实体声明")
    return faulty("XML", wrong, Text("FET writes none; remove it", "FET 的文件没有这些内容，请删去"))


def _deep() -> FaultyInput:
    wrong = Text("elements stand too deep inside one another", "元素嵌套太深")
    return faulty(
        "XML", wrong, Text("no file of FET is like that; save it anew in FET", "FET 的文件不会这样，请用 FET 重新保存")
    )
