"""The school and its timetable as plain values; nothing here knows a solver, a file or a screen."""
