"""`qingke serve`: the pages in a browser, in a process of their own, on this computer alone."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import webbrowser

from scheduler.cli.console import DONE, INTERNAL, Talk
from scheduler.domain.text import Text

HOST = "127.0.0.1"
READY_SECONDS = 60.0
OPEN_AT = Text("Qingke is open at {url} (Ctrl+C ends it).", "轻课已打开：{url}（按 Ctrl+C 结束）。")
NOT_UP = Text(
    "The pages did not come up; is port {port} taken? Try --port.",
    "网页没有启动；端口 {port} 是否已被占用？可用 --port 换一个。",
)


def run_serve(port: int, talk: Talk, *, browser: bool) -> int:
    """Serve until interrupted; returns the exit code."""
    url = f"http://{HOST}:{port}"
    server = subprocess.Popen([sys.executable, "-m", "scheduler.ui", "--port", str(port)])
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))  # the pages end with this process
    try:
        threading.Thread(target=_greet, args=(server, url, talk, browser), daemon=True).start()
        code = server.wait()
    except KeyboardInterrupt:
        server.terminate()
        server.wait()
        return DONE
    finally:
        if server.poll() is None:
            server.terminate()
    if code:
        talk.say(NOT_UP, "bold red", port=port)
        return INTERNAL
    return DONE


def _greet(server: subprocess.Popen[bytes], url: str, talk: Talk, browser: bool) -> None:
    """Once the pages answer: say where they are, and open them."""
    ends = time.monotonic() + READY_SECONDS
    while time.monotonic() < ends and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1):
                break
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    else:
        return
    talk.say(OPEN_AT, "bold green", url=url)
    talk.event(event="serving", url=url)
    if browser:
        webbrowser.open(url)
