"""One database for each schema that was released; each must open in every later version."""
