"""Forms that others ask to be filled in: their cells tied to counts, filled year after year."""
