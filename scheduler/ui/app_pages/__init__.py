"""One file per page, each with `show()`; what a page needs of its own stands beside it."""
