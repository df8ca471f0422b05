"""People who can sign in."""

from accounts.models import User
from accounts.services import open_account


def a_user(name: str = "Sam Rivers", email: str = "") -> User:
    """Somebody with an account; the address is made from the name unless given."""
    return open_account(
        email=email or f"{name.lower().replace(' ', '.')}@example.org", name=name, actor=None
    )
