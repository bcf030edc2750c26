"""The office's logo on its briefings, whatever file was chosen for it."""

from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from intloffice import resources
from intloffice.briefing import country, logo, printing
from intloffice.briefing.document import Document, Paragraph, Span
from intloffice.briefing.pdf import render
from intloffice.errors import OfficeError
from intloffice.i18n import language
from intloffice.settings import Settings

RED = (200, 20, 30)


def picture(path, size=(400, 120), sort="PNG", mode="RGB"):
    """Make a red bar on nothing."""
    made = Image.new(mode, size)
    colour = {"L": 90, "CMYK": (0, 230, 220, 40), "RGBA": (*RED, 255)}.get(mode, RED)
    ImageDraw.Draw(made).rectangle((0, 0, size[0], size[1]), fill=colour)
    made.save(path, sort)
    return path


def page_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[0].render(scale=2).to_pil().convert("RGB")
    finally:
        document.close()


def red_in(drawn):
    """Tell where on the page red is, in points: left, top, right, bottom; None where nowhere."""
    mask = Image.eval(drawn.getchannel("R"), lambda v: 255 * (v > 150))
    green = Image.eval(drawn.getchannel("G"), lambda v: 255 * (v < 70))
    both = Image.composite(mask, Image.new("L", mask.size), green)
    box = both.getbbox()
    return tuple(side / 2 for side in box) if box else None


def head(path, title="Cooperation with Japan"):
    blocks = (Paragraph((Span("Text."),)),)
    return Document("en", "Harbour University", title, "2017", blocks, logo=logo.read(str(path)))


@pytest.mark.parametrize(
    ("sort", "mode", "name"),
    [
        ("PNG", "RGB", "a.png"),
        ("PNG", "RGBA", "a.png"),
        ("PNG", "P", "a.PNG"),
        ("JPEG", "RGB", "a.jpg"),
        ("JPEG", "CMYK", "a.jpeg"),
        ("JPEG", "RGB", "named.png"),
    ],
)
def test_a_logo_stands_at_the_head_of_the_first_page_on_the_right(sort, mode, name, tmp_path):
    drawn = page_of(render(head(picture(tmp_path / name, sort=sort, mode=mode))).pdf)
    left, top, right, bottom = red_in(drawn)
    assert left > 300
    assert 130 - 2 < right - left < 130 + 2
    assert bottom < 110
    assert top > 20


def test_a_tall_logo_is_no_higher_than_a_wide_one(tmp_path):
    left, top, right, bottom = red_in(page_of(render(head(picture(tmp_path / "a", (50, 500)))).pdf))
    assert 44 - 2 < bottom - top < 44 + 2
    assert right - left < 6


def test_a_long_title_leaves_room_for_the_logo(tmp_path):
    title = "Cooperation with the United Kingdom of Great Britain and Northern Ireland " * 2
    rendered = render(head(picture(tmp_path / "a"), title))
    drawn = page_of(rendered.pdf)
    without = render(
        Document("en", "Harbour University", title, "2017", (Paragraph((Span("Text."),)),))
    )
    left, top, _, bottom = (int(2 * side) for side in red_in(drawn))
    beside = (left - 30, top, left - 3, bottom)
    assert drawn.crop(beside).getextrema() == ((255, 255),) * 3, "the title comes too near"
    assert page_of(without.pdf).crop(beside).getextrema() != ((255, 255),) * 3


def test_what_is_clear_in_a_logo_shows_the_paper(tmp_path):
    made = Image.new("RGBA", (400, 120), (0, 0, 0, 0))
    ImageDraw.Draw(made).rectangle((0, 0, 199, 120), fill=(*RED, 255))
    made.save(tmp_path / "a.png")
    drawn = page_of(render(head(tmp_path / "a.png")).pdf)
    left, top, right, bottom = red_in(drawn)
    assert right - left == pytest.approx(65, abs=2)
    assert drawn.getpixel((int(2 * (right + 30)), int(top + bottom))) == (255, 255, 255)


def test_a_photograph_taken_sideways_stands_upright(tmp_path):
    turned = Image.new("RGB", (120, 400), RED)
    exif = turned.getexif()
    exif[0x0112] = 6
    turned.save(tmp_path / "a.jpg", exif=exif)
    left, top, right, bottom = red_in(page_of(render(head(tmp_path / "a.jpg")).pdf))
    assert right - left > 2 * (bottom - top)


def test_a_large_logo_makes_no_large_file(tmp_path):
    made = Image.effect_noise((5000, 2000), 90).convert("RGB")
    made.save(tmp_path / "a.jpg", quality=95)
    assert (tmp_path / "a.jpg").stat().st_size > 3_000_000
    rendered = render(head(tmp_path / "a.jpg"))
    assert len(rendered.pdf) < 400_000
    assert rendered.pdf == render(head(tmp_path / "a.jpg")).pdf


def _png(path):
    made = BytesIO()
    Image.new("RGB", (400, 120), RED).save(made, "PNG")
    return made.getvalue()


BROKEN = {
    "cut": lambda: _png("")[:200],
    "empty": lambda: b"",
    "text": lambda: b"letters to somebody",
    "svg": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>',
    "gif": lambda: b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
    "flipped": lambda: _png("").replace(b"IDAT", b"IDAX"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_file_that_is_no_picture_is_refused_by_name(fault, tmp_path):
    path = tmp_path / f"{fault}.png"
    path.write_bytes(BROKEN[fault]())
    with pytest.raises(OfficeError, match="cannot be read as a picture") as refused:
        logo.read(str(path))
    assert refused.value.facts["path"] == str(path)


@pytest.mark.parametrize("where", ["none.png", ".", "a\0b", "\ud800"])
def test_a_logo_that_has_gone_is_told(where, tmp_path):
    with pytest.raises(OfficeError, match="cannot be read; choose another"):
        logo.read(str(tmp_path / where))


@pytest.mark.parametrize("size", [(8000, 7000), (20000, 12000)])
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(size, tmp_path):
    Image.new("1", size).save(tmp_path / "a.png")
    assert (tmp_path / "a.png").stat().st_size < 100_000
    with pytest.raises(OfficeError, match="larger than"):
        logo.read(str(tmp_path / "a.png"))


def test_a_file_of_too_many_bytes_is_refused_before_all_is_read(tmp_path):
    with (tmp_path / "a.png").open("wb") as file:
        file.truncate(50 * logo.LARGEST_FILE)
    with pytest.raises(OfficeError, match="larger than"):
        logo.read(str(tmp_path / "a.png"))


def test_a_briefing_bears_the_logo_of_the_settings(sample, tmp_path):
    settings = Settings(logo=str(picture(tmp_path / "a.png")))
    with sample.read() as session:
        briefing = country.compose(session, "JP", date(2017, 12, 31), settings)
    said = language("ja", resources.folder("translations"))
    assert red_in(page_of(printing.pdf(briefing, said, settings).pdf))
    assert red_in(page_of(printing.pdf(briefing, said, Settings()).pdf)) is None
