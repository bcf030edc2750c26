"""Drills: what could go wrong with an office's records, made to go wrong again and again.

``python -m tests.drills NAME --times N`` runs one by hand, ``--list`` names them all, ``--all-ci``
runs each as often as continuous integration does. Every drill has a control: the same drill on
a program that was spoiled in the one thing which the drill guards. A control must go red;
one that stays green tells that the drill sees nothing.

To add a drill, write a module with a function ``drill(run) -> Outcome``, and a line in
``listing.py``.
"""
