from reporting.exports.models import ListTakenOut
from reporting.models.budget import BudgetLine
from reporting.models.events import Event
from reporting.models.findings import Finding
from reporting.models.reports import NarrativeAnswer, Report, ReportFigure
from reporting.models.savings import Saving
from reporting.models.staff_time import StaffTime
from reporting.models.targets import Target

__all__ = [
    "BudgetLine",
    "Event",
    "Finding",
    "ListTakenOut",
    "NarrativeAnswer",
    "Report",
    "ReportFigure",
    "Saving",
    "StaffTime",
    "Target",
]
