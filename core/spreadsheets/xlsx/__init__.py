"""Excel workbooks, read as a stream inside firm limits. Nothing in them is run, followed or looked up."""

from core.spreadsheets.xlsx.workbook import Sheet, Workbook

__all__ = ["Sheet", "Workbook"]
