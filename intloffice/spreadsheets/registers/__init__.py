"""Registers that others keep, in sheets of their own making: found, understood, taken in."""
