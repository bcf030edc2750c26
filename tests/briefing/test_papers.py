"""The papers of a meeting: whoever comes, whatever they are called, each can be printed."""

from datetime import date

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from intloffice import resources
from intloffice.__main__ import main
from intloffice.briefing.papers import Paper, Seat, at_the_table, prepare
from intloffice.briefing.pdf.papers import printed
from intloffice.commands.arguments import PAPERS
from intloffice.i18n import LOCALES, language
from intloffice.operations import edit
from intloffice.settings import Settings
from tests.stores import MEETING, opened, organisation, person

DRAWN = (Paper.NAME_PLATES, Paper.PLACE_CARDS, Paper.SIGN, Paper.SEATING)
LONG = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh"


def speaking(code):
    return language(code, resources.folder("translations"))


def meeting(session, people=(), **values):
    values = {"title_en": "Visit", "title_zh": "来访", "direction": "received"} | values
    values |= {"kind": "courtesy", "status": "planned", "starts_on": date(2018, 3, 5)}
    rows = {"participant": [{"role": "member", **each} for each in people]}
    rows["item"] = [{"on": date(2018, 3, day), "kind": "tour", "who": "all"} for day in (6, 5)]
    return edit.add(session, MEETING, values, rows)


@pytest.fixture
def office(store):
    with store.write("Add", "A") as session:
        organisation(session, "Our University", ours=True)
    return store


def two_sides(session, guests, hosts, family="Guest"):
    return [
        {"person_id": person(session, f"{family}{n}", native_language="en"), "side": side}
        for side, count in (("guest", guests), ("host", hosts))
        for n in range(count)
    ]


def pages(store, paper, which, code="en"):
    """Print a paper and give the text of each page; nothing may lie beyond the sheet."""
    with store.read() as session:
        prepared = prepare(session, which, speaking(code), Settings())
    content = printed(paper, prepared, speaking(code)).pdf
    document, texts = pypdfium2.PdfDocument(content), []
    for page in document:
        text = page.get_textpage()
        width, height = page.get_size()
        for at in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(at)
            assert -1 <= left <= right <= width + 1
            assert -1 <= bottom <= top <= height + 1
        texts.append(text.get_text_range())
    return texts


@pytest.mark.parametrize("code", LOCALES)
@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("sides", [(0, 0), (1, 0), (4, 5), (21, 17)], ids=str)
def test_each_paper_names_everybody_in_every_language_however_many_come(office, paper, code, sides):
    with office.write("Add", "A") as session:
        which = meeting(session, two_sides(session, *sides))
    found = "".join(pages(office, paper, which, code))
    assert found.strip()
    wanted = min(sides[0], 1) if paper is Paper.SIGN else sum(sides)
    if paper is Paper.NAME_PLATES:
        wanted *= 2
    elif paper is Paper.APPROVAL:
        wanted += min(sides[0], 1)
    assert found.count("Guest") >= wanted


@pytest.mark.parametrize("paper", Paper)
def test_names_and_titles_of_any_length_stay_on_the_sheet(office, paper):
    with office.write("Add", "A") as session:
        people = two_sides(session, 9, 9, family=LONG)
        for each in people:
            each["title_en"] = f"President and Vice-Chancellor, {LONG} " * 3
        which = meeting(session, people, title_en=f"{LONG} " * 4, place=LONG)
    assert LONG[:20] in "".join(pages(office, paper, which)).replace("\r\n", "").replace(
        "\ufffe", ""
    )


def test_a_name_plate_is_read_from_both_sides_and_there_is_one_for_each(office):
    with office.write("Add", "A") as session:
        which = meeting(session, two_sides(session, 2, 1))
    found = pages(office, Paper.NAME_PLATES, which)
    assert [text.count("Guest") for text in found] == [2, 2, 2]


