from reporting.models.events import Event
from reporting.models.reports import NarrativeAnswer, Report, ReportFigure

__all__ = ["Event", "NarrativeAnswer", "Report", "ReportFigure"]
