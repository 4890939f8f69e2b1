"""Who can log in to the demo, and whether it is there."""

from anlan.org.models import User

PASSWORD = "guicun-2026"
LOGINS = [
    # login, who, what to try
    ("linxun", "林巡　应急办工作人员", "登记、判定、验收"),
    ("zhoutong", "周同　应急办工作人员", "第二人：确认、销号"),
    ("lihang", "李航　分管副乡长", "收悉、销号、督办"),
    ("maxie", "马协　周沟村安全协管员", "巡查、登记"),
    ("liuchong", "刘翀　恒通板材厂主要负责人", "报方案、整改、提交"),
    ("chenan", "陈安　鑫达铝制品厂主要负责人", "有一条重大隐患待报方案"),
    ("jiming", "纪明　纪委", "只看不办"),
    ("admin-anquan", "安全管理员", "账号与授权"),
]


def are_there() -> bool:
    """Whether the demo was loaded."""
    return User.objects.filter(username=LOGINS[0][0]).exists()
