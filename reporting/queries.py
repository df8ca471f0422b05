"""What pages read about reports."""

from django.apps import apps
from django.db.models import F, Func, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from reporting.content import document
from reporting.models import Report, ReportFigure
from schemes.registers.register import register_of

# How the records behind a figure are listed: what is fetched with them, in which order. Entries of
# a register are listed as their register says.
WITH = {
    "meetings.meeting": (
        ("match__scheme", "match__volunteer__person", "match__supportee__person"),
        ("-on", "-at", "-pk"),
    ),
    "matching.match": (
        ("scheme", "volunteer__person", "supportee__person"),
        ("-started_on", "-pk"),
    ),
    "volunteers.volunteer": (("scheme", "person"), ("person__family_name", "pk")),
    "supportees.supportee": (("scheme", "person"), ("person__family_name", "pk")),
    "schemes.takingpart": (("scheme",), ("-took_part_on", "-pk")),
    "schemes.partnership": (("scheme", "organisation"), ("organisation__name", "pk")),
}


def records_behind(figure: ReportFigure, user: User) -> QuerySet:
    """Exactly the records that were counted, less those this user may not see today."""
    return _counted(figure, "record_ids", figure.records_of, user)


def head_counts_behind(figure: ReportFigure, user: User) -> QuerySet | None:
    """The records of people counted without names; None where the figure has none."""
    if not figure.head_counts_of:
        return None
    return _counted(figure, "head_count_ids", figure.head_counts_of, user)


def _counted(figure: ReportFigure, ids: str, records_of: str, user: User) -> QuerySet:
    model = apps.get_model(records_of)
    related, order = _listed(records_of)
    counted = ReportFigure.objects.filter(pk=figure.pk).values(
        record=Func(F(ids), function="unnest")
    )
    return (
        model.objects.visible_to(user)
        .filter(pk__in=counted)
        .select_related(*related)
        .order_by(*order)
    )


def records_behind_any(report: Report, model: str, reader: User | None) -> QuerySet:
    """The records of a model that any figure of the report counts, in no order.

    Less those the reader may not see today; None stands for the system itself.
    """
    counted = report.figures.filter(records_of=model).values(
        record=Func(F("record_ids"), function="unnest")
    )
    head_counts = report.figures.filter(head_counts_of=model).values(
        record=Func(F("head_count_ids"), function="unnest")
    )
    records = apps.get_model(model)._default_manager.all()
    if reader is not None:
        records = records.visible_to(reader)
    return records.filter(pk__in=counted.order_by().union(head_counts.order_by()))


def can_be_opened(figure: ReportFigure) -> bool:
    """Whether there is a list to show behind the number."""
    return figure.records_of in WITH or register_of(figure.records_of) is not None


def _listed(records_of: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    register = register_of(records_of)
    if register is not None:
        return ("scheme", *register.also), register.order_by
    return WITH[records_of]


def what_to_mend(report: Report) -> list[tuple[int, str]]:
    """The rows whose words are missing or unfinished: (row, sentence)."""
    return [
        (row["number"], warning)
        for row in document(report)["rows"]
        for warning in row["text_warnings"]
    ]


def progress_words(report: Report) -> str:
    """How far a report is, in a sentence."""
    if report.cancel_requested:
        return _("The report is being cancelled.")
    if report.state == Report.State.WAITING:
        return _("Waiting for its turn. This usually takes a few seconds.")
    return _("Counting: %(done)d of %(total)d steps done.") % {
        "done": report.progress_done,
        "total": report.progress_total,
    }
