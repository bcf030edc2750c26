"""Registers as they are found, made by code and named for their nastiness.

Each gives the name of its file, writes it, and tells how many rows of it are records.
"""

import re
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

HEAD = ["No.", "University", "Country", "Type of agreement", "Date signed", "Valid until"]
ROWS = [
    [
        1,
        "University of Leeds, Leeds",
        "United Kingdom",
        "MoU",
        date(2011, 5, 12),
        date(2016, 5, 11),
    ],
    [2, "Kyoto University", "Japan", "Student exchange", date(2012, 4, 1), date(2017, 3, 31)],
    [3, "Kyoto University", "Japan", "Joint degree", date(2013, 4, 1), "until terminated"],
    [4, "Technische Universität München (TUM)", "Germany", "MoU", "26.12.13", "5 Years"],
]
NASTY = {}


def nasty(count, ending=".xlsx", kind="agreement"):
    """Enter a maker of a register with so many records of a kind."""

    def entered(make):
        NASTY[make.__name__] = (make, count, ending, kind)
        return make

    return entered


def book(path: Path, *rows, merge=(), sheets=None):
    made = Workbook()
    sheet = made.active
    for row in rows:
        sheet.append(row)
    for each in merge:
        sheet.merge_cells(each)
    for name, lines in (sheets or {}).items():
        more = made.create_sheet(name)
        for line in lines:
            more.append(line)
    made.save(path)


def text(path: Path, rows, encoding, sign=","):
    path.write_bytes("\r\n".join(sign.join(map(str, row)) for row in rows).encode(encoding))


