"""Who may see whom, as far as this room knows: oneself."""

import pytest

from accounts.tests.factories import a_user
from people.access import Part, person_ids_visible_to, reasons, register_reason
from people.models import Person
from people.tests.factories import a_person

pytestmark = pytest.mark.django_db


def test_everybody_sees_themselves_whole() -> None:
    joan = a_user("Joan Abbott")
    a_person("Joan Abbott", user=joan)
    a_person("Priya Khan")

    for part in Part:
        seen = Person.objects.filter(person_ids_visible_to(joan, part))
        assert [person.name for person in seen] == ["Joan Abbott"]


def test_somebody_with_no_part_sees_nobody() -> None:
    a_person("Joan Abbott")

    assert list(Person.objects.visible_to(a_user())) == []


def test_the_same_reason_twice_is_a_mistake() -> None:
    [first, *_others] = reasons()

    with pytest.raises(ValueError, match="registered twice"):
        register_reason(first)


def test_every_reason_says_why_in_a_sentence() -> None:
    assert [each.name for each in reasons() if not str(each.words).endswith(".")] == []
