"""Pages about reports. Figures and answers are for those who may see figures; the records
behind a figure only for those who may see people.
"""

from itertools import chain
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property

from core.errors import RuleBroken
from core.views import FormPage, Page
from reporting import services
from reporting.content import document
from reporting.documents.files import FORMS, file_pieces
from reporting.forms import AnswerForm, NewReportForm
from reporting.models import Report
from reporting.queries import (
    can_be_opened,
    head_counts_behind,
    progress_words,
    records_behind,
    what_to_mend,
)
from reporting.wording import dress, dress_target
from schemes.access import needs
from schemes.registers.register import register_of
from schemes.rights import Right

REPORTS_ON_A_PAGE = 20
RECORDS_ON_A_PAGE = 50


class ReportMixin:
    """Finds the report of this address among those of the scheme."""

    request: Any
    kwargs: dict[str, Any]

    @cached_property
    def report(self) -> Report:
        """The one in the address; somebody else's is not there."""
        return get_object_or_404(
            Report.objects.visible_to(self.request.user).select_related("scheme__organisation"),
            scheme=self.request.current_scheme,
            pk=self.kwargs["pk"],
        )

    @property
    def built_report(self) -> Report:
        """The same, once it is built."""
        report = self.report
        if not report.is_built:
            raise Http404
        return report


class ReportListPage(Page):
    """All reports of the scheme, newest first, and what to do next."""

    guard = needs(Right.SEE_FIGURES)
    template_name = "reporting/reports.html"

    def get(self, request: Any, scheme: str) -> HttpResponse:
        reports = (
            Report.objects.visible_to(request.user)
            .filter(scheme=request.current_scheme)
            .select_related("requested_by", "scheme")
            .defer("content")
        )
        page = Paginator(reports, REPORTS_ON_A_PAGE).get_page(request.GET.get("page"))
        newest = reports.exclude(state=Report.State.CANCELLED).first()
        to_mend = len(what_to_mend(newest)) if newest and newest.is_built else 0
        return self.render(reports=page, newest=newest, to_mend=to_mend)


class NewReportPage(FormPage):
    """Ask for a report."""

    guard = needs(Right.REPORT)
    form_class = NewReportForm
    template_name = "reporting/new_report.html"

    def perform(self, form: NewReportForm) -> str:
        wanted = form.cleaned_data
        report = services.request_report(
            self.request.current_scheme,
            wanted["layout"],
            wanted["first"],
            wanted["last"],
            actor=self.request.user,
        )
        return report.get_absolute_url()


class ReportPage(ReportMixin, Page):
    """One report: how far it is, or its rows with every number opening its records."""

    guard = needs(Right.SEE_FIGURES)
    template_name = "reporting/report.html"

    def get(self, request: Any, scheme: str, pk: int) -> HttpResponse:
        report = self.report
        if not report.is_built:
            self.template_name = "reporting/progress.html"
            return self.render(report=report, progress_words=progress_words(report))
        to_mend = what_to_mend(report)
        return self.render(
            report=report,
            document=_dressed(report),
            to_mend=to_mend,
            first_to_mend=f"#row-{to_mend[0][0]}" if to_mend else "",
        )


class ReportProgressPage(ReportMixin, Page):
    """The moving part of a report that is being built; reloads the page once it is not."""

    guard = needs(Right.SEE_FIGURES)
    template_name = "reporting/progress_bar.html"

    def get(self, request: Any, scheme: str, pk: int) -> HttpResponse:
        report = self.report
        if not request.headers.get("HX-Request"):
            return redirect(report)
        answer = self.render(report=report, progress_words=progress_words(report))
        if not report.is_unfinished:
            answer["HX-Refresh"] = "true"
        return answer


class CancelReportPage(ReportMixin, Page):
    """Stop a report that is on its way."""

    guard = needs(Right.REPORT)

    def post(self, request: Any, scheme: str, pk: int) -> HttpResponse:
        return _after(self.report, services.cancel_report, request)


class TryReportAgainPage(ReportMixin, Page):
    """Build a report that failed once more."""

    guard = needs(Right.REPORT)

    def post(self, request: Any, scheme: str, pk: int) -> HttpResponse:
        return _after(self.report, services.try_again, request)


def _after(report: Report, service: Any, request: Any) -> HttpResponse:
    try:
        service(report, actor=request.user)
    except RuleBroken as refusal:
        messages.warning(request, str(refusal.message))
    return redirect(report)


