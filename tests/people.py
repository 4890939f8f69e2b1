"""People of a township at their work: each method is one thing a person does, through the page made for it."""

import io
import re
from pathlib import Path
from typing import Any

from django.urls import reverse
from PIL import Image

from tests.browsing import Browser, Page

OWN_PASSWORD = "shui-mian-ping-jing-{}"
COLOURS = iter(range(40, 4000, 7))


def photo() -> io.BytesIO:
    """A photo no other photo is like."""
    shade = next(COLOURS)
    out = io.BytesIO()
    Image.new("RGB", (640, 480), (shade % 256, shade * 3 % 256, shade * 7 % 256)).save(out, "JPEG")
    out.seek(0)
    out.name = f"现场{shade}.jpg"
    return out


class Person(Browser):
    """Somebody with a login name; `secret` is the first password they were handed."""

    def __init__(self, username: str, secret: str) -> None:
        super().__init__(username, secret)
        self._take_over()

    def _take_over(self) -> None:
        """Log in for the first time: nothing opens before the first password is changed."""
        page = self.opens("/")
        page.has("这是初始密码")
        first, self.password = self.password, OWN_PASSWORD.format(self.username)
        self.sends(page, "修改密码", present=first, password=self.password, again=self.password)
        self.opens("/")

    # -- administrators

    def enters_regions(self, path: Path) -> None:
        """Load the table of regions."""
        with path.open("rb") as sheet:
            page = self.opens(reverse("org:load_regions"))
            page.form("检查并导入").names.add("sheet")
            self.sends(page, "检查并导入", sheet=sheet).has("已导入区划")

    def founds_office(self, name: str, short_name: str, kind: str, region: str, *, safety: bool = False) -> None:
        """Found an office."""
        marked = {"is_safety_office": "on"} if safety else {}
        page = self.opens(reverse("org:new_office"))
        facts = {"name": name, "short_name": short_name, "kind": kind, "region": region}
        self.sends(page, "设立单位", **facts, **marked).has("已设立", name)

    def opens_account(self, username: str, name: str, office: str, role: str, breadth: str = "辖区内全部") -> "Person":
        """Open an account and grant its post; the person gets the password shown once, and comes in with it."""
        page = self.opens(reverse("org:new_person"))
        shown = self.sends(page, "开通账号", username=username, full_name=name, office=office)
        person = self.opens(shown.link("接着授予岗位权限"))
        grant = self.opens(person.link("授予岗位权限"))
        self.sends(grant, "授予权限", role=role, office=office, breadth=breadth).has(f"已授予{name}岗位权限")
        return Person(username, secret_on(shown))

    # -- the register

    def finds_enterprise(self, name: str) -> Page:
        """Open the enterprise's file by searching the register."""
        found = self.opens(reverse("enterprises:list") + f"?q={name}")
        return self.opens(found.link(name))

    def settles_owner(self, enterprise: str, office: str) -> None:
        """Say which office supervises it."""
        page = self.opens(self.finds_enterprise(enterprise).link("确定归属"))
        self.sends(page, "保存归属", strip=office, reason="乡安委会会议纪要").has("归属已确定")

    def adds_person(self, enterprise: str, name: str, post: str) -> None:
        """Put somebody of the enterprise on its file."""
        page = self.opens(self.finds_enterprise(enterprise).link("增加人员"))
        self.sends(page, "保存人员", name=name, post=post, phones="13837471118").has(f"{name}已登记")

    def gives_account(self, enterprise: str, name: str, username: str) -> "Person":
        """Open an account for one of the enterprise's people."""
        file = self.finds_enterprise(enterprise)
        for address in [href for words, href in file.links if words == "开通账号"]:
            page = self.opens(address)
            if name in page.words:
                shown = self.sends(page, "开通账号", username=username)
                return Person(username, secret_on(shown))
        raise AssertionError(f"no account can be opened for {name}: {file.words[:800]}")

    # -- ledgers

    def imports_hazards(self, path: Path) -> Page:
        """Upload a ledger, look at the preview, confirm; the run's page after it."""
        page = self.opens(self.opens(reverse("hazards:ledger")).link("导入"))
        page.form("上传并预览").names.add("file")
        with path.open("rb") as sheet:
            preview = self.sends(page, "上传并预览", file=sheet)
        button = next(one["label"] for form in preview.forms for one in form.buttons if "确认导入" in one["label"])
        return self.sends(preview, button)

    def exports(self, query: str = "") -> bytes:
        """The ledger as a workbook."""
        answer = self.client.get(reverse("hazards:export") + query)
        assert answer.status_code == 200
        return b"".join(answer.streaming_content)

    # -- a hazard's life

    def records(self, enterprise: str, description: str, place: str) -> str:
        """Record what was seen, with a photo; the address of its record."""
        page = self.opens(reverse("hazards:new"))
        page = self.sends(page, "查找单位", enterprise_query=enterprise)
        page.form("提交隐患").names.add("photos")
        seen = {"enterprise": enterprise, "description": description, "place_words": place, "photos": photo()}
        done = self.sends(page, "提交隐患", **seen)
        done.has("已登记隐患", description)
        return done.address

    def takes(self, hazard: str, step: str, *, expect: int = 200, **fields: Any) -> Page:
        """Take a step that the hazard's page offers, by the form behind its link."""
        page = self.opens(self.opens(hazard).link(step, to="/steps/"))
        if "photos" in fields:
            page.form(step).names.add("photos")
        return self.sends(page, step, expect=expect, **fields)

    def judges_major(self, hazard: str, search: str, criterion: str) -> None:
        """Judge it major by a criterion found by searching, having compared it with the original."""
        page = self.opens(self.opens(hazard).link("判定级别", to="/steps/"))
        page = self.sends(page, "查找条款", level="重大隐患", criterion_query=search)
        compared = "林巡对照应急管理部网站公布的原文比对，一致"
        chosen = {"level": "重大隐患", "criterion": criterion, "confirmation": compared}
        self.sends(page, "判定级别", **chosen).has("判定级别，已办", "重大")

    def files_plan(self, hazard: str, **plan: Any) -> None:
        """File the plan."""
        self.takes(hazard, "报整改方案", **plan).has("报整改方案，已办")

    def reports(self, hazard: str) -> None:
        """Send the report out."""
        self.takes(hazard, "报告重大隐患").has("待收悉", "待告知")

    def acknowledges(self, hazard: str) -> None:
        """Say that one's desk has the report."""
        self.takes(hazard, "收悉报告").has("收悉报告，已办")

    def tells_workers(self, hazard: str, how: str) -> None:
        """Tell the enterprise's own people, with a photo of the notice on the wall."""
        assert self.client.get(self.opens(hazard).link("打印告知书")).content[:5] == b"%PDF-"
        self.takes(hazard, "告知本单位职工", how=how, photos=photo()).has("告知本单位职工，已办")

    def starts(self, hazard: str) -> None:
        """Begin the work."""
        self.takes(hazard, "开始整改").has("整改中")

    def accepts_own_work(self, hazard: str, statement: str) -> None:
        """The enterprise's own acceptance."""
        self.takes(hazard, "单位自验", statement=statement, photos=photo()).has("单位自验，已办")

    def submits(self, hazard: str, statement: str) -> None:
        """Say that it is done."""
        self.takes(hazard, "提交整改结果", statement=statement, photos=photo()).has("待验收")

    def sends_back(self, hazard: str, *reasons: str) -> None:
        """Send it back with reasons, one a line."""
        self.takes(hazard, "退回整改", reasons="\n".join(reasons)).has("退回整改，已办", "整改中")

    def accepts(self, hazard: str, statement: str, *, together_with: str) -> None:
        """Accept it on site with a second officer."""
        facts = {"statement": statement, "second_officer": together_with, "photos": photo()}
        self.takes(hazard, "验收通过", **facts).has("待销号")

    def closes(self, hazard: str) -> None:
        """Strike it off."""
        self.takes(hazard, "销号").has("已销号")

    def may_not(self, hazard: str, step: str, why: str) -> None:
        """See the step shut, with the reason."""
        page = self.opens(hazard)
        assert step not in [words for words, href in page.links if "/steps/" in href], (
            f"{step} is open to {self.username}"
        )
        page.has(why)

    # -- the bulletin

    def drafts_bulletin(self) -> str:
        """Draft the present quarter's bulletin; its address."""
        page = self.opens(reverse("campaigns:list"))
        return self.sends(page, "起草通报").address

    def issues(self, bulletin: str) -> Page:
        """Sign it."""
        return self.sends(self.opens(bulletin), "签发")

    def downloads(self, address: str) -> bytes:
        """A file behind a link."""
        answer = self.client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        return b"".join(answer.streaming_content) if answer.streaming else answer.content


def secret_on(page: Page) -> str:
    """The first password a page shows once."""
    found = re.search(r'class="secret">([^<]+)<', page.html)
    assert found, f"no first password on {page.address}: {page.words[:400]}"
    return found[1]
