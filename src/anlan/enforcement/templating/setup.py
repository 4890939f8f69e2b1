"""What a start needs of templates: those that come with the product."""

from anlan.enforcement.templating import actions


def shipped() -> list[str]:
    """Register what is shipped and not known yet; lines to print, none when there was nothing new."""
    count = actions.register_shipped()
    return [f"已登记随附的文书模板 {count} 份。"] if count else []
