"""The pages from a checkout: `streamlit run app.py`."""

from scheduler.ui.app import main

main()
