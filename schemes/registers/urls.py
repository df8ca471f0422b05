"""Addresses of registers. Each room puts those of its own registers among its addresses."""

from django.urls import URLPattern, path

from schemes.registers.register import Register
from schemes.registers.views import AddEntry, ChangeEntry, EntryList, RegistersPage, RemoveEntry

urlpatterns = [
    path("s/<slug:scheme>/registers/", RegistersPage.as_view(), name="registers"),
]


def pages_of(register: Register) -> list[URLPattern]:
    """The four pages of a register."""
    here = f"s/<slug:scheme>/registers/{register.key.replace('_', '-')}/"
    sorts = {column.sort: (column.sort,) for column in register.columns if column.sort}
    return [
        path(
            here,
            EntryList.as_view(register=register, sorts=sorts, default_sort=register.default_sort),
            name=register.address(),
        ),
        path(
            f"{here}new/",
            AddEntry.as_view(
                register=register,
                form_class=register.form_class,
                done_message=register.done_words,
            ),
            name=register.address("add"),
        ),
        path(
            f"{here}<int:pk>/",
            ChangeEntry.as_view(register=register, form_class=register.form_class),
            name=register.address("change"),
        ),
        path(
            f"{here}<int:pk>/remove/",
            RemoveEntry.as_view(register=register),
            name=register.address("remove"),
        ),
    ]
