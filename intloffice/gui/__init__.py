"""The windows: with app, the only part of the program that knows Qt."""
