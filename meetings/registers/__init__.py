"""The registers of this room: a file for each, with its rules, its form and its spreadsheet."""

from meetings.registers.activities import ACTIVITIES
from meetings.registers.activity_spreadsheets import ACTIVITIES_IN
from meetings.registers.counted_people import COUNTED_PEOPLE, COUNTED_PEOPLE_IN
from schemes.imports.registry import Importer
from schemes.registers.register import Register

REGISTERS: tuple[Register, ...] = (ACTIVITIES, COUNTED_PEOPLE)
IMPORTERS: tuple[Importer, ...] = (ACTIVITIES_IN, COUNTED_PEOPLE_IN)
