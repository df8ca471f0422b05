"""What goes wrong with local servers, said in one sentence for whoever typed the command."""


class LocalError(Exception):
    """A local server or the site cannot start; the message says why and what to do."""
