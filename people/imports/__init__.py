"""Spreadsheets of people: the columns that volunteers and supportees share, and how somebody is known again."""

from people.imports.fields import PERSON_FIELDS, SITE_SYNONYMS, STATUS_SYNONYMS, a_status
from people.imports.members import MemberResource

__all__ = ["PERSON_FIELDS", "SITE_SYNONYMS", "STATUS_SYNONYMS", "MemberResource", "a_status"]
