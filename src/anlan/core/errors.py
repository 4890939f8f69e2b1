"""Domain errors: sentences a person can act on. Raised by actions, shown by one middleware, never caught in views."""


class DomainError(Exception):
    """What happened, to what, and what to do next, as one Chinese sentence.

    `code` is stable (`<room>.<what>`), `status` is the HTTP status it becomes.
    """

    status = 400
    what = "refused"

    def __init__(self, message: str, *, code: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.code = code or f"core.{self.what}"


class Invalid(DomainError):
    """What was entered cannot be taken as it is; `fields` says which field and why.

    `link` is what the sentence tells to open: its words and its address, shown behind the sentence on a form.
    """

    status = 422
    what = "invalid"

    def __init__(
        self,
        message: str,
        *,
        code: str = "",
        fields: dict[str, list[str]] | None = None,
        link: tuple[str, str] | None = None,
    ) -> None:
        super().__init__(message, code=code)
        self.fields = fields or {}
        self.link = link


class NotYours(DomainError):
    """The person may see it but may not do this."""

    status = 403
    what = "not_yours"


class Missing(DomainError):
    """There is no such thing for this person."""

    status = 404
    what = "missing"


class NotNow(DomainError):
    """The thing is in a state in which this cannot be done."""

    status = 409
    what = "not_now"


class Stale(DomainError):
    """Somebody else was faster; nothing was changed by this attempt."""

    status = 409
    what = "stale"


def require(reason: str, *, code: str) -> None:
    """Go on for an empty reason, as rules give it for yes. Raises NotYours with the reason otherwise."""
    if reason:
        raise NotYours(reason, code=code)


class NotAPage(DomainError):
    """The address of a step was opened as a page: a bookmark, or a reload after something else failed."""

    status = 405
    what = "not_a_page"

    def __init__(self) -> None:
        super().__init__("这个网址只用来提交，单独打开什么也不会办。请回到刚才的页面，在那里点按钮办理。")
