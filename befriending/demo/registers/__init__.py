"""What the demo scheme keeps for its reports: a year of every register."""

from befriending.demo.registers.writing import write_registers

__all__ = ["write_registers"]
