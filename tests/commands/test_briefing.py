"""``intloffice briefing``."""

import json

import pytest

from intloffice.__main__ import main
from tests.briefing.test_issuing import end_an_agreement
from tests.stores import opened


def brief(folder, out, *words):
    japan = ["briefing", "--country", "JP", "--as-of", "2017-12-31", "--language", "en"]
    return main(["--data", str(folder), *japan, *words, str(out)])


def test_a_briefing_as_json_has_its_facts_with_the_records_behind_them(sample_folder, tmp_path):
    assert brief(sample_folder, tmp_path / "b.json") == 0
    told = json.loads((tmp_path / "b.json").read_text("utf-8"))
    assert told["subject"] == {"kind": "country", "country": "JP"}
    assert (told["as_of"], told["language"]) == ("2017-12-31", "en")
    assert len({statement["id"] for statement in told["statements"]}) > 5
    for statement in told["statements"]:
        assert statement["text"]
        for fact in statement["facts"].values():
            assert set(fact) == {"value", "records"}
            assert all(len(uuid) == 36 for uuid in fact["records"])
    assert isinstance(told["left_out"], list)


def test_every_number_stands_in_its_sentence(sample_folder, tmp_path):
    assert brief(sample_folder, tmp_path / "b.json") == 0
    (first, *_) = json.loads((tmp_path / "b.json").read_text("utf-8"))["statements"]
    assert first["id"] == "agreements.overview"
    assert first["facts"]["agreements"]["value"] == 15
    assert len(first["facts"]["agreements"]["records"]) == 15
    assert "15 university-level agreements" in first["text"]


@pytest.mark.parametrize("ending", ["json", "pdf"])
def test_the_same_office_gives_the_same_bytes(ending, sample_folder, tmp_path):
    first, second = (tmp_path / f"{name}.{ending}" for name in ("first", "second"))
    assert brief(sample_folder, first) == brief(sample_folder, second) == 0
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("code", ["zh", "ja"])
def test_a_briefing_speaks_the_language_asked_for(code, sample_folder, tmp_path):
    assert brief(sample_folder, tmp_path / "b.json", "--language", code) == 0
    told = json.loads((tmp_path / "b.json").read_text("utf-8"))
    assert told["language"] == code
    assert "日本" in told["statements"][0]["text"]


