"""The base of every form."""

from datetime import date

import pytest
from django import forms

from core.forms import DateField, HouseForm, HouseModelForm
from core.models import JobMark


class VisitForm(HouseForm):
    on = DateField()
    place = forms.ChoiceField(choices=[("home", "At home")])


class MarkForm(HouseModelForm):
    class Meta:
        model = JobMark
        fields = ["name"]


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-04",
        "4/3/2026",
        "04/03/2026",
        "4.3.2026",
        "4-3-2026",
        "4 March 2026",
        "4 Mar 2026",
        "4/3/26",
    ],
)
def test_dates_as_people_here_write_them(written: str) -> None:
    assert DateField().clean(written) == date(2026, 3, 4)


@pytest.mark.parametrize("written", ["soon", "31/2/2026", "2026-13-01", "3/14/2026"])
def test_other_dates_are_refused_in_words(written: str) -> None:
    with pytest.raises(forms.ValidationError) as refusal:
        DateField().clean(written)

    assert refusal.value.messages == ["Write the date like 4 March 2026 or 4/3/2026."]


def test_errors_in_plain_words() -> None:
    assert VisitForm({}).errors == {
        "on": ["Please fill this in."],
        "place": ["Please fill this in."],
    }
    assert VisitForm({"on": "4/3/2026", "place": "moon"}).errors == {
        "place": ["Please choose one from the list."]
    }


def test_words_of_a_fields_own_are_kept() -> None:
    class OwnWords(HouseForm):
        name = forms.CharField(error_messages={"required": "What is your name?"})

    assert OwnWords({}).errors == {"name": ["What is your name?"]}


def test_a_form_about_a_model_never_saves() -> None:
    form = MarkForm({"name": "tea"})

    with pytest.raises(TypeError, match="call a service"):
        form.save()
