"""Files as a Django app."""

from django.apps import AppConfig

from anlan.core import hooks


class FilesConfig(AppConfig):
    """Room files."""

    name = "anlan.files"
    verbose_name = "文件"

    def ready(self) -> None:
        """Register the day's clearing of uploads nobody finished."""
        from anlan.files import incoming

        hooks.daily.register("files.incoming", incoming.forget)