def test_a_name_is_given_in_its_own_script_and_in_confirmed_latin_only(office):
    with office.write("Add", "A") as session:
        latin = {"latin_family": "Kawamura", "latin_given": "Taro", "native_language": "ja"}
        sure = person(session, "河村", "太郎", spelling_state="confirmed", **latin)
        latin |= {"latin_family": "Komatsu"}
        guessed = person(session, "小松", "道彦", spelling_state="guessed", **latin)
        people = [{"person_id": each, "side": "guest"} for each in (sure, guessed)]
        which = meeting(session, people)
    first, second = pages(office, Paper.NAME_PLATES, which)
    assert "河村太郎" in first
    assert "Kawamura" in first
    assert "小松道彦" in second
    assert "Komatsu" not in second


def test_the_approval_form_has_a_back_to_be_signed(office):
    with office.write("Add", "A") as session:
        which = meeting(session, two_sides(session, 3, 2), reference="2018-007")
    front, back = pages(office, Paper.APPROVAL, which)
    assert "2018-007" in front
    assert back.count("Signature and seal") == 4


def test_the_itinerary_is_told_day_by_day_in_their_order(office):
    with office.write("Add", "A") as session:
        which = meeting(session)
    (text,) = pages(office, Paper.AGENDA, which)
    assert text.index("5 March 2018 · Mon") < text.index("6 March 2018 · Tue")


@pytest.mark.parametrize(
    ("code", "said", "unsaid"), [("zh", "主楼", "Main"), ("ja", "本館", "主楼")]
)
def test_what_is_written_in_several_languages_is_printed_in_the_papers_own(
    office, code, said, unsaid
):
    three = "Main Building / 主楼 / 本館"
    with office.write("Add", "A") as session:
        texts = {"place": three, "purpose": three.replace(" / ", "\n"), "topics": (three,)}
        held = meeting(session, title_ja="来学", **texts)
    for paper in (Paper.AGENDA, Paper.APPROVAL):
        printed_text = "".join(pages(office, paper, held, code))
        assert printed_text.count(said) == 3
        assert unsaid not in printed_text


def test_topics_begin_with_a_capital_where_they_stand_in_lines_of_their_own(office):
    with office.write("Add", "A") as session:
        held = meeting(session, topics=("research", "student exchange"))
    assert "• Research" in (agenda := "".join(pages(office, Paper.AGENDA, held)))
    assert "• Student exchange" in agenda
    assert "Research and student exchange" in "".join(pages(office, Paper.APPROVAL, held))


def test_the_same_meeting_gives_the_same_bytes(office):
    with office.write("Add", "A") as session:
        which = meeting(session, two_sides(session, 3, 2))
    with office.read() as session:
        prepared = prepare(session, which, speaking("zh"), Settings())
    for paper in Paper:
        one, two = (printed(paper, prepared, speaking("zh")).pdf for _ in range(2))
        assert one == two


@given(st.integers(0, 40), st.booleans())
def test_everybody_sits_once_and_by_precedence_outwards_from_the_head(count, far):
    seats = [Seat(str(number), "", "", "", "") for number in range(count)]
    placed = at_the_table(seats, facing_the_reader=far)
    assert sorted(map(id, placed)) == sorted(map(id, seats))
    if not seats:
        return
    head = placed.index(seats[0])
    for number, seat in enumerate(seats[1:], 1):
        away = placed.index(seat) - head
        at_the_right_hand = number % 2 == 1
        to_the_left_of_the_plan = at_the_right_hand == far
        assert away == (number + 1) // 2 * (-1 if to_the_left_of_the_plan else 1)


def test_the_command_knows_every_paper():
    assert tuple(Paper) == PAPERS


def test_the_command_prints_a_paper(tmp_path, capsys):
    with opened(tmp_path / "office") as store, store.write("Add", "A") as session:
        organisation(session, "Our University", ours=True)
        meeting(session, two_sides(session, 1, 1), reference="2018-007")
    out = tmp_path / "a.pdf"
    words = ["--meeting", "2018-007", "--language", "en", "seating", str(out)]
    main(["paper", "--data", str(tmp_path / "office"), *words])
    assert out.read_bytes().startswith(b"%PDF")
    assert str(out) in capsys.readouterr().out


@pytest.mark.parametrize("code", ["en", "ja"])
def test_a_name_that_nobody_spelled_stands_in_its_own_script_once(office, code):
    with office.write("Add", "A") as session:
        who = person(session, "宮本", "千尋", native_language="ja", nationalities=("JP",))
        which = meeting(session, [{"person_id": who, "side": "guest"}])
    (text,) = pages(office, Paper.PLACE_CARDS, which, code)
    assert "宮本千尋" in text
    assert "宫本千寻" not in text


