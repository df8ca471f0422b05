"""What stops a backup or a restore, in one sentence for whoever typed the command."""


class OperationRefused(Exception):
    """It cannot be done; the message says why and what to do. Nothing has changed."""


class RestoreUnfinished(Exception):
    """The backup is in place, and the last steps after it failed; the message says how to go on."""
