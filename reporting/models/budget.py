"""The scheme's money."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from schemes.registers.entries import Entry


@tracked()
class BudgetLine(Entry):
    """Money for one thing from one source over some days: what was planned, and what was spent."""

    class Source(models.TextChoices):
        GRANT = "grant", _("grant")
        OWN = "own", _("own contribution")
        IN_KIND = "in_kind", _("in kind")

    class Category(models.TextChoices):
        MANAGEMENT = "management", _("management")
        STAFF = "staff", _("staff")
        ICT = "ict", _("ICT")
        TRAINING = "training", _("training")
        TRAVEL = "travel", _("travel and expenses")
        DISSEMINATION = "dissemination", _("telling others")
        OTHER = "other", _("other")

    what = models.CharField(_("what for"), max_length=150)
    source = models.CharField(_("source of the money"), max_length=8, choices=Source)
    from_whom = models.CharField(_("from whom"), max_length=150, blank=True)
    amount = models.DecimalField(_("planned"), max_digits=11, decimal_places=2)
    # Empty until somebody writes down what was spent; nought is an answer.
    spent = models.DecimalField(_("spent"), max_digits=11, decimal_places=2, null=True, blank=True)
    first = models.DateField(_("from"))
    last = models.DateField(_("until"))
    category = models.CharField(
        _("kind of cost"), max_length=14, choices=Category, default=Category.OTHER
    )
    notes = models.TextField(_("notes"), blank=True)

    class Meta:
        ordering = ["first", "what", "pk"]
        constraints = [
            models.UniqueConstraint(
                "scheme", Lower("what"), "source", Lower("from_whom"), "first", "last",
                name="budget_line_once_in_scheme",
            ),
            models.CheckConstraint(condition=~Q(what=""), name="budget_line_says_what_for"),
            models.CheckConstraint(
                condition=Q(last__gte=F("first")), name="budget_line_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0) & (Q(spent=None) | Q(spent__gte=0)),
                name="budget_line_not_below_nought",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.what
