"""Field as a Django app."""

from typing import Any

from django.apps import AppConfig
from django.urls import reverse

from anlan.core import hooks
from anlan.core.hooks import Note


class FieldConfig(AppConfig):
    """Room field."""

    name = "anlan.field"
    verbose_name = "手机外勤"

    def ready(self) -> None:
        """Lead from a permit's page to the same on the phone; let phones send what they gave up."""
        from anlan.field import discarding

        discarding.register()
        hooks.notes.register("permit", self.name, _on_phone)


def _on_phone(user: Any, permit: Any) -> list[Note]:
    """The permit's screen on the phone; the page asks for those who may take its steps."""
    return [
        Note("在手机上办：逐条确认、检测、批准、验收，没有网络也行", f"{reverse('field:shell')}#/permit/{permit.pk}")
    ]
