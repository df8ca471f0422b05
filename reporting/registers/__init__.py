"""The registers of this room: a file for each, with its rules, its form and its spreadsheet."""

from reporting.registers.events import EVENTS, EVENTS_IN
from schemes.imports.registry import Importer
from schemes.registers.register import Register

REGISTERS: tuple[Register, ...] = (EVENTS,)
IMPORTERS: tuple[Importer, ...] = (EVENTS_IN,)
