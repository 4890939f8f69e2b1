"""Model fields of the frame: text that is encrypted in the database."""

from functools import cache
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import models

from anlan.core.environment import write_once


@cache
def _cipher(path: Path) -> Fernet:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_once(path, Fernet.generate_key().decode())
    return Fernet(path.read_text().strip().encode())


def cipher() -> Fernet:
    """The instance's cipher for personal data; its key is the file `data.key` in the home folder."""
    return _cipher(Path(settings.ANLAN_HOME) / "data.key")


class EncryptedTextField(models.TextField):
    """Text such as an ID number (个人信息保护法 art. 51), encrypted at rest: neither searched nor sorted."""

    def get_prep_value(self, value: Any) -> Any:
        """Encrypt on the way to the database; empty stays empty."""
        text = super().get_prep_value(value)
        return cipher().encrypt(text.encode()).decode() if text else text

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Decrypt on the way back."""
        return cipher().decrypt(value.encode()).decode() if value else value


def masked_id(number: str) -> str:
    """An ID number as it is shown: first three and last four."""
    return f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}" if len(number) > 7 else "*" * len(number)


def masked_phone(phone: str) -> str:
    """A phone number as it is shown: 138****1037."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 10 else phone
