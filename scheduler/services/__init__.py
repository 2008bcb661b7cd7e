"""One file per use case; the only code that joins rules, engine and files."""