def converted(path: Path, *rows):
    """Write another format as LibreOffice writes it, where there is one."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice writes it")
    source = path.with_suffix(".xlsx")
    book(source, *rows)
    command = ["soffice", f"-env:UserInstallation=file://{path.parent}/office", "--headless"]
    command += ["--convert-to", path.suffix[1:], "--outdir", str(path.parent), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    source.unlink()


@nasty(4)
def plain(path):
    book(path, HEAD, *ROWS)


@nasty(4)
def titles_above(path):
    book(
        path,
        ["International agreements of the university"],
        [],
        ["As of", date(2018, 1, 5)],
        [],
        HEAD,
        *ROWS,
    )


@nasty(4)
def far_from_the_corner(path):
    shifted = [[None, None, None, *row] for row in (HEAD, *ROWS)]
    book(path, *([[]] * 7), *shifted)


@nasty(2)
def two_lines_of_headings(path):
    book(
        path,
        ["No.", "University", "Country", "Period of validity", None],
        [None, None, None, "Start", "End"],
        [1, "University of Leeds", "UK", date(2011, 5, 12), date(2016, 5, 11)],
        [2, "Kyoto University", "Japan", date(2012, 4, 1), date(2017, 3, 31)],
        merge=["D1:E1", "A1:A2", "B1:B2", "C1:C2"],
    )


@nasty(4)
def headings_once_more(path):
    book(path, HEAD, *ROWS[:2], HEAD, *ROWS[2:])


@nasty(4)
def totals(path):
    book(
        path,
        HEAD,
        *ROWS[:2],
        ["Subtotal", 2],
        *ROWS[2:],
        ["合计", "", "", "", "", 4],
        ["Total:", 4],
    )


@nasty(4)
def footers(path):
    book(
        path,
        HEAD,
        *ROWS,
        [],
        ["* Agreements under negotiation are not listed."],
        ["Source: the office"],
    )


@nasty(4)
def two_tables_on_a_sheet(path):
    book(
        path,
        HEAD,
        *ROWS[:2],
        [],
        [],
        ["Expired agreements"],
        HEAD[:5],
        *(row[:5] for row in ROWS[2:]),
    )


@nasty(8)
def several_sheets(path):
    book(
        path,
        HEAD,
        *ROWS,
        sheets={"Schools": [HEAD, *[[9, f"{r[1]} X", *r[2:]] for r in ROWS]], "Empty": []},
    )


@nasty(4)
def countries_as_headings_of_groups(path):
    rows = [[row[0], row[1], *row[3:]] for row in ROWS]
    book(
        path,
        [HEAD[0], HEAD[1], *HEAD[3:]],
        ["United Kingdom"],
        rows[0],
        ["Japan"],
        *rows[1:3],
        ["Germany"],
        rows[3],
    )


@nasty(3)
def one_name_for_three_rows(path):
    book(
        path,
        HEAD,
        [1, "Kyoto University", "Japan", "MoU", date(2010, 1, 1), None],
        [None, None, None, "Student exchange", date(2011, 1, 1), None],
        [None, None, None, "Joint degree", date(2012, 1, 1), None],
        merge=["A2:A4", "B2:B4", "C2:C4"],
    )


@nasty(3)
def blank_rows_within(path):
    book(path, HEAD, ROWS[0], [], [], ROWS[1], [None, "  "], ROWS[3])


@nasty(2)
def one_agreement_twice(path):
    book(path, HEAD, ROWS[0], ROWS[0])


@nasty(3)
def in_chinese(path):
    book(
        path,
        ["国际合作协议一览表"],
        ["序号", "外方院校", "国别", "协议类型", "签订时间", "有效期"],
        [1, "京都大学", "日本", "校际合作协议", "2018年1月5日", "5年"],
        [2, "利兹大学", "英国", "学生交换协议", "2018.1", "长期"],
        [3, "慕尼黑工业大学（TUM）", "德国", "联合培养", "2017-09", "三年（自动续约）"],
        ["合计：3"],
    )


@nasty(3)
def in_japanese(path):
    book(
        path,
        ["大学間協定校一覧", None, None, "平成30年5月1日現在"],
        ["番号", "国・地域名", "大学・機関名", "締結年月日", "有効期間"],
        [1, "英国", "リーズ大学", "平成30年4月1日", "5年"],
        [2, "中国", "重慶大学", "昭和63年10月", "自動更新"],
        [3, "ドイツ", "ミュンヘン工科大学", "令和元年5月1日", "期限なし"],
    )


@nasty(2)
def headings_in_two_languages(path):
    book(
        path,
        [
            "No. 序号",
            "University/大学",
            "Country\n国家",
            "Date of Signing (签署日期)",
            "Duration 有效期",
        ],
        [1, "Kyoto University\n京都大学", "Japan 日本", "2018/1/5", "5 years"],
        [2, "University of Leeds", "英国 (UK)", "5/1/2018", "Not Specified"],
    )


@nasty(3)
def full_width(path):
    book(
        path,
        HEAD,
        ["１", "Ｋｙｏｔｏ　Ｕｎｉｖｅｒｓｉｔｙ", "日本", "ＭｏＵ", "２０１８年１月５日", "５年"],
        ["２", "University of Leeds", "英國", "ＭＯＵ", "２０１８．１", "－"],
        ["３", "重庆大学", "中国", "", "２０１８", "無期限"],
    )


@nasty(2)
def month_before_day(path):
    book(
        path,
        HEAD,
        [1, "University of Ohio", "USA", "MoU", "07/28/2020", "07/05/2025"],
        [2, "University of Iowa", "U.S.A.", "MoU", "February 20,2020", "July 28, 2025"],
    )


@nasty(3)
def serials_and_years(path):
    book(
        path,
        HEAD,
        [1, "Kyoto University", "Japan", "MoU", 43105, 44930],
        [2, "University of Leeds", "UK", "MoU", 2018, 2023],
        [3, "Osaka University", "Japan", "MoU", 20180105, 2023.1],
    )


@nasty(2)
def counted_from_1904(path):
    made = Workbook()
    made.epoch = __import__("datetime").datetime(1904, 1, 1)
    for row in (HEAD, *ROWS[:2]):
        made.active.append(row)
    made.save(path)


@nasty(2)
def several_names_in_a_cell(path):
    book(
        path,
        HEAD,
        [1, "Kyoto University\nOsaka University", "Japan", "MoU", "1.2.2018", None],
        [2, "清华大学、北京大学；复旦大学", "中国", "MoU", "2018.2", "-"],
    )


@nasty(3)
def faculties(path):
    book(
        path,
        HEAD,
        [1, "Faculty of Law, Kyoto University", "Japan", "MoU", "1.2.2018", None],
        [2, "Kyoto University, Graduate School of Science", "Japan", "MoU", "1.2.2018", None],
        [3, "京都大学法学部", "日本", "MoU", "1.2.2018", None],
    )


@nasty(4)
def leading_zeros(path):
    head = ["Agreement No", *HEAD[1:]]
    book(path, head, *[[f"00{row[0]}", *row[1:]] for row in ROWS])


@nasty(4)
def columns_of_nothing_known(path):
    head = [*HEAD, "Zuständig", "???", None]
    book(path, head, *[[*row, "A. Muster", "x", 7] for row in ROWS])


@nasty(4)
def nothing_but_words_nobody_knows(path):
    book(path, ["A", "B", "C", "D", "E", "F"], *ROWS)


@nasty(4)
def thousands_of_empty_rows(path):
    book(path, HEAD, *ROWS)
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    empty = b"".join(b'<row r="%d" s="1"/>' % n for n in range(6, 20_006))
    parts["xl/worksheets/sheet1.xml"] = re.sub(b"</sheetData>", empty + b"</sheetData>", sheet)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as new:
        for name, content in parts.items():
            new.writestr(name, content)


@nasty(4)
def a_wrong_dimension(path):
    book(path, HEAD, *ROWS)
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = re.sub(b'<dimension ref="[^"]*"', b'<dimension ref="A1:B2"', parts[name])
    with zipfile.ZipFile(path, "w") as new:
        for part, content in parts.items():
            new.writestr(part, content)


@nasty(4, ".xlsm")
def with_another_ending(path):
    book(path, HEAD, *ROWS)


@nasty(4, ".xls")
def from_another_century(path):
    converted(path, HEAD, *ROWS)


@nasty(4, ".ods")
def from_a_free_office(path):
    converted(path, ["Agreements"], [], HEAD, *ROWS)


_CHINESE = [
    ["序号", "外方院校", "国别", "签订时间", "有效期"],
    [1, "京都大学", "日本", "2018年1月5日", "五年"],
    [2, "利兹大学", "英国", "2018.1", "长期"],
]
_JAPANESE = [
    ["番号", "大学名", "国名", "締結日", "有効期間"],
    [1, "リーズ大学", "英国", "平成30年4月1日", "５年"],
    [2, "重慶大学", "中国", "2018年1月", "自動更新"],
]


@nasty(2, ".csv")
def in_utf_8_with_a_mark(path):
    text(path, _CHINESE, "utf-8-sig")


@nasty(2, ".csv")
def in_gb18030(path):
    text(path, _CHINESE, "gb18030")


@nasty(2, ".csv")
def in_shift_jis(path):
    text(path, _JAPANESE, "cp932")


@nasty(2, ".csv")
def in_big5(path):
    rows = [
        ["序號", "外方院校", "國別", "簽訂時間", "有效期"],
        [1, "京都大學", "日本", "2018年1月5日", "五年"],
        [2, "利茲大學", "英國", "2018.1", "長期"],
    ]
    text(path, rows, "big5")


@nasty(2, ".csv")
def in_windows_1252_with_semicolons(path):
    rows = [
        ["Nr", "University", "Country", "Date signed", "Valid until"],
        [1, "Technische Universität München", "Germany", "26.12.13", "31.12.18"],
        [2, "Université de Liège", "Belgium", "31.3.11", "-"],
    ]
    text(path, rows, "cp1252", ";")


@nasty(2, ".tsv")
def in_utf_16_with_tabs(path):
    text(path, _CHINESE, "utf-16", "\t")