def test_a_name_in_characters_is_parted_between_family_and_given_name_only(office):
    with office.write("Add", "A") as session:
        names = [("佐々木", "彩"), ("森", "麻衣子"), ("長谷川", "健一郎"), ("宮本", "千尋")] * 6
        people = [
            {"person_id": person(session, *name, native_language="ja"), "side": "guest"}
            for name in names
        ]
        which = meeting(session, people)
    (text,) = pages(office, Paper.SEATING, which, "ja")
    lines = set(text.split("\r\n"))
    assert {"佐々木", "彩", "長谷川", "健一郎", "宮本", "千尋"} <= lines
    assert not lines & {"佐々", "木彩", "森麻", "長谷", "長谷川健"}


def test_a_post_and_its_organisation_stand_in_lines_of_their_own(office):
    with office.write("Add", "A") as session:
        body = organisation(session, "Consulate General of Japan in Chongqing")
        guest = {"person_id": person(session, "Komatsu"), "side": "guest", "organisation_id": body}
        which = meeting(session, [guest | {"title_en": "Consul General"}])
    (text,) = pages(office, Paper.PLACE_CARDS, which)
    assert "Consul General" in text.splitlines()
    assert "·" not in text


def test_a_sign_names_the_organisations_only_where_they_are_few(office):
    with office.write("Add", "A") as session:
        bodies = [organisation(session, f"University no. {n}") for n in range(9)]
        guest = {"person_id": person(session, "Komatsu"), "side": "guest"}
        rows = {
            "participant": [{"role": "head", "organisation_id": bodies[0], **guest}],
            "visitor": [{"organisation_id": body} for body in bodies],
        }
        values = {"title_en": "Visit", "direction": "received", "kind": "courtesy"}
        values |= {"status": "planned", "starts_on": date(2018, 3, 5)}
        which = edit.add(session, MEETING, values, rows)
    (text,) = pages(office, Paper.SIGN, which)
    assert "University no. 0" in text
    assert "University no. 1" not in text


def test_many_sit_in_rows_and_each_can_be_read(office):
    with office.write("Add", "A") as session:
        which = meeting(session, two_sides(session, 24, 12))
    with office.read() as session:
        prepared = prepare(session, which, speaking("en"), Settings())
    document = pypdfium2.PdfDocument(printed(Paper.SEATING, prepared, speaking("en")).pdf)
    text = document[0].get_textpage()
    boxes = [text.get_charbox(at) for at in range(text.count_chars())]
    written = [text.get_text_range(at, 1) for at in range(text.count_chars())]
    at = "".join(written).index("Guest23")
    left, bottom, _, top = boxes[at]
    assert top - bottom > 6.0
    assert boxes[at + 6][0] > left, "the name is broken"


def test_the_hours_of_several_days_stand_with_their_days(office):
    with office.write("Add", "A") as session:
        hours = {"starts_at": "09:00", "ends_at": "17:00", "ends_on": date(2018, 3, 7)}
        which = meeting(session, **hours)
    with office.read() as session:
        prepared = prepare(session, which, speaking("en"), Settings())
    assert prepared.when == "5 March 2018, 09:00 – 7 March 2018, 17:00"


@pytest.mark.parametrize("paper", [Paper.NAME_PLATES, Paper.PLACE_CARDS, Paper.PARTICIPANTS])
@pytest.mark.parametrize(("spoken", "own"), [("zh", True), ("ja", False)])
def test_a_chinese_name_keeps_its_characters_in_a_japanese_paper(office, paper, spoken, own):
    with office.write("Add", "A") as session:
        who = person(session, "朱", "江怡", native_language=spoken)
        which = meeting(session, [{"person_id": who, "side": "guest"}])
    with office.read() as session:
        prepared = prepare(session, which, speaking("ja"), Settings())
    content = printed(paper, prepared, speaking("ja")).pdf
    assert (b"NotoSansSC" in content) == own
