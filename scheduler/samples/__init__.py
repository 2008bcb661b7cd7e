"""Sample schools: pure functions that return the same school every time."""
