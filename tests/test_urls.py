"""Every address of the site, whoever asks: a stranger meets the login page, nobody meets a broken one."""

import uuid
from collections import Counter
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

PAGES_AT_DOOR = [
    "start",
    "report",
    "code",
    "who",
    "lists",
    "leave",
    "question",
    "wrong",
    "sign",
    "done",
    "mended",
    "tell",
    "follow",
]
AT_DOOR = {f"selfcheck:{page}" for page in PAGES_AT_DOOR}
AT_DOOR |= {f"permits_door:{page}" for page in ("now", "phone", "code", "declare", "close")}
BEHIND_A_LINK = {"contractor:here", "contractor_problems:problem", "contractor_problems:photo"}
OPEN_TO_ALL = {"healthz", "org:login", "door:public", "enforcement:cases", "enforcement:case_batch", *AT_DOOR}
OPEN_TO_ALL |= BEHIND_A_LINK
NOBODY = str(uuid.UUID(int=7))
NOWHERE = {"uuid": NOBODY, "uuidstr": NOBODY, "int": "7", "slug": "nowhere", "str": "nowhere", "path": "nowhere"}


def walk(resolver: URLResolver, prefix: str = "", names: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Each (name, address) of the site, with values that lead to nothing where the address takes one."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = (*names, entry.namespace) if entry.namespace else names
            yield from walk(entry, prefix + filled(entry), inner)
        else:
            yield ":".join((*names, entry.name or "")), "/" + prefix + filled(entry)


def filled(entry: URLPattern | URLResolver) -> str:
    text = str(entry.pattern)
    for name, converter in entry.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        value = NOWHERE.get(kind, "a" * 64)
        for written in (f"<{kind}:{name}>", f"<{name}>"):
            text = text.replace(written, value)
        if f":{name}>" in text:  # a converter of our own
            head, _, tail = text.partition(f":{name}>")
            text = head[: head.rindex("<")] + value + tail
    return text


ADDRESSES = sorted(set(walk(get_resolver())))
BEHIND_LOGIN = [address for name, address in ADDRESSES if name not in OPEN_TO_ALL]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_sent_to_the_login_page_from_everywhere(client, method):
    elsewhere = {}
    for address in BEHIND_LOGIN:
        answer = getattr(client, method)(address)
        refused = {401, 405} if address.startswith("/api/") else {401}
        if not (answer.status_code == 302 and answer.url.startswith("/login")) and answer.status_code not in refused:
            elsewhere[address] = answer.status_code
    assert elsewhere == {}


READERS = ["王镇", "吴村", "顾专", "纪明", "系统员", "审计员"]
DOERS = ["林巡", "何客"]


@pytest.mark.once
@pytest.mark.slow
def test_no_address_breaks_for_anybody(client, world, settings):
    client.raise_request_exception = False
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"  # else each request asks for one
    broken = {}
    for name in [*READERS, *DOERS]:
        for method in ["get", "post"] if name in DOERS else ["get"]:
            client.force_login(world.people[name])
            for address in BEHIND_LOGIN:
                status = getattr(client, method)(address).status_code
                if status >= 500:
                    broken[f"{name} {method} {address}"] = status
                if not client.cookies[settings.SESSION_COOKIE_NAME].value:  # an address that logs out
                    client.force_login(world.people[name])
    assert broken == {}


@pytest.mark.once
@pytest.mark.page
def test_the_address_of_a_step_opened_as_a_page_says_what_to_do(client, world):
    client.force_login(world.people["林巡"])
    answer = client.get("/campaigns/bulletins/draft/")
    assert answer.status_code == 405
    assert "只用来提交，单独打开什么也不会办。请回到刚才的页面" in answer.content.decode()


def test_each_name_leads_to_one_place():
    twice = [name for name, times in Counter(name for name, _ in walk(get_resolver())).items() if times > 1 and name]
    assert twice == []
