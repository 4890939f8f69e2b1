"""`{% vendor "htmx.org/htmx.min.js" %}`: the address of a third-party file, without its version in the template."""

from django import template
from django.templatetags.static import static

from anlan.core import vendor

register = template.Library()


@register.simple_tag(name="vendor")
def vendored(name: str) -> str:
    return static(vendor.static_path(name))
