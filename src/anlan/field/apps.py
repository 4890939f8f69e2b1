"""Field as a Django app."""

from django.apps import AppConfig


class FieldConfig(AppConfig):
    """Room field."""

    name = "anlan.field"
    verbose_name = "手机外勤"
