"""Spreadsheets of matches."""

from django.utils.translation import gettext_lazy

from matching.importers.fields import FIELDS
from matching.importers.resource import MatchResource
from schemes.imports.registry import Importer

MATCHES = Importer(
    key="matches",
    word="matches",
    about=gettext_lazy("One row for each two people brought together. Bring the people in first."),
    fields=FIELDS,
    resource=MatchResource,
    order=3,
    list_name="matches",
)
