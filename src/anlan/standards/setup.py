"""What a first start needs of the measure: the industries and packs that come with the product."""

from anlan.standards import actions


def shipped() -> list[str]:
    """Load what is shipped and not known yet; lines to print, none when there was nothing new."""
    counts = actions.load_shipped().counts
    if not counts["created"] + counts["changed"]:
        return []
    return [f"已载入随附的判定标准：新 {counts['created']} 个，新版本 {counts['changed']} 个。"]
