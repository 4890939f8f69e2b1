"""anlan import-people: a list of people becomes people of enterprises."""

from anlan.files import importing


class Command(importing.ImportCommand):
    """Import a list of people."""

    kind = "people"
