"""The sample: Chongqing University's international office as of December 2017.

Public facts of the university's news of January 2018 are kept; everybody else and all that is
told of them are invented. ``fill`` writes it into an empty store.
"""

from intloffice.operations.sample.filling import fill

__all__ = ["SHOWN_ON", "fill"]

#: The day on which the sample is best looked at, as YYYY-MM-DD.
SHOWN_ON = "2017-12-31"
