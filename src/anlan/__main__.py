"""The `anlan` command: Django's commands with hyphens, as operators type them."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import OperationalError, ProgrammingError

from anlan.core.errors import DomainError


def main() -> None:
    """Run one command; `import-hazards` finds the command module `import_hazards`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlan.settings")
    argv = list(sys.argv)
    argv[0] = "anlan"
    if len(argv) > 1 and not argv[1].startswith("-"):
        argv[1] = argv[1].replace("-", "_")
    try:
        execute_from_command_line(argv)
    except DomainError as refusal:
        sys.exit(refusal.message)
    except (OperationalError, ProgrammingError):
        from anlan.core import db  # not before Django is set up, which the command did

        if not db.is_behind():
            raise
        sys.exit("数据库还没有建好，或还是旧版本的。请先运行 anlan migrate（anlan serve 启动时会自动完成），再试一次。")


if __name__ == "__main__":
    main()
