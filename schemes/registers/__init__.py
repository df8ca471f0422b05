"""What a scheme keeps during the year for its reports: one register for each kind of record.

A room describes its register once (`Register`) and gets its list, its pages to add, change and take
out, its spreadsheet, and its place on the page of all registers.
"""
