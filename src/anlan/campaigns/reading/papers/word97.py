"""Old .doc files: converted by LibreOffice where the machine has it."""

import contextlib
import subprocess
import tempfile
from pathlib import Path

from anlan.campaigns.reading.papers import docx
from anlan.core.errors import Invalid
from anlan.files import office

SECONDS = 90


def text(content: bytes, name: str) -> str:
    """The words of a .doc. Raises Invalid without LibreOffice or where it cannot open the file."""
    program = office.program()
    if program is None:
        raise Invalid(
            f"“{name}”是旧版 Word 文件（doc），这台服务器没有安装 LibreOffice，读不了。请用 Word 或 "
            f"WPS 另存为 docx 后再上传。",
            code="campaigns.doc",
        )
    with tempfile.TemporaryDirectory(prefix="anlan-doc-") as folder:
        source = Path(folder) / "notice.doc"
        source.write_bytes(content)
        _convert(program, source, name)
        return docx.text(source.with_suffix(".docx").read_bytes(), name)


def _convert(program: str, source: Path, name: str) -> None:
    profile = f"-env:UserInstallation=file://{source.parent}/profile"
    command = [program, profile, "--headless", "--convert-to", "docx", "--outdir", str(source.parent), str(source)]
    with contextlib.suppress(subprocess.TimeoutExpired):
        subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    if not source.with_suffix(".docx").exists():
        raise Invalid(f"“{name}”打不开。请用 Word 或 WPS 另存为 docx 后再上传。", code="campaigns.doc")
