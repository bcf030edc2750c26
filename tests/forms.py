"""A form as a ministry sends it, to test with."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation

LEVELS = (("本科生", "bachelor"), ("硕士生", "master"), ("博士生", "doctoral"))


def ministry_form(
    path: Path, *, year=2017, above=0, title="出国（境）学生", protected=False, levels=LEVELS
):
    """Make it: merged headings, formulas, a chart, a list to choose from."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    sheet["A1"] = f"{year}年度国际交流统计表"
    sheet.merge_cells("A1:E1")
    for n in range(above):
        sheet.cell(2 + n, 1, f"填表说明第{n + 1}条")
    top = 2 + above
    for column, text in ((1, "项目"), (2, "派出"), (4, "接收"), (5, "合计")):
        sheet.cell(top, column, text)
    sheet.merge_cells(start_row=top, start_column=2, end_row=top, end_column=3)
    sheet.cell(top + 1, 2, "长期")
    sheet.cell(top + 1, 3, "短期")
    for n, (label, _) in enumerate(levels):
        row = top + 2 + n
        sheet.cell(row, 1, label)
        sheet.cell(row, 5, f"=B{row}+C{row}+D{row}")
        sheet.cell(row, 2).number_format = "#,##0"
        sheet.cell(row, 2).fill = PatternFill("solid", fgColor="FFFFCC")
        sheet.cell(row, 2).protection = Protection(locked=False)
    last = top + 2 + len(levels)
    sheet.cell(last, 1, "总计").font = Font(bold=True)
    sheet.cell(last, 5, f"=SUM(E{top + 2}:E{last - 1})")
    sheet.print_title_rows = "1:2"
    choice = DataValidation(type="list", formula1='"是,否"')
    sheet.add_data_validation(choice)
    choice.add("A20")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=top + 2, max_row=last - 1))
    sheet.add_chart(chart, "G3")
    sheet.protection.sheet = protected
    book.create_sheet("说明")["A1"] = "请于一月底前报送"
    book.save(path)
    return path
