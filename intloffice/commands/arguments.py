"""The command line: what it takes. Stable: a command or an option that is here stays."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from intloffice.i18n import LOCALES

#: What a register may tell of, as ``spreadsheets.registers.headings`` knows it.
KINDS = (*("agreement", "organisation", "mobility", "person", "engagement", "award", "meeting"),)
#: The papers of a meeting, as ``briefing.papers.Paper`` knows them.
PAPERS = (
    "agenda",
    "participants",
    "seating",
    "name-plates",
    "place-cards",
    "pick-up-sign",
    "approval",
)
#: The sorts of year, as ``counting.periods`` knows them.
SORTS = ("calendar", "academic", "fiscal")
_YEARS = "which sort of year begins in --year (calendar)"
_FORM = "as which known form it is filled in (else as the one it is most like)"
_DATA = "the office's folder (else INTLOFFICE_DATA, else the user's own)"
_LANGUAGE = "language of the document (else that of the settings, else the system's)"


def read(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """Read a command line; argparse ends the program with 2 where it does not fit.

    ``module`` names the module of ``intloffice.commands`` to run, empty for the window.
    """
    return _parser().parse_args(argv)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="intloffice",
        description="The records of a university's international office, and the documents "
        "computed from them. Without a command the window is opened.",
    )
    parser.add_argument(
        "--version",
        dest="module",
        action="store_const",
        const="version",
        help="tell the version and stop",
    )
    parser.add_argument("--data", metavar="FOLDER", help=_DATA)
    parser.set_defaults(module="")
    commands = parser.add_subparsers(title="commands", metavar="")
    _add_sample(commands)
    _add_briefing(commands)
    _add_issued(commands)
    _add_paper(commands)
    _add_news(commands)
    _add_export(commands)
    _add_partner(commands)
    _add_template(commands)
    _add_fill(commands)
    _add_calendar(commands)
    _add_ewp(commands)
    _add_import(commands)
    _add_find(commands)
    _add_check(commands)
    _add_backup(commands)
    return parser


Commands = argparse._SubParsersAction  # noqa: SLF001  argparse gives its type no public name


def _command(
    commands: "Commands[argparse.ArgumentParser]", name: str, module: str, does: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=does, description=does)
    command.add_argument("--data", metavar="FOLDER", default=argparse.SUPPRESS, help=_DATA)
    command.set_defaults(module=module)
    return command


def _add_sample(commands: "Commands[argparse.ArgumentParser]") -> None:
    _command(commands, "sample", "sample", "fill an empty office with the sample")


def _add_briefing(commands: "Commands[argparse.ArgumentParser]") -> None:
    command = _command(
        commands, "briefing", "briefing", "write the briefing on a country or partner, or a meeting"
    )
    about = command.add_mutually_exclusive_group(required=True)
    about.add_argument("--country", help="its ISO code or its name: JP, Japan")
    about.add_argument("--organisation", metavar="NAME", help="any of its names, or its uuid")
    about.add_argument("--meeting", metavar="REFERENCE", help="its reference, or its uuid")
    about.add_argument("--every", choices=("country", "organisation"), help="one file for each")
    command.add_argument("--as-of", metavar="DAY", help="as things stood on this day (else today)")
    command.add_argument("--language", choices=LOCALES, help=_LANGUAGE)
    command.add_argument(
        "--proved-words",
        action="store_true",
        help="say “nearly”, “over” and “rapidly” where the data prove it",
    )
    command.add_argument(
        "--appendix", action="store_true", help="list the records behind each number at the end"
    )
    command.add_argument(
        "--as-computed", action="store_true", help="leave aside what the office rewrote in it"
    )
    command.add_argument(
        "--since",
        metavar="BASE",
        help="tell on the first page what has changed since: last (issued about the same), the "
        "reference of one that was issued, or a day",
    )
    command.add_argument(
        "--known-on",
        metavar="POINT",
        help="as the records stood then: a day, a day with a time, or #N, the number of a change; "
        "what was corrected since is told",
    )
    command.add_argument("--issue", action="store_true", help="keep it for good as it was issued")
    command.add_argument("--note", metavar="TEXT", default="", help="with --issue: a remark")
    command.add_argument(
        "--form", choices=("pdf", "docx", "txt", "json"), default="pdf", help="with --every (pdf)"
    )
    command.add_argument(
        "out",
        metavar="OUT",
        type=Path,
        help="a file ending in .pdf, .docx, .txt or .json; with --every a folder",
    )


def _add_issued(commands: "Commands[argparse.ArgumentParser]") -> None:
    command = _command(
        commands, "issued", "issued", "list the briefings that were issued, or give one back"
    )
    command.add_argument(
        "--untrue", action="store_true", help="list the sentences that are true no longer"
    )
    command.add_argument("--json", action="store_true", help="answer as JSON")
    command.add_argument(
        "reference", metavar="REFERENCE", nargs="?", help="of one to be given back as it was"
    )
    command.add_argument(
        "out", metavar="OUT", type=Path, nargs="?", help="a file ending in .pdf or .txt"
    )


def _add_export(commands: "Commands[argparse.ArgumentParser]") -> None:
    command = _command(commands, "export", "export", "write all records, or a year, as a workbook")
    command.add_argument("--year", type=int, help="the workbook of this year only")
    command.add_argument("--years", choices=SORTS, default=SORTS[0], help=_YEARS)
    command.add_argument("--language", choices=LOCALES, help=_LANGUAGE)
    command.add_argument(
        "--with",
        dest="protected",
        metavar="KIND.FIELD",
        action="append",
        default=[],
        help="write this protected field too, as person.passport_number; it is written down",
    )
    command.add_argument(
        "--purpose", default="", metavar="TEXT", help="what the protected fields are taken out for"
    )
    command.add_argument("out", metavar="OUT.xlsx", type=Path, help="the workbook to write")


def _add_partner(commands: "Commands[argparse.ArgumentParser]") -> None:
    command = _command(commands, "partner", "partner", "write what we keep of a partner")
    command.add_argument("--language", choices=LOCALES, help="the partner’s (else by its country)")
    command.add_argument("organisation", metavar="ORGANISATION", help="a name of it, or its uuid")
    command.add_argument("out", metavar="OUT.xlsx", type=Path, help="the workbook to write")


def _add_template(commands: "Commands[argparse.ArgumentParser]") -> None:
    command = _command(commands, "template", "template", "write a workbook for others to fill in")
    command.add_argument("--language", choices=LOCALES, help=_LANGUAGE)
    command.add_argument(
        "--of", metavar="SCHOOL", help="with what is kept of one of our schools, to be corrected"
    )
    command.add_argument("kind", metavar="KIND", help="what it is for, as mobility or award")
    command.add_argument("out", metavar="OUT.xlsx", type=Path, help="the workbook to write")


def _add_fill(commands: "Commands[argparse.ArgumentParser]") -> None:
    command = _command(commands, "fill", "fill", "fill in a form of others with the year's counts")
    command.add_argument("form", metavar="FORM.xlsx", type=Path, help="the form, as it was sent")
    command.add_argument("--year", type=int, required=True, help="for which year")
    command.add_argument("--years", choices=SORTS, default=SORTS[0], help=_YEARS)
    command.add_argument("--form", dest="name", default="", metavar="NAME", help=_FORM)
    command.add_argument(
        "--trace", action="store_true", help="add a sheet with the records behind each cell"
    )
    command.add_argument("--language", choices=LOCALES, help=_LANGUAGE)
    command.add_argument("out", metavar="OUT.xlsx", type=Path, help="the workbook to write")


def _add_paper(commands: "Commands[argparse.ArgumentParser]") -> None:
    command = _command(commands, "paper", "paper", "print a paper of a meeting")
    command.add_argument("--meeting", metavar="REFERENCE", required=True, help="or its uuid")
    command.add_argument("--language", choices=LOCALES, help=_LANGUAGE)
    command.add_argument("paper", choices=PAPERS, metavar="PAPER", help=", ".join(PAPERS))
    command.add_argument("out", metavar="OUT.pdf", type=Path, help="the file to write")


def _add_news(commands: "Commands[argparse.ArgumentParser]") -> None:
    command = _command(commands, "news", "news", "draft the news item on a meeting that was held")
    command.add_argument("--meeting", metavar="REFERENCE", required=True, help="or its uuid")
    command.add_argument("--language", choices=LOCALES, help=_LANGUAGE)
    command.add_argument(
        "--as-of",
        metavar="DAY",
        help="tell of the cooperation as of this day (else the meeting's, or until March "
        "the end of the year before)",
    )
    command.add_argument(
        "--issue", action="store_true", help="keep it as it is sent out, with what it rests on"
    )
    command.add_argument("--note", default="", help="a remark that is kept with what is sent out")
    command.add_argument("out", metavar="OUT", type=Path, help="a file ending in .docx or .txt")


def _add_calendar(commands: "Commands[argparse.ArgumentParser]") -> None:
    command = _command(commands, "calendar", "calendar", "write a year for other calendars")
    command.add_argument("--year", type=int, help="which year (else the present one)")
    command.add_argument("--language", choices=LOCALES, help=_LANGUAGE)
    command.add_argument("out", metavar="OUT.ics", type=Path, help="the file to write")


def _add_ewp(commands: "Commands[argparse.ArgumentParser]") -> None:
    command = _command(commands, "ewp", "ewp", "write agreements for Erasmus Without Paper (IIA 7)")
    command.add_argument(
        "--partner", metavar="ORG", help="of this partner only: a name, or its uuid"
    )
    command.add_argument("out", metavar="OUT.xml", type=Path, help="the file to write")


def _add_import(commands: "Commands[argparse.ArgumentParser]") -> None:
    command = _command(commands, "import", "importing", "take in the records of a workbook")
    command.add_argument("--check", action="store_true", help="tell what would change, and stop")
    command.add_argument("--as", dest="kind", choices=KINDS, help="what a register tells of")
    command.add_argument("--map", metavar="MAP.toml", type=Path, help="how its columns are read")
    command.add_argument(
        "--report", metavar="OUT.xlsx", type=Path, help="write the refused rows with the reasons"
    )
    command.add_argument(
        "workbook",
        metavar="IN",
        type=Path,
        help="a workbook (.xlsx, .xls, .ods), .csv or .xml to read",
    )


def _add_check(commands: "Commands[argparse.ArgumentParser]") -> None:
    command = _command(commands, "check", "check", "look whether all is as it was saved")
    command.add_argument("--json", action="store_true", help="answer as JSON")


def _add_backup(commands: "Commands[argparse.ArgumentParser]") -> None:
    command = _command(commands, "backup", "backup", "write a backup that holds the same")
    command.add_argument("out", metavar="OUT", type=Path, help="a folder for backups")
    command = _command(commands, "restore", "restore", "put a backup in the place of the office")
    command.add_argument("file", metavar="FILE", type=Path, help="a backup: NUMBER.office")


def _add_find(commands: "Commands[argparse.ArgumentParser]") -> None:
    command = _command(commands, "find", "find", "search everything, by any form of a name")
    command.add_argument("--json", action="store_true", help="answer as JSON")
    command.add_argument("text", metavar="TEXT", nargs="+", help="what to look for")
