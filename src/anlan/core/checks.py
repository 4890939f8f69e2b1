"""System checks: a wrong configuration is named before it bites, with an id, a sentence and a way out.

`anlan serve` runs them at every start (errors stop it), `anlan check --deploy` on request.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections

from anlan.core import clock, environment, vendor, workdays
from anlan.core.models import Seal

ANLAN = "anlan"
LOCAL = {"localhost", "127.0.0.1", "[::1]", "::1", "testserver"}
SECRET_LENGTH = 40
POSTGRESQL_AT_LEAST = 150000
DISK_AT_LEAST = 1024**3
RELEASED_IN = 2026
"""No clock of a running instance shows an earlier year."""


def check(*tags: str) -> Any:
    """Register a generator of messages as one of our checks."""

    def registered(function: Any) -> Any:
        def messages(app_configs: Any = None, **options: Any) -> list[CheckMessage]:
            return list(function(**({"databases": options.get("databases") or []} if tags else {})))

        register(messages, ANLAN, *tags, deploy=True)
        return function

    return registered


@check()
def secrets() -> Iterator[CheckMessage]:
    """The key that signs sessions has to be long and nobody's guess."""
    key = settings.SECRET_KEY
    if len(key) < SECRET_LENGTH or len(set(key)) < 10:
        hint = "不设 ANLAN_SECRET_KEY 时自动生成；自设时用 40 位以上的随机字符。"
        yield Error("密钥过短或过于简单，会话可能被伪造。", hint=hint, id="core.E001")


@check()
def home() -> Iterator[CheckMessage]:
    """The one folder of the instance has to take what is written, and have room for it."""
    folder = Path(settings.ANLAN_HOME)
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        hint = "建立该目录并交给运行安澜的用户，或用 ANLAN_HOME 指定别的目录。"
        yield Error(f"数据目录 {folder} 不存在或不能写入。", hint=hint, id="core.E002")
    elif (free := shutil.disk_usage(folder).free) < DISK_AT_LEAST:
        hint = "清理磁盘或扩容；磁盘写满后照片和记录都存不进去。"
        yield Warning(f"数据目录 {folder} 所在磁盘只剩 {free // 1024**2} MB。", hint=hint, id="core.W001")


@check()
def hosts() -> Iterator[CheckMessage]:
    """What is open to others must not tell secrets, nor carry passwords in the clear."""
    public = [host for host in settings.ALLOWED_HOSTS if host not in LOCAL]
    if public and settings.DEBUG:
        what = f"调试模式下不能对外服务（{'、'.join(public)}）：出错页面会泄露数据。"
        yield Error(what, hint="去掉 ANLAN_DEBUG。", id="core.E003")
    if "*" in public:
        hint = "在 ANLAN_ALLOWED_HOSTS 中写明实际使用的域名或地址。"
        yield Warning("ANLAN_ALLOWED_HOSTS 为 *，任何主机名都被接受。", hint=hint, id="core.W002")
    if public and not settings.SESSION_COOKIE_SECURE:
        hint = "在反向代理上启用 https，并设置 ANLAN_HTTPS=1（见 docs/operations.md）。"
        yield Warning("对外服务未启用 https，口令和照片以明文传输。", hint=hint, id="core.W003")
    if settings.SESSION_COOKIE_SECURE and not public:
        hint = "把代理使用的域名写入 ANLAN_ALLOWED_HOSTS；没有 https 时去掉 ANLAN_HTTPS，否则无法登录。"
        yield Warning("设置了 ANLAN_HTTPS，但没有对外的域名。", hint=hint, id="core.W004")


@check()
def variables() -> Iterator[CheckMessage]:
    """A variable nobody reads was meant to be another."""
    for name in sorted(os.environ):
        if name.startswith("ANLAN_") and name not in environment.asked:
            hint = "所有变量见 docs/operations.md。"
            yield Warning(f"环境变量 {name} 不起作用，可能拼写有误。", hint=hint, id="core.W005")


@check()
def vendored() -> Iterator[CheckMessage]:
    """Without the web assets pages break."""
    if missing := vendor.missing(vendor.BROWSER):
        yield Error(f"缺少网页所需的文件：{'、'.join(missing)}。", hint=vendor.HINT, id="core.E004")


@check()
def time() -> Iterator[CheckMessage]:
    """Every deadline hangs on the clock and on the calendar of holidays."""
    today = clock.today()
    if today.year < RELEASED_IN:
        yield Error(f"系统时间为 {today:%Y-%m-%d}，显然有误。", hint="校准时间并启用自动对时。", id="core.E005")
    if not workdays.is_published(today.year):
        hint = "升级安澜，或由系统管理员录入本年节假日和调休。"
        yield Warning(f"{today.year} 年放假安排尚未载入，工作日按周一至周五计算。", hint=hint, id="core.W006")


@check(Tags.database)
def database(databases: list[str]) -> Iterator[CheckMessage]:
    """The database has to be new enough, and SQLite has to let readers and the writer work at once."""
    for alias in databases:
        vendor_name = connections[alias].vendor
        yield from (_sqlite if vendor_name == "sqlite" else _postgresql)(connections[alias])


def _sqlite(connection: Any) -> Iterator[CheckMessage]:
    with connection.cursor() as cursor:
        mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        options = {row[0] for row in cursor.execute("PRAGMA compile_options").fetchall()}
    if mode != "wal":
        hint = "数据目录不能放在网络盘上；换到本机磁盘，或改用 PostgreSQL。"
        yield Error(f"SQLite 未能进入 WAL 方式（当前为 {mode}）。", hint=hint, id="core.E006")
    if "ENABLE_FTS5" not in options:
        hint = "换用带 FTS5 的 Python（Debian 自带的即可），或改用 PostgreSQL。"
        yield Error(f"SQLite {sqlite3.sqlite_version} 不带全文检索 FTS5。", hint=hint, id="core.E007")


def _postgresql(connection: Any) -> Iterator[CheckMessage]:
    connection.ensure_connection()
    if connection.pg_version < POSTGRESQL_AT_LEAST:
        found = connection.pg_version // 10000
        yield Error(f"PostgreSQL {found} 过旧，至少需要 15。", hint="升级数据库。", id="core.E008")


@check(Tags.database)
def seals(databases: list[str]) -> Iterator[CheckMessage]:
    """A clock that went back would date new events before sealed ones."""
    for alias in databases:
        if Seal._meta.db_table not in connections[alias].introspection.table_names():
            continue
        last = Seal.objects.using(alias).order_by("-number").first()
        if last and last.sealed_at > clock.now():
            hint = "校准系统时间；在此之前登记的事项时间将早于已封存的日志。"
            yield Error(f"系统时间早于最近一次封存（{last.sealed_at:%Y-%m-%d %H:%M}）。", hint=hint, id="core.E009")
