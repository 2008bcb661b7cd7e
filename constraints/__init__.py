"""The school rules, one per file, and how a school's settings become rule objects."""
