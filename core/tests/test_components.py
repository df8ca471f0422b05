"""The components: what they draw, and that they raise on what they do not know."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError, engines
from django.test import RequestFactory

from core.templatetags.components import initials

pytestmark = pytest.mark.usefixtures("core_templates")
LONDON = ZoneInfo("Europe/London")


def drawn(template: str, address: str = "/list/", **context: Any) -> str:
    request = RequestFactory().get(address)
    return engines["django"].from_string(template).render(context, request)


@pytest.mark.parametrize(
    "template",
    [
        '{% status_tag "great" "Going well" %}',
        '{% notice kind="loud" %}Hello{% endnotice %}',
        '{% link_button "Go" "/go/" kind="huge" %}',
        '{% when day form="short" %}',
        '{% person_badge "Priya" size="tiny" %}',
        '{% card "Heading" level=1 %}{% endcard %}',
        '{% next_step "Ring" method="put" %}',
        '{% entry "Met" state="odd" %}{% endentry %}',
    ],
)
def test_an_unknown_choice_is_refused(template: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        drawn(template, day=datetime(2026, 1, 1, tzinfo=LONDON))


@pytest.mark.parametrize(
    "template",
    [
        '{% status_tag "good" "Going well" colour="red" %}',
        '{% card "Heading" colour="red" %}{% endcard %}',
        '{% link_button "Go" "/go/" colour="red" %}',
        '{% person "Priya" colour="red" %}',
    ],
)
def test_an_unknown_argument_is_refused(template: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="colour"):
        drawn(template)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Priya Nair", "PN"),
        ("Zoë", "Z"),
        ("Mary Ann O'Neill", "MO"),
        ("leon osei", "LO"),
        ("Joan (Jo) Hart", "JH"),
        ("Mrs Quigley", "Q"),
        ("Dr. Ann Lee", "AL"),
        ("Lady", "L"),
        ("", "?"),
        ("  ", "?"),
    ],
)
def test_initials_are_of_first_and_last_name(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_what_people_typed_is_escaped_in_every_component() -> None:
    nasty = "<script>alert(1)</script>"
    page = drawn(
        "{% person nasty url=nasty note=nasty %}{% person_badge nasty %}{% status_tag 'good' nasty %}"
        "{% next_step nasty label=nasty url=nasty explanation=nasty %}"
        "{% card nasty %}{{ nasty }}{% endcard %}{% facts %}{% fact nasty %}{{ nasty }}{% endfact %}"
        "{% endfacts %}{% entry nasty by=nasty %}{{ nasty }}{% endentry %}"
        "{% empty_state nasty %}{{ nasty }}{% endempty_state %}"
        "{% notice title=nasty undo_url=nasty %}{{ nasty }}{% endnotice %}"
        "{% definition nasty %}{{ nasty }}{% enddefinition %}{% progress_bar 1 2 nasty %}"
        "{% link_button nasty nasty %}{% post_button nasty nasty about=nasty %}"
        "{% menu nasty %}{{ nasty }}{% endmenu %}{% table nasty %}{{ nasty }}{% endtable %}"
        "{% search_box nasty %}{% sort_heading nasty 'name' %}{% summary_list rows %}",
        address="/list/?q=%3Cscript%3E&state=%22%3E%3Cscript%3E",
        nasty=nasty,
        rows=[(nasty, nasty)],
    )
    assert "<script" not in page


def test_markup_of_the_page_inside_a_block_is_kept() -> None:
    assert "<p>Two</p>" in drawn("{% empty_state 'None' %} <p>Two</p> {% endempty_state %}")


@time_machine.travel(datetime(2026, 11, 19, 0, 20, tzinfo=LONDON), tick=False)
def test_when_counts_days_by_the_clock_in_london() -> None:
    moment = datetime(2026, 11, 18, 23, 30, tzinfo=LONDON).astimezone(ZoneInfo("UTC"))
    assert drawn("{% when moment %}", moment=moment) == (
        '<time datetime="2026-11-18T23:30:00+00:00">yesterday · Wed 18 Nov, 23:30</time>'
    )


def test_when_has_nothing_to_say_about_nothing() -> None:
    assert drawn("{% when nothing %}", nothing=None) == ""


def test_an_empty_fact_says_that_it_is_not_known() -> None:
    page = drawn("{% facts %}{% fact 'Telephone' %} {% endfact %}{% endfacts %}")
    assert '<dd><span class="soft">not known</span></dd>' in page


def test_a_filter_link_keeps_the_search_and_leaves_the_page_number() -> None:
    page = drawn(
        '{% filter_links "Show" choices parameter="state" %}',
        address="/list/?q=joan&page=4&state=running",
        choices=[("", "All", 5), ("paused", "Paused", 2), ("running", "Running", 3)],
    )
    assert 'href="?q=joan&amp;state=paused"' in page
    assert 'href="?q=joan"' in page
    assert page.count("aria-current") == 1
    assert 'href="?q=joan&amp;state=running" aria-current="true"' in page


def test_pages_keep_the_whole_query() -> None:
    page = Paginator(range(100), 10).get_page(3)
    shown = drawn("{% pagination page %}", address="/list/?q=a&page=3", page=page)
    assert "21 to 30 of 100" in shown
    assert 'href="?q=a&amp;page=2" rel="prev"' in shown
    assert 'href="?q=a&amp;page=4" rel="next"' in shown
    assert '<span aria-current="page">3</span>' in shown


def test_a_single_page_shows_only_the_count() -> None:
    shown = drawn("{% pagination page %}", page=Paginator(range(7), 10).get_page(1))
    assert "7 in all" in shown
    assert "<ul>" not in shown


def test_a_heading_sorts_up_first_and_then_down() -> None:
    tag = '{% sort_heading "Since" "since" %}'
    assert 'href="?sort=since"' in drawn(tag)
    up = drawn(tag, address="/list/?sort=since&page=2")
    assert 'aria-sort="ascending"' in up
    assert 'href="?sort=-since"' in up
    down = drawn(tag, address="/list/?sort=-since")
    assert 'aria-sort="descending"' in down
    assert 'href="?sort=since"' in down


def test_search_keeps_the_other_filters_as_hidden_fields() -> None:
    shown = drawn('{% search_box "Find" %}', address="/list/?q=joan&state=paused&page=2")
    assert '<input type="hidden" name="state" value="paused">' in shown
    assert 'name="page"' not in shown
    assert 'value="joan"' in shown


def test_a_button_that_changes_something_is_a_form_with_its_key() -> None:
    shown = drawn('{% post_button "End" "/end/" submission_id="7" %}')
    assert '<form class="inline" method="post" action="/end/">' in shown
    assert 'name="csrfmiddlewaretoken"' in shown
    assert 'name="submission_id" value="7"' in shown


def test_a_job_of_unknown_length_shows_a_bar_without_a_value() -> None:
    shown = drawn('{% progress_bar None None "Waiting for its turn." %}')
    assert "value=" not in shown
    assert "hx-get" not in shown


def test_stages_say_their_state_in_words() -> None:
    stages = [{"label": "Aims", "state": "done"}, {"label": "Policies", "state": "missing"}]
    shown = drawn("{% stepper stages %}", stages=stages)
    assert [word for word in ("Done", "Begun", "Still missing") if word in shown] == [
        "Done",
        "Still missing",
    ]
