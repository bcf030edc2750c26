"""``intloffice find``."""

import json

import pytest

from intloffice.__main__ import main
from intloffice.commands.find import _line
from intloffice.i18n import language
from intloffice.operations.find import Hit

FORMS = (
    "Hecun",
    "河村",
    "河村能人",
    "kawamura",
    "Kawamura Yoshihito",
    "yoshihito kawamura",
    "かわむら",
    "カワムラ",
    "hcnr",
)


@pytest.mark.parametrize("form", FORMS)
def test_a_person_is_found_in_every_form_of_the_name(form, sample_folder, capsys):
    assert main(["--data", str(sample_folder), "find", form, "--json"]) == 0
    hits = json.loads(capsys.readouterr().out)
    assert any(hit["kind"] == "person" and "河村能人" in hit["caption"] for hit in hits)


def test_each_hit_has_its_lasting_identity(sample_folder, capsys):
    assert main(["--data", str(sample_folder), "find", "河村", "--json"]) == 0
    hits = json.loads(capsys.readouterr().out)
    assert hits
    for hit in hits:
        assert set(hit) == {"kind", "id", "uuid", "caption", "detail"}
        assert len(hit["uuid"]) == 36


def test_words_need_no_quotation_marks(sample_folder, capsys):
    assert main(["--data", str(sample_folder), "find", "yoshihito", "kawamura"]) == 0
    assert "Kawamura Yoshihito 河村能人 — Japan" in capsys.readouterr().out


def test_what_is_told_of_a_hit_says_something_without_a_heading(sample_folder, capsys):
    assert main(["--data", str(sample_folder), "find", "Kumamoto University"]) == 0
    (university,) = [
        line
        for line in capsys.readouterr().out.splitlines()
        if line.startswith("Kumamoto University —")
    ]
    assert university == "Kumamoto University — Japan (Organisation)"


def test_nothing_found_is_no_failure(sample_folder, capsys):
    assert main(["--data", str(sample_folder), "find", "zzzzz"]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "Nothing was found.\n"
    assert main(["--data", str(sample_folder), "find", "zzzzz", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_a_hit_is_one_line_and_steers_no_terminal():
    hit = Hit("person", 1, "", "Li\x1b[31m", "first\nsecond")
    assert _line(hit, language("en")) == "Li [31m — first second (Person)"
