"""Password rules beyond Django's own: long enough, and nothing others know about the person."""

import re

from django.core.exceptions import ValidationError

from anlan.org.models import User

LENGTH = 10


class LongEnough:
    """Refuse a password of fewer characters than LENGTH."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError with the reason."""
        if len(password) < LENGTH:
            raise ValidationError(f"密码至少 {LENGTH} 位，现在是 {len(password)} 位。", code="password_too_short")

    def get_help_text(self) -> str:
        """The rule in words."""
        return f"至少 {LENGTH} 位。"


class NotThePhone:
    """Refuse a password that holds the person's phone number, or its last eight digits."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError with the reason."""
        phone = re.sub(r"\D", "", getattr(user, "phone", "") or "")
        if len(phone) >= 8 and phone[-8:] in password:
            raise ValidationError("密码里不能有您的手机号。", code="password_holds_phone")

    def get_help_text(self) -> str:
        """The rule in words."""
        return "不能含有您的手机号。"
