"""manage.py new_scheme and give_role."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from core.models import OutboxMessage
from schemes.models import Organisation, RoleGrant, Scheme
from schemes.tests.factories import a_scheme, an_organisation


def new_scheme(*options: str, slug: str = "alongside") -> str:
    """What the command says."""
    said = StringIO()
    call_command(
        "new_scheme", slug, "--name", "Alongside", "--kind", "mentoring", *options, stdout=said
    )
    return said.getvalue()


MANAGER = ("--manager", "mo@example.org", "--manager-name", "Mo Bright")


def test_a_scheme_is_opened_and_its_manager_invited(db: None) -> None:
    said = new_scheme("--organisation", "Harbour House", *MANAGER)

    scheme = Scheme.objects.get()
    grant = RoleGrant.objects.get()
    assert (scheme.slug, scheme.name, scheme.kind, scheme.organisation.name) == (
        "alongside",
        "Alongside",
        "mentoring",
        "Harbour House",
    )
    assert (grant.scheme, grant.role, grant.user.email) == (scheme, "manager", "mo@example.org")
    assert OutboxMessage.objects.get().whom == "mo@example.org"
    assert said.splitlines()[0] == "Alongside is open, run by Harbour House."
    assert "/s/alongside/setup/" in said


def test_without_a_manager_it_says_how_to_invite_one(db: None) -> None:
    assert "manage.py give_role alongside manager EMAIL --name NAME" in new_scheme()


def test_without_an_organisation_the_schemes_name_is_its_name(db: None) -> None:
    new_scheme()

    assert Scheme.objects.get().organisation.name == "Alongside"


def test_an_organisation_that_runs_schemes_is_found_by_its_name(db: None) -> None:
    organisation = a_scheme().organisation

    said = new_scheme("--organisation", "forest friends")

    assert Scheme.objects.get(slug="alongside").organisation == organisation
    assert "run by Forest Friends, which runs 1 more." in said


def test_two_organisations_of_one_name_are_not_guessed_between(db: None) -> None:
    a_scheme("one")
    a_scheme("two")

    with pytest.raises(CommandError, match="There are 2 organisations called"):
        new_scheme("--organisation", "Forest Friends")


def refusal(*options: str, slug: str = "alongside") -> tuple[str, int]:
    """The sentence and the exit status."""
    with pytest.raises(CommandError) as problem:
        new_scheme(*options, slug=slug)
    return str(problem.value), problem.value.returncode


def test_an_address_that_is_taken_ends_with_1_and_leaves_nothing(db: None) -> None:
    a_scheme("alongside", organisation=an_organisation("Forest Friends"))

    words, status = refusal("--organisation", "Harbour House", *MANAGER)

    assert words.startswith("There is a scheme with the address “alongside” already")
    assert status == 1
    assert not Organisation.objects.filter(name="Harbour House").exists()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("options", "slug", "words"),
    [
        (("--manager", "mo@example.org"), "a", "Give --manager and --manager-name together."),
        (("--manager-name", "Mo"), "a", "Give --manager and --manager-name together."),
        (("--manager", "mo", "--manager-name", "Mo"), "a", "“mo” is not an e-mail address."),
        (("--manager", "m@e.org", "--manager-name", " "), "a", "--manager-name is empty."),
        (("--organisation", " "), "a", "--organisation is empty."),
        (
            ("--organisation", "x" * 151),
            "a",
            "--organisation is too long: 150 letters at the most.",
        ),
        (("--name", "x" * 121), "a", "--name is too long: 120 letters at the most."),
        ((), "Side B", "SLUG takes small letters, digits and single hyphens, 50 at the most."),
    ],
)
def test_wrong_use_ends_with_2_and_leaves_nothing(
    db: None, options: tuple[str, ...], slug: str, words: str
) -> None:
    assert refusal(*options, slug=slug) == (words, 2)
    assert not Scheme.objects.exists()


def test_a_role_is_given_from_the_command_line(db: None) -> None:
    scheme = a_scheme()
    said = StringIO()

    call_command(
        "give_role", "side-by-side", "manager", "mo@example.org", "--name", "Mo Bright", stdout=said
    )

    grant = RoleGrant.objects.get()
    assert (grant.scheme, grant.role, grant.user.name) == (scheme, "manager", "Mo Bright")
    assert said.getvalue() == (
        "Mo Bright is manager of Side by side. An e-mail is on its way to mo@example.org.\n"
    )


def test_a_role_in_a_scheme_that_is_not_there_is_refused(db: None) -> None:
    with pytest.raises(CommandError, match="There is no scheme with the address “nowhere”"):
        call_command("give_role", "nowhere", "manager", "mo@example.org", "--name", "Mo")

    assert not User.objects.exists()


def test_a_role_given_twice_is_refused(db: None) -> None:
    a_scheme()
    call_command(
        "give_role", "side-by-side", "manager", "mo@example.org", "--name", "Mo", stdout=StringIO()
    )

    with pytest.raises(CommandError, match="Mo has this role already"):
        call_command("give_role", "side-by-side", "manager", "mo@example.org", "--name", "Mo")
