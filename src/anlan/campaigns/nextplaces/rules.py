"""Who is told where to go: those who go and look."""

from anlan.org.roles import OFFICIALS, VILLAGERS

GRANTS = {"campaigns.read_next": OFFICIALS | VILLAGERS}
WORDS = {"campaigns.read_next": "查看去哪里看的排序和理由"}
