"""How people and places are written, read, matched and checked."""
