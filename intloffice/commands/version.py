"""``intloffice --version``: tell which version this is."""

from argparse import Namespace
from importlib.metadata import version


def run(_arguments: Namespace) -> int:
    """Print the version."""
    print(f"intloffice {version('intloffice')}")
    return 0
