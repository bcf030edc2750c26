"""Where records live: one store, its transactions, history, search index and migrations."""
