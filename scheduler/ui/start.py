"""The script `qingke serve` runs: the same two lines as app.py of a checkout, inside the package."""

from scheduler.ui.app import main

main()
