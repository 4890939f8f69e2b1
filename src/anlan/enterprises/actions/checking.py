"""What cannot be on file of an enterprise."""

from anlan.core.errors import Invalid
from anlan.enterprises.models import Enterprise
from anlan.files.sheets import credit_code as credit_codes


def check(enterprise: Enterprise) -> None:
    """Raise Invalid for what cannot be on file: no name, half a point, a wrong or taken credit code (GB 32100-2015)."""
    check_facts(enterprise)
    if code := enterprise.credit_code:
        on_file = Enterprise.objects.exclude(status=Enterprise.Status.WITHDRAWN).filter(credit_code=code)
        if other := on_file.exclude(pk=enterprise.pk).first():
            taken_code(code, other.name)


def check_facts(enterprise: Enterprise) -> None:
    """The same as far as no other enterprise is concerned."""
    if not enterprise.name_key:
        _refuse("name", "名称没有填写，请写营业执照或门头上的名称。")
    if (enterprise.longitude is None) != (enterprise.latitude is None):
        _refuse("longitude", "坐标要同时填写经度和纬度，或者都不填。")
    if enterprise.governed_by_id and enterprise.kind != Enterprise.Kind.NO_OPERATOR:
        _refuse("governed_by", "只有“无主体场所”才指定治理主体，请先核对类别。")
    code = enterprise.credit_code
    if code and not credit_codes.is_valid(code):
        _refuse("credit_code", f"统一社会信用代码“{code}”的位数或校验位不对，请对照营业执照重填。")


def taken_code(code: str, name: str) -> None:
    """Raise Invalid for a code that another enterprise has."""
    _refuse("credit_code", f"信用代码 {code} 已登记在“{name}”名下，请核对是不是同一家。")


def _refuse(field: str, words: str) -> None:
    raise Invalid(words, code=f"enterprises.{field}", fields={field: [words]})
