"""The draft of the news item: the sample meeting in three languages, and what keeps it back.

The texts that are expected stand in ``golden``; write them anew with
``python -m tests.briefing.test_news`` and read them before they are committed.
"""

import io
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest

from intloffice import resources
from intloffice.__main__ import main
from intloffice.briefing import news_check
from intloffice.briefing.news import document, drafted, refuse_unfinished
from intloffice.briefing.news_check import claimed_years, is_polite
from intloffice.briefing.word import word
from intloffice.database.store import Store
from intloffice.errors import OfficeError
from intloffice.i18n import LOCALES, language
from intloffice.operations import browse, edit, sample
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named
from intloffice.settings import Settings
from tests.stores import opened

GOLDEN = Path(__file__).parent / "golden"
DAY = date(2017, 12, 31)
SPOKEN = {code: language(code, resources.folder("translations")) for code in LOCALES}
MEETING, PERSON, POSITION = (kind_named(ALL_KINDS, n) for n in ("meeting", "person", "position"))
#: How the published article called the guests of the university.
READINGS = (
    *("Xiaosong", "Daoyan", "Changgu", "Kougong", "Gaodao", "Hexi"),
    *("Hecun", "Nengren", "Machang", "Zhizhi"),
)


@pytest.fixture
def office(sample_copy):
    store = Store.open(sample_copy, ALL_KINDS)
    confirm(store)
    yield store
    store.close()


def find(store, kind, text):
    with store.read() as session:
        return browse.ids(session, browse.Query(kind, text=text))[0]


def change(store, kind, which, values, rows=None):
    with store.write("Change", "Li") as session:
        version = edit.load(session, kind, which).version
        edit.change(session, kind, which, version, values, rows)


def confirm(store, state="confirmed"):
    """Let somebody vouch for the spelling of the Consul General's name."""
    change(store, PERSON, find(store, PERSON, "小松道彦"), {"spelling_state": state})


def draft(store, code="en"):
    with store.read() as session:
        which = browse.ids(session, browse.Query(MEETING, text="2018-001"))[0]
        return drafted(session, which, SPOKEN[code], Settings())


def remark(store, number, **values):
    """Change one of the remarks of the sample meeting."""
    which = find(store, MEETING, "2018-001")
    with store.read() as session:
        lines = list(edit.load(session, MEETING, which).rows["remark"])
    lines[number] = edit.Line(lines[number].id, lines[number].values | values)
    change(store, MEETING, which, {}, {"remark": lines})


def reasons(found):
    return [each.template for each in found.unfinished]


@pytest.mark.parametrize("code", LOCALES)
def test_the_sample_meeting_gives_the_news_that_is_expected(office, code):
    assert draft(office, code).text == (GOLDEN / f"news-{code}.txt").read_text("utf-8")


@pytest.mark.parametrize("code", LOCALES)
def test_the_faults_of_the_published_article_cannot_appear(office, code):
    text = draft(office, code).text
    assert not [name for name in READINGS if name in text]
    then = {
        "en": ("Taniguchi Isao (谷口功), then President", "Baba Naoshi (馬場直志), then Dean"),
        "zh": ("谷口功（时任熊本大学校长）", "马场直志（时任北海道大学"),
        "ja": ("谷口功（当時熊本大学学長）", "馬場直志（当時北海道大学"),
    }
    for said in then[code]:
        assert said in text
    assert "Consul General of Consulate General" not in text


@pytest.mark.parametrize("code", LOCALES)
def test_a_chinese_reading_of_a_japanese_name_keeps_the_news_back(office, code):
    which = find(office, PERSON, "小松道彦")
    spelled = {"latin_family": "Xiaosong", "latin_given": "Daoyan"}
    change(office, PERSON, which, spelled)
    found = draft(office, code)
    if code == "en":
        (lacking,) = found.unfinished
        assert (lacking.source.kind, lacking.source.id) == ("person", which)
        assert "Chinese reading of 小松道彦" in lacking.told(SPOKEN["en"])
        assert found.paragraphs == ()
    else:
        assert "小松道彦" in found.text
    assert "Xiaosong" not in found.text


