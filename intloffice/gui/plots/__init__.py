"""Plots: the sole package that knows pyqtgraph; imported when the first one is shown."""
