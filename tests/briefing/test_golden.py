"""The sample's briefings, word for word: a country, an organisation, a meeting, in each language.

The texts that are expected stand in ``golden``; write them anew with
``python -m tests.briefing.test_golden`` and read them before they are committed.
"""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from intloffice.__main__ import main
from intloffice.i18n import LOCALES
from intloffice.operations import sample
from tests.stores import opened

GOLDEN = Path(__file__).parent / "golden"
ABOUT = {
    "country": ["--country", "JP", "--as-of", "2017-12-31"],
    "organisation": ["--organisation", "東北大学", "--as-of", "2017-12-31"],
    "meeting": ["--meeting", "2018-001"],
}
#: The point of the history, which is another one in each sample office.
_STATE = re.compile(r"\b\d+-[0-9a-f]{12}\b")


def printed(office, about, code, file):
    """Print a briefing as text, without the point of the history that it names."""
    words = ["--data", str(office), "briefing", *ABOUT[about], "--language", code, str(file)]
    assert main(words) == 0
    return _STATE.sub("1-0123456789ab", file.read_text("utf-8"))


@pytest.mark.parametrize("code", list(LOCALES))
@pytest.mark.parametrize("about", ABOUT)
def test_the_sample_is_briefed_in_the_words_that_were_read_through(
    sample_copy, tmp_path, about, code
):
    found = printed(sample_copy, about, code, tmp_path / "briefing.txt")
    assert found == (GOLDEN / f"{about}-{code}.txt").read_text("utf-8")


def write_anew():
    """Write what is printed now as what is expected."""
    with TemporaryDirectory() as folder:
        with opened(Path(folder) / "office") as store:
            sample.fill(store)
        for about in ABOUT:
            for code in LOCALES:
                text = printed(Path(folder) / "office", about, code, Path(folder) / "a.txt")
                (GOLDEN / f"{about}-{code}.txt").write_text(text, "utf-8")


if __name__ == "__main__":
    write_anew()
