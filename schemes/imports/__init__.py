"""Spreadsheets in: upload, headings, preview, and the good rows in one transaction."""
