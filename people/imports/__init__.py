"""Spreadsheets of people: the columns that volunteers and supportees share, and how somebody is known again."""

from people.imports.fields import SITE_SYNONYMS, STATUS_SYNONYMS, a_status, person_fields
from people.imports.members import MemberResource

__all__ = ["SITE_SYNONYMS", "STATUS_SYNONYMS", "MemberResource", "a_status", "person_fields"]
