"""The importer: ledgers as offices keep them become records, every row with an outcome, and back again.

How a room imports (a recipe; the engine does everything not named here):

    # enterprises/importing.py
    from anlan.files import importing
    from anlan.files.importing import Field
    from anlan.files.sheets import fields

    class EnterpriseImporter(importing.Importer):
        kind = "enterprises"                        # in the URL /files/imports/enterprises/ and in ImportRun.kind
        label = "企业台账"
        permission = "enterprises.import"           # asked through org.scope.may; override may(user) for more

        def fields_for(self, context):              # or a class attribute `fields`, where nothing depends on the run
            return [
                Field("name", "企业名称", ("单位名称", "经营户"), read=fields.NAME, required=True),
                Field("phones", "联系电话", ("电话",), read=fields.PHONES, strict=False, many=True,
                      evidence=fields.LOOKS_LIKE_PHONES, by_content=True),
                Field("found_on", "检查时间", ("检查日期",), unlike=("整改",), read=fields.day(latest_in_days=0)),
                Field("village", "所在村", ("村名",), read=fields.simply(villages.read), evidence=villages.looks_like),
            ]

        def prepare(self, records, context):        # one query for a whole chunk of records, kept in context.store
            context.store["known"] = {...}

        def plan(self, record, context):            # pure: decide, write nothing; a Plan, or a list of them
            if clash: return importing.refused("这个名称有两家企业", field="name", record=record)
            return importing.created(values={...}, key=name_key, title=record["name"])
            #      importing.changed(subject_id, values=..., changes={"地址": [old, new]}, before={...}, ...)
            #      importing.same(subject_id, ...)

        def apply(self, plan, *, actor, run):       # write one created or changed plan by the room's own actions
            return actions.record(..., actor=actor) # the subject; its pk and code are noted on the row

        def built_on(self, rows): ...               # {row.pk: "已经有 3 条隐患"} for rows that cannot be taken back
        def undo(self, row, *, actor): ...          # take back one applied row (row.outcome, subject_id, before)

    # enterprises/apps.py, in ready():
    importing.register(EnterpriseImporter())

    # enterprises/management/commands/import_enterprises.py
    class Command(importing.ImportCommand):
        kind = "enterprises"

Record values are what the readers gave: `record["found_on"]` is a date or None, `record["phones"]` with `many=True` a
list with what each column gave. `plan` may return several plans for one line: two hazards in one cell. For speed with
50,000 rows override `apply_many(plans, *, actor, run)`, which by default calls `apply` for each.

Something the ledger names and we do not know can be offered: `Plan.offers = [Offer(key, title)]`. The preview lists
offers ticked, the person may untick them; a plan whose offer was declined (`context.declined(key)`) is refused by the
engine. `apply` then creates what was offered before the record itself.

Running the same file twice must change nothing: give every plan a `key` (what makes it the same record again) and find
earlier work by it: `context.made_earlier([keys]) -> {key: subject_id}` knows every run that was not taken back.
"""

from anlan.files.importing.base import (
    Context,
    Importer,
    Offer,
    Plan,
    Record,
    changed,
    created,
    refused,
    same,
)
from anlan.files.importing.command import ImportCommand
from anlan.files.importing.marking import marked_workbook
from anlan.files.importing.previewing import choose, preview, upload
from anlan.files.importing.registry import importer_of, importers, register
from anlan.files.importing.reporting import report
from anlan.files.importing.running import commit, resume, undo
from anlan.files.sheets.fields import Field

__all__ = [
    "Context",
    "Field",
    "ImportCommand",
    "Importer",
    "Offer",
    "Plan",
    "Record",
    "changed",
    "choose",
    "commit",
    "created",
    "importer_of",
    "importers",
    "marked_workbook",
    "preview",
    "refused",
    "register",
    "report",
    "resume",
    "same",
    "undo",
    "upload",
]
