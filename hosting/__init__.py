"""Hosts, cohorts and paid organisers: who is placed where, and who answers for whom."""
