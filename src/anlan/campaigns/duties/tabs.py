"""The tab duties add to an enterprise's page."""

from anlan.core.hooks import Tab

ENTERPRISE_TAB = Tab("任务", "campaigns:duties_of", order=30)
