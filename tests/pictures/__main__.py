"""The command line of the pictures; see the package."""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from intloffice import resources
from intloffice.briefing.papers import Paper
from intloffice.i18n import LOCALES
from tests import pictures
from tests.pictures import extremes, fitting, studio
from tests.pictures.scenes import scenes, shown

_LOOKS = ("light", "dark")
_SIZES = ("1280x800", "1920x1080")
#: What is printed of the sample office, by name: the words after ``intloffice --data OFFICE``.
_PRINTED = {
    "country": ["briefing", "--country", "JP", "--as-of", "2017-12-31"],
    "appendix": ["briefing", "--country", "JP", "--appendix", "--as-of", "2017-12-31"],
    "organisation": ["briefing", "--organisation", "東北大学", "--as-of", "2017-12-31"],
    "meeting": ["briefing", "--meeting", "2018-001"],
    **{f"paper-{paper}": ["paper", "--meeting", "2018-001", str(paper)] for paper in Paper},
}
#: What is printed of the office of extremes.
_EXTREMES = {
    "long-country": ["briefing", "--country", "JP"],
    "long-organisation": ["briefing", "--organisation", "东北科学技术大学"],
    "long-meeting": ["briefing", "--meeting", "LONG"],
    "little-country": ["briefing", "--country", "FR"],
    "little-organisation": ["briefing", "--organisation", "涅里大学"],
    "little-meeting": ["briefing", "--meeting", "ONE"],
    "little-visit": ["briefing", "--meeting", "VISIT"],
}


def main() -> int:
    """Make the pictures; 1 where anything does not fit."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=pictures.__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--languages", nargs="+", default=list(LOCALES), choices=list(LOCALES))
    parser.add_argument("--looks", nargs="+", default=_LOOKS, choices=_LOOKS)
    parser.add_argument("--sizes", nargs="+", default=_SIZES, metavar="WxH")
    parser.add_argument("--only", nargs="+", default=(), help="scenes whose names begin so")
    asked = parser.parse_args()
    found: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        other = studio.office(Path(folder) / "extremes", extremes.fill)
        dated = {name: [*words, "--as-of", extremes.DAY] for name, words in _EXTREMES.items()}
        for language in asked.languages:
            office = studio.sample_office(Path(folder) / language, language)
            printed = {
                name: (of, words)
                for of, forms in ((office, _PRINTED), (other, dated))
                for name, words in forms.items()
            }
            for look in asked.looks:
                for size in asked.sizes:
                    out = asked.out / f"{language}-{look}-{size}"
                    found += _window(office, out, tuple(asked.only), (language, look, size))
            for name, (of, words) in printed.items():
                if not asked.only or f"printed-{name}".startswith(tuple(asked.only)):
                    _printed(of, asked.out / "printed" / f"{name}-{language}.pdf", language, words)
    for fault in found:
        print(fault)
    print(f"{sum(1 for _ in asked.out.rglob('*.png')):,} pictures in {asked.out}")
    return int(bool(found))


def _window(office: Path, out: Path, only: tuple[str, ...], how: tuple[str, str, str]) -> list[str]:
    language, look, size = how
    out.mkdir(parents=True, exist_ok=True)
    width, height = map(int, size.split("x"))
    found = []
    with studio.window(office, language, look, (width, height)) as made:
        for name, scene in scenes().items():
            if only and not name.startswith(only):
                continue
            with shown(made, scene) as widget:
                widget.grab().save(str(out / f"{name}.png"))
                found += [f"{out.name}/{name}: {each}" for each in fitting.faults(widget)]
    return found


def _printed(office: Path, pdf: Path, language: str, words: list[str]) -> None:
    """Print something, and draw its pages as pdftoppm does."""
    pdf.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "intloffice", "--data", str(office), *words]
    command += ["--language", language, str(pdf)]
    subprocess.run(command, check=True, cwd=resources.folder("fonts").parent.parent)
    drawing = ["pdftoppm", "-r", "70", "-png", str(pdf), str(pdf.with_suffix(""))]
    subprocess.run(drawing, check=True)


if __name__ == "__main__":
    sys.exit(main())
