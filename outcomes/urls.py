"""Addresses of outcomes: those of their register."""

from outcomes.registers import REGISTERS
from schemes.registers.urls import pages_of

urlpatterns = [page for register in REGISTERS for page in pages_of(register)]
