"""anlan import-certificates: a list of special-operation certificates becomes cards on file."""

from anlan.files import importing


class Command(importing.ImportCommand):
    """Import a list of special-operation certificates."""

    kind = "certificates"
