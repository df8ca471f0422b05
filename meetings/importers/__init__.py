"""Spreadsheets of meetings and the record sheets written about them."""

from django.utils.translation import gettext_lazy

from meetings.importers.fields import FIELDS
from meetings.importers.resource import MeetingResource
from schemes.imports.registry import Importer

MEETINGS = Importer(
    key="meetings",
    word="meetings",
    about=gettext_lazy("One row for each one, held or not. Bring the %(matches)s in first."),
    fields=FIELDS,
    resource=MeetingResource,
    order=4,
    list_name="meetings",
)
