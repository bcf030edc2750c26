"""The records of a university's international office, and the documents computed from them."""
