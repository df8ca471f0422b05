"""Spreadsheets out: a list as a file that Excel opens and our own importer takes back.

columns.py   how a value is written in a cell       kinds.py     the columns of each list
writing.py   rows straight from the database        services.py  the right, the file, the record of it
"""

from reporting.exports.services import take_out

__all__ = ["take_out"]