class AnswerPage(ReportMixin, FormPage):
    """Write the words of one row: in its place by htmx, on a page of its own without script."""

    guard = needs(Right.REPORT)
    form_class = AnswerForm
    template_name = "reporting/answer.html"

    @property
    def row(self) -> dict[str, Any]:
        """The row as it is at this moment."""
        return _dressed_row(self.built_report, self.kwargs["row"])

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"text": self.row["text"]}, "prefix": f"row-{self.kwargs['row']}"}

    def context(self) -> dict[str, Any]:
        if self.request.headers.get("HX-Request"):
            self.template_name = "reporting/answer_form.html"
        return {"report": self.built_report, "row": self.row}

    def perform(self, form: AnswerForm) -> str:
        services.save_answer(
            self.built_report,
            self.kwargs["row"],
            form.cleaned_data["text"],
            actor=self.request.user,
        )
        return f"{self.built_report.get_absolute_url()}#row-{self.kwargs['row']}"

    def show_again(self, form: AnswerForm) -> HttpResponse:
        answer = super().show_again(form)
        if self.request.headers.get("HX-Request"):
            # htmx only shows what comes with 200; the words say what is wrong.
            answer.status_code = 200
        return answer

    def answer(self, address: str) -> HttpResponse:
        if not self.request.headers.get("HX-Request"):
            return redirect(address)
        return render(
            self.request,
            "reporting/row.html",
            {"report": self.built_report, "row": self.row, "was_saved": True},
        )


class ReportRowPage(ReportMixin, Page):
    """One row of a report, to put back when somebody thinks better of writing in it."""

    guard = needs(Right.SEE_FIGURES)
    template_name = "reporting/row.html"

    def get(self, request: Any, scheme: str, pk: int, row: int) -> HttpResponse:
        report = self.built_report
        found = _dressed_row(report, row)
        if not request.headers.get("HX-Request"):
            return redirect(f"{report.get_absolute_url()}#row-{row}")
        return self.render(report=report, row=found)


class RecordsPage(ReportMixin, Page):
    """The records behind a figure, as many of them as the reader may see."""

    guard = needs(Right.SEE_PEOPLE)
    template_name = "reporting/records.html"

    def get(self, request: Any, scheme: str, pk: int, key: str) -> HttpResponse:
        report = self.built_report
        figure = get_object_or_404(report.figures, key=key)
        if not can_be_opened(figure):
            raise Http404
        records = records_behind(figure, request.user)
        page = Paginator(records, RECORDS_ON_A_PAGE).get_page(request.GET.get("page"))
        counted = list(head_counts_behind(figure, request.user) or ())
        return self.render(
            report=report,
            figure=dress(figure.frozen),
            kind=figure.records_of,
            register=register_of(figure.records_of),
            records=page,
            head_counts=counted,
            head_counts_kind=figure.head_counts_of,
            head_counts_register=register_of(figure.head_counts_of),
            not_shown=len(figure.record_ids)
            + len(figure.head_count_ids)
            - page.paginator.count
            - len(counted),
        )


class BeforeDownloadPage(ReportMixin, Page):
    """What to know and to mend before the report leaves the house."""

    guard = needs(Right.REPORT)
    template_name = "reporting/before_download.html"

    def get(self, request: Any, scheme: str, pk: int) -> HttpResponse:
        report = self.built_report
        return self.render(
            report=report, to_mend=what_to_mend(report), warnings=document(report)["warnings"]
        )


class DownloadPage(ReportMixin, Page):
    """The report as a file. A workbook leaves while its records are still being read."""

    guard = needs(Right.REPORT)

    def get(self, request: Any, scheme: str, pk: int, form: str) -> HttpResponseBase:
        report = self.built_report
        name = f"{report.scheme.slug}-{report.layout}-{report.period_from}-to-{report.period_to}.{form}"
        pieces = file_pieces(report, form, request.user)
        # What goes wrong at the start is still said on a page, not in a broken file.
        first = next(pieces)
        kind = FORMS[form].content_type
        answer: HttpResponseBase
        if FORMS[form].may_be_large:
            answer = StreamingHttpResponse(chain([first], pieces), content_type=kind)
        else:
            answer = HttpResponse(b"".join(chain([first], pieces)), content_type=kind)
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer


def _dressed(report: Report) -> dict[str, Any]:
    """The document with its figures in words, each with the address of its records.

    A share has none of its own; it has those of the figures it is `made_of`.
    """
    finished = document(report)
    opened = {
        figure.key
        for figure in report.figures.defer("record_ids", "head_count_ids")
        if can_be_opened(figure)
    }
    dressed = {}
    for figure in finished["figures"]:
        key = figure["key"]
        dressed[key] = dress(figure)
        if key in opened:
            dressed[key]["records_url"] = reverse(
                "report_records", args=[report.scheme.slug, report.pk, key]
            )
    for each in dressed.values():
        parts = [dressed[key] for key in each.get("made_of", ()) if key in opened]
        each["made_of"] = [{"label": part["label"], "url": part["records_url"]} for part in parts]
    rows = [
        {**row, "figures": [dressed[key] for key in row["figures"]]} for row in finished["rows"]
    ]
    return {
        **finished,
        "figures": list(dressed.values()),
        "rows": rows,
        "targets": [dress_target(target) for target in finished["targets"]],
    }


def _dressed_row(report: Report, number: int) -> dict[str, Any]:
    for row in _dressed(report)["rows"]:
        if row["number"] == number:
            return row
    raise Http404
