"""The WSGI entry for any server that stands behind a proxy."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlan.settings")
application = get_wsgi_application()

from anlan.core import warming  # noqa: E402  # needs the apps that the line above makes ready

warming.begin()
