"""Words as a search understands them: without case and accents, in the database."""

from django.db.models import Func, TextField


class Plain(Func):
    """Lower case and without accents, by the function that the first migration makes."""

    function = "plain"
    arity = 1
    output_field = TextField()
