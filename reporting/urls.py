"""Addresses of reports, under the scheme's own."""

from django.urls import path, register_converter

from reporting import views
from reporting.documents.files import FORMS
from reporting.registers import REGISTERS
from schemes.registers.urls import pages_of


class FileFormConverter:
    """The forms a report is downloaded in."""

    regex = "|".join(FORMS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FileFormConverter, "file_form")

urlpatterns = [
    path("s/<slug:scheme>/reports/", views.ReportListPage.as_view(), name="reports"),
    path("s/<slug:scheme>/reports/new/", views.NewReportPage.as_view(), name="new_report"),
    path("s/<slug:scheme>/reports/<int:pk>/", views.ReportPage.as_view(), name="report"),
    path(
        "s/<slug:scheme>/reports/<int:pk>/progress/",
        views.ReportProgressPage.as_view(),
        name="report_progress",
    ),
    path(
        "s/<slug:scheme>/reports/<int:pk>/cancel/",
        views.CancelReportPage.as_view(),
        name="cancel_report",
    ),
    path(
        "s/<slug:scheme>/reports/<int:pk>/again/",
        views.TryReportAgainPage.as_view(),
        name="try_report_again",
    ),
    path(
        "s/<slug:scheme>/reports/<int:pk>/rows/<int:row>/",
        views.ReportRowPage.as_view(),
        name="report_row",
    ),
    path(
        "s/<slug:scheme>/reports/<int:pk>/rows/<int:row>/write/",
        views.AnswerPage.as_view(),
        name="report_answer",
    ),
    path(
        "s/<slug:scheme>/reports/<int:pk>/records/<slug:key>/",
        views.RecordsPage.as_view(),
        name="report_records",
    ),
    path(
        "s/<slug:scheme>/reports/<int:pk>/download/",
        views.BeforeDownloadPage.as_view(),
        name="report_download",
    ),
    path(
        "s/<slug:scheme>/reports/<int:pk>/report.<file_form:form>",
        views.DownloadPage.as_view(),
        name="report_file",
    ),
    *(page for register in REGISTERS for page in pages_of(register)),
]
