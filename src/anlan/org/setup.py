"""What a first run of `anlan serve` sets up in this room: the three administrators."""

from anlan.org import actions


def administrators() -> list[str]:
    """Lines with the three administrators' passwords, printed this once; none when people exist already."""
    made = actions.set_up_administrators()
    if not made:
        return []
    lines = [f"  {user.username}（{user.full_name}）：{password}" for user, password in made]
    return ["首次运行，已建立三名管理员。口令只显示这一次，首次登录须修改：", *lines]
