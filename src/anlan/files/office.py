"""LibreOffice, where the machine has it: opens what only Word does, prints a .docx as it lies."""

import shutil


def program() -> str | None:
    """Its program on this machine, if any."""
    return shutil.which("soffice") or shutil.which("libreoffice")
