"""anlan import-enterprises: a register as an office keeps it becomes files of enterprises."""

from anlan.files import importing


class Command(importing.ImportCommand):
    """Import a register of enterprises."""

    kind = "enterprises"
