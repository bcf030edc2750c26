"""The migrations of the store, the first first."""
