"""The registers of this room: a file for each, with its rules, its form and its spreadsheet."""

from reporting.registers.budget import BUDGET, BUDGET_IN
from reporting.registers.events import EVENTS, EVENTS_IN
from reporting.registers.findings import FINDINGS
from reporting.registers.savings import SAVINGS
from reporting.registers.staff_time import STAFF_TIME
from reporting.registers.targets import TARGETS, TARGETS_IN
from schemes.imports.registry import Importer
from schemes.registers.register import Register

REGISTERS: tuple[Register, ...] = (EVENTS, TARGETS, BUDGET, STAFF_TIME, SAVINGS, FINDINGS)
IMPORTERS: tuple[Importer, ...] = (EVENTS_IN, TARGETS_IN, BUDGET_IN)
