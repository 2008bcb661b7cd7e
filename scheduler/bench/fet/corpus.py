"""The schools that ship with FET, as Debian's package fet-data installs them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

PLACE = "QINGKE_FET_EXAMPLES"
"""Names the folder of examples where the package is not installed."""
OFFICIAL = "FET-5-official"
OFFICIAL_6 = "FET-6-official"
CHOSEN: tuple[str, ...] = (
    "Denmark/small-school.fet",
    "Brazil/2/EEBLJ-Noturno.fet",
    "Greece/Corfu/THE-2008-2009-exams-sep.fet",
    "Brazil/3/ACHILES-MANHA.fet",
    "United-Kingdom/Hopwood/Hopwood.fet",
    "anonymous/1/2007/anonymous-1-2007.fet",
    "Vietnam/3-THCS-(Mo-hinh-truong-hoc-moi)/TKB-THCS-DucHop_KimDong_HungYen-(8_2015).fet",
    "Vietnam/2-secondary-school/VietNamHungYen.fet",
    "Spain/3-school/primaria.fet",
    "Greece/Gymnasio/Gymnasio.fet",
    "Vietnam/1-Le-Qui-Don_Lam-Ha/Khoi-sang.fet",
    "Greece/Pireus-difficult/8th-highschool.fet",
    "Romania/Constantin-Brancusi-School-Medgidia/2013-2014/Orar_5_3.fet",
    "Egypt/Dakahlia/input_Lectures_40.fet",
    "Syria/Hama/2019/High-school.fet",
    "Italy/2007/difficult/highschool-Ancona.fet",
    "Italy/2009/liceo-scientifico.fet",
    "Germany/secondary-school-1/older/secondary_school.fet",
    "Germany/secondary-school-1/test-virtual-rooms-1/German-test-virtual-rooms-1.fet",
    "Saudi-Arabia/Arabic_Saudi_2.fet",
    "Romania/Pedagogic-High-School-Tg-Mures/2006-2007.fet",
    "India/St-Marys-College/St-Marys-College-Puthanagadi.fet",
    "Hungary/Bethlen/2008-2009/2-newer/Bethlen-2008-2009.fet",
    "India/New-Delhi/Eng_College.fet",
    "Hong-Kong/secondary-school-2/FET-2020-07-30-SAMPLE_HK_6_period.fet",
    "Spain/4-secondary-and-vocational-school/SPAIN_20-21.fet",
    "India/2021/St-Joseph-EMHSS-Puthanangadi/stjosephemhss.fet",
    "United-Arab-Emirates/IBDP-School-2016.fet",
)
"""Schools of 25 to 1585 activities, from solved at once to not solved by FET in two minutes."""


def folder() -> Path | None:
    """The folder of examples, None where the package is not installed."""
    if said := os.environ.get(PLACE):
        return Path(said)
    if shutil.which("dpkg") is None:
        return None
    listed = subprocess.run(["dpkg", "-L", "fet-data"], capture_output=True, text=True, check=False).stdout
    return next((Path(line) for line in listed.splitlines() if line.endswith("/examples")), None)


def official() -> list[Path]:
    """Every file of FET's official mode, in order of their paths."""
    found = folder()
    return (
        [] if found is None else sorted(file for of in (OFFICIAL, OFFICIAL_6) for file in (found / of).rglob("*.fet"))
    )


def chosen() -> list[Path]:
    """The files measured where none is named."""
    found = folder()
    return [] if found is None else [found / OFFICIAL / name for name in CHOSEN]


def short(path: Path) -> str:
    """A file's path as FET publishes it, without the folder of examples; other files by their name."""
    parts = path.parts
    if OFFICIAL_6 in parts:
        return "/".join(parts[parts.index(OFFICIAL_6) :])
    return "/".join(parts[parts.index(OFFICIAL) + 1 :]) if OFFICIAL in parts else path.name
