"""The words pages and commands show for what was read."""

NAMES = {
    "once": "一次",
    "daily": "每天",
    "weekly": "每周",
    "monthly": "每月",
    "quarterly": "每季度",
    "half_yearly": "每半年",
    "yearly": "每年",
    "per_stage": "每阶段",
    "on_event": "遇事即办",
    "as_needed": "定期或适时",
    "none": "长期",
}
SEVERITIES = {"hard": "必须定", "soft": "请留意"}