def test_a_country_and_a_day_are_read_as_people_write_them(sample_folder, tmp_path):
    assert brief(sample_folder, tmp_path / "a.json") == 0
    loosely = ("--country", "日本", "--as-of", "31 Dec 2017")
    assert brief(sample_folder, tmp_path / "b.json", *loosely) == 0
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--country", "Atlantis"), "Atlantis"),
        (("--as-of", "the day before"), "the day before"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(words, told, sample_folder, tmp_path, capsys):
    assert brief(sample_folder, tmp_path / "b.pdf", *words) == 1
    assert told in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_an_ending_that_is_not_known_is_refused(sample_folder, tmp_path, capsys):
    assert brief(sample_folder, tmp_path / "b.doc") == 1
    assert ".pdf / .docx / .txt / .json" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told_in_a_sentence(sample_folder, tmp_path, capsys):
    assert brief(sample_folder, tmp_path / "no such folder" / "b.json") == 1
    assert "cannot be written" in capsys.readouterr().err


def test_what_stood_there_stays_until_the_new_is_whole(sample_folder, tmp_path, monkeypatch):
    out = tmp_path / "b.json"
    out.write_text("before")

    def full(_file):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    assert brief(sample_folder, out) == 1
    assert out.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["b.json"]


@pytest.mark.parametrize(
    ("words", "kind", "first"),
    [
        (("--organisation", "東北大学"), "organisation", "organisation.profile"),
        (("--meeting", "2018-001"), "meeting", "meeting.profile"),
    ],
)
def test_a_partner_and_a_meeting_are_briefed_on_as_well(
    words, kind, first, sample_folder, tmp_path
):
    out = tmp_path / "b.json"
    asked = ["briefing", *words, "--as-of", "2018-01-05", "--language", "en", str(out)]
    assert main(["--data", str(sample_folder), *asked]) == 0
    told = json.loads(out.read_text("utf-8"))
    assert told["subject"]["kind"] == kind
    assert told["statements"][0]["id"] == first


def test_a_name_that_two_bodies_share_is_not_guessed(sample_folder, tmp_path, capsys):
    asked = ["briefing", "--organisation", "University", str(tmp_path / "b.json")]
    assert main(["--data", str(sample_folder), *asked]) == 1
    assert "may be several" in capsys.readouterr().err


def every(folder, out, *words):
    return main(["--data", str(folder), "briefing", *words, "--language", "en", str(out)])


def test_one_command_writes_the_briefings_on_every_country(sample_folder, tmp_path, capsys):
    asked = ("--every", "country", "--as-of", "2017-12-31", "--form", "json")
    assert every(sample_folder, tmp_path / "all", *asked) == 0
    told = capsys.readouterr()
    files = sorted(path.name for path in (tmp_path / "all").iterdir())
    assert "JP Japan.json" in files
    assert f"{len(files)} briefings are in" in told.out
    assert "JP Japan.json" in told.err
    assert brief(sample_folder, tmp_path / "one.json") == 0
    alone = (tmp_path / "one.json").read_bytes()
    assert (tmp_path / "all" / "JP Japan.json").read_bytes() == alone


def test_every_partner_gets_its_own_file_and_those_with_nothing_to_say_none(
    sample_folder, tmp_path
):
    asked = ("--every", "organisation", "--as-of", "2017-12-31", "--form", "json")
    assert every(sample_folder, tmp_path, *asked) == 0
    names = {path.name.casefold() for path in tmp_path.iterdir()}
    assert {"tohoku university.json", "technical university of munich.json"} <= names
    assert "chongqing university.json" not in names
    assert len(names) == len(list(tmp_path.iterdir())) > 20
    for path in tmp_path.iterdir():
        assert len(json.loads(path.read_text("utf-8"))["statements"]) > 1


def test_one_that_cannot_be_written_does_not_stop_the_others(
    sample_folder, tmp_path, monkeypatch, capsys
):
    from intloffice.briefing import printing  # noqa: PLC0415
    from intloffice.errors import OfficeError  # noqa: PLC0415

    honest = printing.written

    def written(ending, briefing, *more):
        if briefing.subject.country == "JP":
            raise OfficeError("The character {sign} has no glyph.", sign="\U0001f600")
        return honest(ending, briefing, *more)

    monkeypatch.setattr(printing, "written", written)
    asked = ("--every", "country", "--as-of", "2017-12-31", "--form", "json")
    assert every(sample_folder, tmp_path, *asked) == 1
    names = {path.name for path in tmp_path.iterdir()}
    assert "JP Japan.json" not in names
    assert "DE Germany.json" in names
    assert "has no glyph" in capsys.readouterr().err


def test_a_briefing_is_issued_given_back_and_compared_with(sample_copy, tmp_path, capsys):
    issued, again, text = (tmp_path / name for name in ("issued.pdf", "again.pdf", "again.txt"))
    assert brief(sample_copy, issued, "--issue", "--note", "For the Consul General") == 0
    reference = capsys.readouterr().out.split()[-1].rstrip(".")
    office = ["--data", str(sample_copy)]
    assert main([*office, "issued", reference, str(again)]) == 0
    assert again.read_bytes() == issued.read_bytes()
    assert main([*office, "issued", reference, str(text)]) == 0
    assert "15 university-level agreements" in " ".join(text.read_text("utf-8").split())
    capsys.readouterr()
    assert main([*office, "issued", "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["reference"], told["note"]) == (reference, "For the Consul General")
    assert main([*office, "issued", "--untrue", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    for base in ("last", reference):
        assert brief(sample_copy, tmp_path / "b.json", "--since", base) == 0
        since = json.loads((tmp_path / "b.json").read_text("utf-8"))["since"]
        assert since == {"as_of": "2017-12-31", "issued": reference}


def test_a_briefing_is_told_as_known_then_with_what_was_corrected_since(
    sample_copy, tmp_path, capsys
):
    first, then = tmp_path / "first.pdf", tmp_path / "then.pdf"
    assert brief(sample_copy, first) == 0
    with opened(sample_copy) as store:
        with store.read() as session:
            point = session.head().number
        end_an_agreement(store)
    capsys.readouterr()
    assert brief(sample_copy, then, "--known-on", f"#{point}") == 0
    assert then.read_bytes() == first.read_bytes()
    said = capsys.readouterr().out
    assert "1 sentence has been corrected since." in said
    assert "university-level agreements in force: 15 → 14" in said
    assert "Ended on: — → 2016-01-01" in said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--since", "last"], "Nothing has been issued yet about this country"),
        (["--since", "gestern vielleicht"], "is not a date"),
        (["--known-on", "#0"], "no change 0"),
        (["--note", "x"], "give --issue too"),
    ],
)
def test_what_cannot_be_compared_known_or_noted_is_told(
    words, told, sample_folder, tmp_path, capsys
):
    assert brief(sample_folder, tmp_path / "b.pdf", *words) == 1
    assert told in capsys.readouterr().err
    assert not (tmp_path / "b.pdf").exists()


def test_only_one_briefing_at_a_time_is_issued(sample_folder, tmp_path, capsys):
    every = ["briefing", "--every", "country", "--issue", str(tmp_path / "out")]
    assert main(["--data", str(sample_folder), *every]) == 1
    assert "one briefing at a time" in capsys.readouterr().err
