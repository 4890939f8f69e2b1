"""What no card says: a number with a wrong check digit or of somebody else, impossible dates."""

import datetime as dt

from django.utils.crypto import salted_hmac

from anlan.core import clock
from anlan.core.errors import Invalid
from anlan.enterprises.certificates.kinds import RULE
from anlan.enterprises.models import Certificate, Person
from anlan.files.sheets.credit_code import read_id_number
from anlan.files.sheets.unclean import Unclean

EARLIEST = dt.date(1990, 1, 1)


def wrong(field: str, words: str) -> Invalid:
    """What is wrong with one field, as an error to raise."""
    return Invalid(words, code=f"enterprises.{field}", fields={field: [words]})


def checked_number(raw: str, person: Person) -> str:
    """A certificate's number in its one form: T and the holder's ID number. Raises Invalid with the reason."""
    written = "".join(str(raw).split()).upper()
    if not written.startswith("T"):
        raise wrong("number", "特种作业操作证的证号以字母 T 开头，后面是本人的 18 位身份证号，请对照证件核对。")
    try:
        number = read_id_number(written[1:])
    except Unclean as problem:
        raise wrong("number", f"证号 T 后面应是身份证号：{problem}，请对照证件核对。") from problem
    if not number:
        raise wrong("number", "证号不完整，请对照证件填写。")
    if person.id_number and person.id_number != number:
        raise wrong(
            "number", f"证号里的身份证号与{person.told_apart}档案里的不一致，请核对是不是本人的证（人证相符）。"
        )
    return f"T{number}"


def hash_of(number: str) -> str:
    """The number as the database finds it: keyed, never in clear."""
    return salted_hmac("anlan.enterprises.certificate", number, algorithm="sha256").hexdigest()


def check_dates(issued_on: dt.date, reviewed_on: dt.date | None) -> None:
    """Raise Invalid for days that cannot stand on a card."""
    if not EARLIEST <= issued_on <= clock.today():
        raise wrong("issued_on", f"有效期起应在 {EARLIEST.year} 年以后、不晚于今天，请对照证件核对。")
    if reviewed_on and not issued_on < reviewed_on <= clock.today():
        raise wrong("reviewed_on", "复审日期应在有效期起之后、不晚于今天。")
    if reviewed_on and reviewed_on > clock.years_after(issued_on, RULE["valid_years"]):
        raise wrong("reviewed_on", "复审日期已在 6 年有效期之外；换发了新证的，按新证另行登记。")


def check_post(certificate: Certificate, last_worked_on: dt.date | None, retested_on: dt.date | None) -> None:
    """Raise Invalid for impossible days, and for who is back after more than half a year without a re-test."""
    for field, day in (("last_worked_on", last_worked_on), ("retested_on", retested_on)):
        if day and not certificate.issued_on <= day <= clock.today():
            raise wrong(field, "日期应在有效期起之后、不晚于今天。")
    left, since = certificate.last_worked_on, certificate.off_from
    if left and retested_on and retested_on < left:
        raise wrong("retested_on", f"实际操作考试应在离岗（{clock.day_words(left)}）以后，请核对。")
    if last_worked_on is None and since and clock.today() >= since and retested_on is None:
        words = f"{certificate.off_post}。返岗请填合格日期；没有离岗的，填实际最后上岗的日期。"
        raise wrong("retested_on", words)


def stretched_by(since: dt.date | None, basis: str) -> str:
    """By what the re-examination is stretched to six years, in words; empty where it is not (30号令 art. 21)."""
    if since is None and not basis.strip():
        return ""
    if since is None:
        raise wrong("long_service_since", "延长复审的，请写明从哪天起连续从事本工种。")
    if clock.years_after(since, RULE["long_service_years"]) > clock.today():
        raise wrong("long_service_since", f"到今天连续从事不满 {RULE['long_service_years']} 年，仍按 3 年复审。")
    if not basis.strip():
        raise wrong("long_service_basis", "请写明依据：没有违法记录、由哪个考核机关同意。")
    return f"{clock.day_words(since)}起连续从事，{basis.strip()}"[:200]


def refuse_known(person: Person, kind: str, number: str, issued_on: dt.date) -> None:
    """Raise Invalid for a card that is on file."""
    rows = person.certificates.filter(kind=kind, number_hash=hash_of(f"{number}{issued_on}"), withdrawn_at=None)
    if rows.exists():
        raise wrong("number", f"{person.told_apart}的这张证已经登记过，不用再登。")