def test_a_spelling_that_nobody_confirmed_keeps_the_english_news_back_only(office):
    confirm(office, "guessed")
    assert reasons(draft(office)) == [news_check.UNCONFIRMED]
    assert draft(office, "zh").unfinished == draft(office, "ja").unfinished == ()


def test_a_post_that_had_ended_by_the_day_keeps_the_news_back(office):
    post, day = find(office, POSITION, "小松道彦 Consul General"), date(2017, 12, 31)
    change(office, POSITION, post, {"until_on": day})
    (lacking,) = draft(office, "zh").unfinished
    assert (lacking.template, lacking.source.id) == (news_check.ENDED, post)
    assert "2017年12月31日" in lacking.told(SPOKEN["zh"])
    change(office, POSITION, post, {"until_on": None})
    assert draft(office, "zh").unfinished == ()


@pytest.mark.parametrize(
    ("text", "finished"),
    [
        ("He hoped for more.", True),
        ("He said, “We hope for more.”", True),
        ("He hoped for more of research,", False),
        ("He hoped for more", False),
        ("He hoped (for more", False),
        ("他希望加强合作。", True),
        ("他表示：“希望加强合作。”", True),
        ("他希望加强合作，", False),
        ("他希望加强合作、", False),
    ],
)
def test_a_sentence_that_is_not_finished_keeps_the_news_back(office, text, finished):
    code = "en" if text.isascii() or "“We" in text else "zh"
    remark(office, 2, **{f"text_{code}": text})
    expected = [] if finished else [news_check.CUT_SHORT]
    assert reasons(draft(office, code)) == expected


def test_a_remark_without_the_language_keeps_the_news_of_that_language_back(office):
    remark(office, 2, text_ja="")
    assert reasons(draft(office, "ja")) == [news_check.NOT_SPOKEN]
    assert draft(office, "en").unfinished == ()


def test_a_meeting_that_is_not_held_or_has_no_sides_gives_no_news(office):
    which = find(office, MEETING, "2018-001")
    change(office, MEETING, which, {"status": "confirmed"}, {"participant": [], "remark": []})
    wanted = [news_check.NOT_HELD, news_check.NO_GUEST, news_check.NO_HOST]
    assert reasons(draft(office)) == wanted


def test_an_anniversary_that_no_milestone_proves_keeps_the_news_back(office):
    remark(office, 3, text_en="He recalled that 2018 was the 21st year since the office opened.")
    assert reasons(draft(office)) == []  # 1997: the city came under the central government
    remark(office, 3, text_en="He recalled the 33rd anniversary of the office.")
    (lacking,) = draft(office).unfinished
    assert (lacking.template, lacking.facts["years"]) == (news_check.UNPROVED, "33")


@pytest.mark.parametrize(
    ("text", "code", "years"),
    [
        ("the 45th year of normal relations, the 20th since", "en", [45, 20]),
        ("on the 5th of January, in the 21st century", "en", []),
        ("中日邦交正常化45周年，设立20周年", "zh", [45, 20]),
        ("2017年和2018年", "zh", []),
        ("国交正常化45周年、開かれて20年に当たる", "ja", [45, 20]),
        ("2017年から2018年まで", "ja", []),
    ],
)
def test_anniversaries_are_found_in_running_text(text, code, years):
    assert claimed_years(text, code) == years


def test_guests_are_counted_and_staff_is_not_named(office):
    text = draft(office).text
    assert "the two guests visited No. 1 Teaching Building" in text
    assert "and other staff." in text
    assert "Zhu Jiangyi" not in text
    which = find(office, MEETING, "2018-001")
    with office.read() as session:
        lines = list(edit.load(session, MEETING, which).rows["participant"])
    lines[1] = edit.Line(lines[1].id, lines[1].values | {"attended": "no"})
    change(office, MEETING, which, {}, {"participant": lines})
    text = draft(office).text
    assert "the guest visited No. 1 Teaching Building" in text
    assert "Jiang Jianping" not in text


