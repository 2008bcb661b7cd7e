"""One look for all pages: theme, fonts (the system's first), and what the server may do; all of it in code."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from scheduler.domain.text import Lang, Text

FONTS = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', 'Source Sans', sans-serif"
OPTIONS: Mapping[str, object] = {
    "server.address": "127.0.0.1",
    "server.headless": True,
    "server.maxUploadSize": 50,
    "server.fileWatcherType": "none",
    "server.enableStaticServing": False,
    "server.showEmailPrompt": False,
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "theme.font": FONTS,
    "theme.baseRadius": "small",
    "theme.light.primaryColor": "#2F6F5E",
    "theme.dark.primaryColor": "#3F9179",
}
"""Streamlit's options: nothing leaves this computer, nobody else reaches it; light or dark as the system; megabytes."""
STYLE = """
.block-container { padding: 4rem 2.5rem 2rem; }
[data-testid="stHeading"] h2 { font-size: 1.45rem; padding: 0.2rem 0 0.6rem; }
[data-testid="stHeading"] h3 { font-size: 1.15rem; padding: 0.2rem 0; }
[data-testid="stMetricValue"] { font-size: 1.5rem; }
[data-testid="stFileUploaderDropzoneInstructions"] { display: none; }
[data-testid="stFileUploaderDropzone"] button p { font-size: 0; }
[data-testid="stFileUploaderDropzone"] button p::after { content: "%s"; font-size: 1rem; }
"""
DROP = Text("Choose a file, or drag it here", "选择文件，或拖到这里")


def style(lang: Lang) -> None:
    """What the theme cannot say: less empty room, so that tables fit small screens; Streamlit's own words."""
    st.html(f"<style>{STYLE % DROP.to(lang)}</style>")
