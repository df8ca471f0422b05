"""The days a figure is about, and what puts a record among them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, TextChoices
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Period:
    """The days from `first` to `last`, both included, as they are counted in London.

    With `known_until`, figures leave out records that were made after that moment. What was
    corrected since then in an older record counts as it stands now.
    """

    first: date
    last: date
    known_until: datetime | None = None

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("A period cannot end before it starts.")

    @property
    def start(self) -> datetime:
        """The first moment of the period."""
        return datetime.combine(self.first, time.min, tzinfo=LONDON)

    @property
    def end(self) -> datetime:
        """The first moment after the period: use it with `<`."""
        return datetime.combine(self.last + timedelta(days=1), time.min, tzinfo=LONDON)

    def known(self, field_name: str = "recorded_at") -> Q:
        """A filter for what was written down before the cut-off, if there is one."""
        return Q(**{f"{field_name}__lte": self.known_until}) if self.known_until else Q()

    @property
    def known_day(self) -> date:
        """The last day of which anything can be known: that of the cut-off, or today."""
        return localtime(self.known_until).date() if self.known_until else localdate()

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return gettext("%(first)s to %(last)s") % {
            "first": date_format(self.first, "j F Y"),
            "last": date_format(self.last, "j F Y"),
        }


class Basis(TextChoices):
    """What puts a record inside the period."""

    HAPPENED = "happened", _("happened in the period")
    AT_DATE = "at_date", _("as it was on the last day of the period")
