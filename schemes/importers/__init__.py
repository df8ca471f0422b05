"""Spreadsheets of organisations that take part."""

from django.utils.translation import gettext_lazy

from schemes.importers.fields import FIELDS
from schemes.importers.resource import PartnerResource
from schemes.imports.registry import Importer

PARTNERS = Importer(
    key="partners",
    word="",
    label=gettext_lazy("partner organisations"),
    about=gettext_lazy("One row for each part an organisation has: partner, host, funder."),
    fields=FIELDS,
    resource=PartnerResource,
    order=5,
    list_name="organisations",
)