def test_remarks_come_in_the_order_of_their_kinds_each_side_by_itself(office):
    which = find(office, MEETING, "2018-001")
    with office.read() as session:
        lines = list(edit.load(session, MEETING, which).rows["remark"])
    change(office, MEETING, which, {}, {"remark": list(reversed(lines))})
    said = draft(office).paragraphs
    assert said == draft(office).paragraphs
    assert said[1].index("glad to receive") < said[1].index("mission") < said[1].index("He hoped")
    assert said[2].index("recalled") < said[2].index("thanked") < said[2].index("would introduce")


def test_what_is_worded_otherwise_than_officially_is_told_and_not_refused(office):
    text = "He spoke of the mission to study and to lead."
    remark(office, 1, text_en=text)
    found = draft(office)
    assert found.unfinished == ()
    (doubt,) = (each for each in found.unsure if each.template == news_check.OTHERWISE)
    assert "study academics, cultivate talents" in doubt.told(SPOKEN["en"])


def test_the_draft_is_written_as_word_with_the_same_words(office):
    found = draft(office, "zh")
    content = word(document(found, SPOKEN["zh"], Settings(), DAY))
    paragraphs = [p.text for p in docx.Document(io.BytesIO(content)).paragraphs]
    for text in (found.title, *found.paragraphs, found.heading, *found.introduction):
        assert text in paragraphs


def test_what_is_to_be_finished_is_said_in_one_sentence_each(office):
    confirm(office, "guessed")
    with pytest.raises(OfficeError) as refused:
        refuse_unfinished(draft(office), SPOKEN["en"])
    assert "– 小松道彦: Nobody has confirmed" in str(refused.value)


def test_the_command_writes_the_draft_or_says_what_is_to_be_finished(sample_copy, tmp_path, capsys):
    def run(out, *words):
        command = ["--data", str(sample_copy), "news", "--meeting", "2018-001"]
        return main([*command, *words, str(tmp_path / out)])

    assert run("n.txt", "--language", "en") == 1
    assert "Nobody has confirmed how this name is spelled" in capsys.readouterr().err
    assert not (tmp_path / "n.txt").exists()
    assert run("n.txt", "--language", "zh") == 0
    assert (tmp_path / "n.txt").read_text("utf-8") == (GOLDEN / "news-zh.txt").read_text("utf-8")
    assert run("n.docx", "--language", "ja", "--as-of", "2017-06-30") == 0
    assert docx.Document(str(tmp_path / "n.docx")).paragraphs
    assert run("n.pdf", "--language", "zh") == 1


@pytest.mark.parametrize(
    ("text", "polite"),
    [
        ("協力を深めたいと述べました。", True),
        ("「学術を究める。」と述べました。今後も続けます。", True),
        ("協力を深めたいと述べた。", False),
        ("協力を深めました。謝意を表した。", False),
        ("感謝いたします！　また来てください。", True),
        ("97名が来訪しました（延べ131回）。", True),
        ("", True),
    ],
)
def test_polite_sentences_are_told_from_plain_ones(text, polite):
    assert is_polite(text) is polite


def test_a_draft_in_japanese_is_polite_throughout(office):
    told = draft(office, "ja")
    assert all(map(is_polite, told.paragraphs))
    computed = (text for text in told.introduction if "：" not in text)
    assert all(map(is_polite, computed))


def test_a_remark_in_the_plain_style_is_told_in_japanese_only(office):
    remark(office, 0, text_ja="心から歓迎した。")
    for code, told in (("ja", True), ("zh", False)):
        doubted = [
            each.told(language(code, resources.folder("translations")))
            for each in draft(office, code).unsure
        ]
        assert any("心から歓迎した。" in each for each in doubted) is told


def _write_anew():
    GOLDEN.mkdir(exist_ok=True)
    with TemporaryDirectory() as name, opened(Path(name) / "office") as store:
        sample.fill(store)
        confirm(store)
        for code in LOCALES:
            (GOLDEN / f"news-{code}.txt").write_text(draft(store, code).text, "utf-8")


if __name__ == "__main__":
    _write_anew()
