"""The register of what was learned: risks, difficulties, lessons and tips."""

from django import forms
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import RuleBroken
from core.forms import DateField
from reporting.models import Finding
from schemes.registers.forms import EntryForm
from schemes.registers.register import Column, Register

LONGEST = 2_000
NOT_SAID = ("", gettext_lazy("Not said"))


def check_finding(finding: Finding) -> None:
    """Nothing is learned tomorrow; each kind says only what belongs to it. Raises RuleBroken."""
    if finding.on > timezone.localdate():
        raise RuleBroken(
            _("This day is still to come. Write the day on which you saw it."), field="on"
        )
    is_risk = finding.kind == Finding.Kind.RISK
    if finding.reason and finding.kind != Finding.Kind.DIFFICULTY:
        raise RuleBroken(
            _("Only a difficulty has a reason. Choose “difficulty”, or choose “Not said” here."),
            field="reason",
        )
    if is_risk and not finding.state:
        raise RuleBroken(_("Say whether the risk is still there."), field="state")
    for name in ("likelihood", "effect", "state"):
        if getattr(finding, name) and not is_risk:
            raise RuleBroken(
                _("Only a risk has this. Choose “risk”, or choose “Not said” here."), field=name
            )


class FindingForm(EntryForm):
    """A risk, a difficulty, a lesson or a tip."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        choices=[
            (Finding.Kind.RISK.value, gettext_lazy("A risk: it could go wrong")),
            (Finding.Kind.DIFFICULTY.value, gettext_lazy("A difficulty: it did go wrong")),
            (Finding.Kind.LESSON.value, gettext_lazy("A lesson: we would do it differently")),
            (Finding.Kind.TIP.value, gettext_lazy("A tip for others")),
        ],
        widget=forms.RadioSelect,
    )
    on = DateField(label=gettext_lazy("When did you see it?"), initial=timezone.localdate)
    what = forms.CharField(
        label=gettext_lazy("What is it about?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It goes into the report as you write it. Name no people."),
    )
    done = forms.CharField(
        label=gettext_lazy("What was done about it?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Of a difficulty: why?"),
        choices=[NOT_SAID, *Finding.Reason.choices],
        required=False,
    )
    likelihood = forms.ChoiceField(
        label=gettext_lazy("Of a risk: how likely is it?"),
        choices=[NOT_SAID, *Finding.Level.choices],
        required=False,
    )
    effect = forms.ChoiceField(
        label=gettext_lazy("Of a risk: how bad would it be?"),
        choices=[NOT_SAID, *Finding.Level.choices],
        required=False,
    )
    state = forms.ChoiceField(
        label=gettext_lazy("Of a risk: is it still there?"),
        choices=[
            NOT_SAID,
            (Finding.State.OPEN.value, gettext_lazy("Yes, it is open")),
            (Finding.State.CLOSED.value, gettext_lazy("No, it is closed")),
        ],
        required=False,
    )


FINDINGS = Register(
    key="findings",
    model=Finding,
    form_class=FindingForm,
    title=gettext_lazy("Risks and lessons"),
    about=gettext_lazy("What could go wrong, what did, what you learned, and tips for others."),
    add_words=gettext_lazy("Add one"),
    heading_add=gettext_lazy("What did you see?"),
    heading_change=gettext_lazy("Change what you wrote"),
    done_words=gettext_lazy("Saved. It will be in your report."),
    columns=(
        Column(gettext_lazy("What"), lambda finding: Truncator(finding.what).chars(120), "what"),
        Column(gettext_lazy("Kind"), lambda finding: finding.get_kind_display(), sort="kind"),
        Column(gettext_lazy("Date"), lambda finding: finding.on, sort="on"),
        Column(
            gettext_lazy("What was done"),
            lambda finding: Truncator(finding.done).chars(120),
        ),
        Column(gettext_lazy("State"), lambda finding: finding.get_state_display(), sort="state"),
    ),
    fields=("kind", "on", "what", "done", "reason", "likelihood", "effect", "state"),
    identity=("what", "kind", "on"),
    check=check_finding,
    same_words=gettext_lazy("The same is here already for this day. Change that one."),
    order=110,
    default_sort="-on",
    search=("what", "done"),
    filters={"kind": gettext_lazy("Kind"), "state": gettext_lazy("State")},
    has_spreadsheet=False,
)
