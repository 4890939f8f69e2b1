"""Forms of the import pages: the upload, and what a person corrects in the preview."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from anlan.core.errors import Invalid
from anlan.files.models import ImportRun


class Sent(forms.Form):
    """Any post: the id that lets a form sent twice act once."""

    client_id = forms.UUIDField(required=False, widget=forms.HiddenInput)


class LedgerForm(Sent):
    """The upload of a ledger."""

    file = forms.FileField(
        label="台账文件",
        help_text="xlsx、xls 或 csv。表头、列名、日期写法不必统一，上传后先预览，确认后才写入。",
        error_messages={
            "required": "请选择台账文件。",
            "empty": "这是一个空文件，里面什么也没有。请检查后重新选择。",
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv,.txt,.et,.xlsm"}),
    )


def choices_in(post: QueryDict, run: ImportRun, known: set[str]) -> dict[str, Any]:
    """Read what a person corrected: head rows, columns, left-out sheets; only what differs from what was recognised.

    Raises Invalid for a head row that is no number or a field that does not exist.
    """
    sheets = dict(run.choices_made.get("sheets", {}))
    for index, described in enumerate(run.tables):
        earlier = sheets.get(described["sheet"], {})
        sheets[described["sheet"]] = _sheet_choice(post, f"sheet-{index}", described, earlier, known)
    return {"sheets": {name: choice for name, choice in sheets.items() if choice}}


def _sheet_choice(
    post: QueryDict, prefix: str, described: dict[str, Any], earlier: dict[str, Any], known: set[str]
) -> dict[str, Any]:
    if f"{prefix}-shown" not in post:
        return earlier
    if f"{prefix}-out" in post:
        return {"left_out": True}
    head = _head_row(post.get(f"{prefix}-head", ""))
    recognised = [table["head_rows"][0] for table in described["tables"]]
    if head and head != earlier.get("head_row") and head not in recognised:
        return {"head_row": head}  # the columns sent along belong to the old head
    columns = {**earlier.get("columns", {}), **_columns(post, prefix, described, known)}
    kept = {"head_row": earlier["head_row"]} if earlier.get("head_row") else {}
    return {**kept, **({"columns": columns} if columns else {})}


def _head_row(written: str) -> int | None:
    if not written:
        return None
    if not written.isdigit() or not 1 <= int(written) <= 200:
        raise Invalid(f"表头所在行应填 1 到 200 的数字，这里是“{written}”。", code="files.head_row")
    return int(written)


def _columns(post: QueryDict, prefix: str, described: dict[str, Any], known: set[str]) -> dict[str, str]:
    recognised = {column["letters"]: column["field"] for table in described["tables"] for column in table["columns"]}
    changed = {}
    for letters, field in recognised.items():
        chosen = post.get(f"{prefix}-column-{letters}")
        if chosen is None or chosen == field:
            continue
        if chosen and chosen not in known:
            raise Invalid("没有这个字段，请刷新页面后重新选择。", code="files.no_field")
        changed[letters] = chosen
    return changed
