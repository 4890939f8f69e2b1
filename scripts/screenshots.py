"""Take the pictures of the README from a demo township of its own: `make screenshots`."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "screenshots"
DESK = {"viewport": {"width": 1366, "height": 768}}
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SHOTS = [
    # picture, who, size, where: an address, or the words of the links to follow from there
    ("dashboard", "lihang", DESK, "/"),
    ("hazard", "linxun", DESK, "/hazards/?level=major", "tbody a[href*='/hazards/']"),
    ("phone", "liuchong", PHONE, "/"),
]


@contextmanager
def township() -> Iterator[tuple[str, str]]:
    """A running demo: its address and the password its logins share."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-m", "anlan", "serve", "--demo", "--port", str(port)]
        environment = {**os.environ, "ANLAN_HOME": home, "PYTHONPATH": str(ROOT / "src")}
        server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            yield f"http://127.0.0.1:{port}", password_in(server)
        finally:
            server.terminate()
            server.wait(60)


def password_in(server: subprocess.Popen) -> str:
    found = ""
    for line in server.stdout or ():
        if words := re.search(r"登录密码都是 (\S+?)：", line):
            found = words[1]
        if "安澜已启动" in line:
            return found
    raise SystemExit("the demo did not start")


def log_in(page: Page, username: str, password: str) -> None:
    page.goto("/login/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "/login" not in url)


def take(page: Page, name: str, address: str, *links: str) -> None:
    page.goto(address)
    for link in links:
        page.goto(page.locator(link).first.get_attribute("href") or address)
    page.wait_for_load_state("networkidle")
    picture = PICTURES / f"{name}.png"
    page.screenshot(path=picture)
    # Few colours, small files: these are kept in git.
    Image.open(picture).convert("RGB").quantize(128, dither=Image.Dither.NONE).save(picture, optimize=True)


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with township() as (address, password), sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for name, username, size, *way in SHOTS:
            context = chromium.new_context(base_url=address, locale="zh-CN", timezone_id="Asia/Shanghai", **size)
            page = context.new_page()
            log_in(page, username, password)
            take(page, name, *way)
            context.close()
        chromium.close()


if __name__ == "__main__":
    main()
