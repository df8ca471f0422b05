"""The register of this room: its rules and list, its form, its spreadsheet."""

from outcomes.registers.outcomes import OUTCOMES
from outcomes.registers.spreadsheet import OUTCOMES_IN
from schemes.imports.registry import Importer
from schemes.registers.register import Register

REGISTERS: tuple[Register, ...] = (OUTCOMES,)
IMPORTERS: tuple[Importer, ...] = (OUTCOMES_IN,)
