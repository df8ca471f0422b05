"""How forms are drawn: label, hint, message, input, and the list of errors on top."""

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory
from django.utils.html import format_html

from core.forms import HouseForm
from core.templatetags.house_forms import choice_look

pytestmark = pytest.mark.usefixtures("core_templates")
TWO = [("yes", "Yes"), ("no", "No")]


class VisitForm(HouseForm):
    place = forms.CharField(label="Where", help_text="A town is enough.")
    note = forms.CharField(required=False)
    held = forms.ChoiceField(label="Did you meet?", choices=TWO, widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="They agreed")


def drawn(form: forms.BaseForm) -> str:
    template = engines["django"].from_string("{% load crispy_forms_tags %}{% crispy form %}")
    return template.render({"form": form}, RequestFactory().get("/"))


def test_label_stands_above_hint_above_input() -> None:
    page = drawn(VisitForm())
    assert (
        page.index('<label for="id_place">Where</label>')
        < page.index('<span class="hint" id="id_place_helptext">A town is enough.</span>')
        < page.index('<input type="text" name="place"')
    )


def test_only_what_may_be_left_out_is_marked() -> None:
    page = drawn(VisitForm())
    assert page.count("(optional)") == 1
    assert '<label for="id_note">Note <span class="optional">(optional)</span></label>' in page


def test_a_form_may_leave_the_marks_out() -> None:
    class BareForm(VisitForm):
        hide_optional = True

    assert "(optional)" not in drawn(BareForm())


def test_hint_and_message_are_tied_to_the_input() -> None:
    page = drawn(VisitForm({"held": "yes", "agreed": "on"}))
    assert 'aria-describedby="id_place_helptext id_place_error"' in page
    assert '<div id="id_place_error">' in page


def test_the_list_of_errors_leads_to_the_first_thing_to_press() -> None:
    page = drawn(VisitForm({"place": "Bangor"}))
    assert "Please check 2 things" in page
    assert '<a href="#id_held_0">Did you meet?: Please fill this in.</a>' in page
    assert 'id="id_held_0"' in page
    assert '<a href="#id_agreed">They agreed: Please fill this in.</a>' in page


def test_an_error_of_the_whole_form_comes_first_and_is_no_link() -> None:
    form = VisitForm({})
    form.add_refusal("This match has ended.")
    page = drawn(form)
    assert page.index("<li>This match has ended.</li>") < page.index('<a href="#id_place">')


def test_a_link_in_a_message_stays_a_link_and_what_was_typed_does_not_become_one() -> None:
    form = VisitForm({})
    form.add_refusal(format_html('Saved already: <a href="/sheet/">{}</a>', "<b>see it</b>"))
    form.add_refusal("<i>Odd</i>", "place")
    page = drawn(form)
    assert '<li>Saved already: <a href="/sheet/">&lt;b&gt;see it&lt;/b&gt;</a></li>' in page
    assert "<i>" not in page


def test_a_form_without_errors_shows_no_list() -> None:
    assert "error-summary" not in drawn(VisitForm())


def test_what_was_typed_stays_and_is_escaped() -> None:
    page = drawn(VisitForm({"place": "<b>Bangor</b>"}))
    assert 'value="&lt;b&gt;Bangor&lt;/b&gt;"' in page


def test_radio_buttons_are_a_group_with_its_question() -> None:
    page = drawn(VisitForm())
    assert "<legend>Did you meet?</legend>" in page
    assert page.count('<label class="chip"') == 2


def test_few_short_answers_are_chips_and_long_ones_a_column() -> None:
    class Choices(forms.Form):
        short = forms.ChoiceField(choices=TWO, widget=forms.RadioSelect)
        long = forms.ChoiceField(choices=[("a", "A sentence " * 5)], widget=forms.RadioSelect)
        many = forms.ChoiceField(choices=[(n, n) for n in range(9)], widget=forms.RadioSelect)
        told = forms.ChoiceField(
            choices=TWO, widget=forms.RadioSelect(attrs={"data-look": "choices"})
        )

    assert [choice_look(field) for field in Choices()] == ["chips", "choices", "choices", "choices"]


def test_hidden_fields_are_drawn_without_a_box() -> None:
    page = drawn(VisitForm())
    assert '<input type="hidden" name="submission_id"' in page
    assert "div_id_submission_id" not in page
