"""The WSGI entry for any server that stands behind a proxy."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlan.settings")
application = get_wsgi_application()

# With their views: Django waits with them for the first request, and with it a person waits in every process anew.
from django.urls import get_resolver  # noqa: E402  # needs the apps that the line above makes ready

get_resolver().url_patterns  # noqa: B018
