"""`python -m scheduler.ui`: serve the pages on this computer alone."""

from __future__ import annotations

import argparse
from pathlib import Path

import streamlit as st

from scheduler.ui.look import OPTIONS

PORT = 8501


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m scheduler.ui")
    parser.add_argument("--port", type=int, default=PORT)
    port = parser.parse_args().port
    st.App(Path(__file__).with_name("start.py")).run(config={**OPTIONS, "server.port": port})


if __name__ == "__main__":
    main()
