"""The registers of this room: a file for each, with its rules, its form and its spreadsheet."""

from meetings.registers.activities import ACTIVITIES
from meetings.registers.activity_spreadsheets import ACTIVITIES_IN
from schemes.imports.registry import Importer
from schemes.registers.register import Register

REGISTERS: tuple[Register, ...] = (ACTIVITIES,)
IMPORTERS: tuple[Importer, ...] = (ACTIVITIES_IN,)
