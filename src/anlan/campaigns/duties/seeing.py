"""By what the system sees that a duty was done: the record that shows it, or none, and then it is told in words."""

import re

from anlan.campaigns.duties.proofs import PROOFS, Proof
from anlan.campaigns.plans.models import Duty

TEACHES = "(开展|组织|进行|强化|加强)[^，；。]{0,14}(教育培训|安全培训|培训教育|安全教育)"
"""A lesson ordered, not the one 未经安全培训 speaks of."""
ALIKE = "同类(事故|安全)?隐患|典型事故[^。；]*(排查|自查)"
"""Look for the same hazard elsewhere: called for by each lookout that is sent."""
SEEN = [
    # kind of subject, kind of proof, words of the action, the proof the system holds
    (Duty.Subject.PRINCIPAL, None, ALIKE, "lookout"),
    (Duty.Subject.ENTERPRISE, None, ALIKE, "lookout"),
    (Duty.Subject.PRINCIPAL, None, "带队", "led_inspection"),
    (Duty.Subject.PRINCIPAL, None, "演练", "drill"),
    (Duty.Subject.ENTERPRISE, None, "演练", "drill"),
    (Duty.Subject.PRINCIPAL, None, "警示教育", "warning"),
    (Duty.Subject.ENTERPRISE, None, "警示教育", "warning"),
    (Duty.Subject.PRINCIPAL, None, "外包外租.*(排查|摸底|清查)", "survey"),
    (Duty.Subject.ENTERPRISE, None, "外包外租.*(排查|摸底|清查)", "survey"),
    (Duty.Subject.PRINCIPAL, None, "全员.*责任制|岗位安全生产责任制|职责清单.*签", "duties_signed"),
    (Duty.Subject.ENTERPRISE, None, "全员.*责任制|岗位安全生产责任制|职责清单.*签", "duties_signed"),
    (Duty.Subject.PRINCIPAL, None, TEACHES, "training"),
    (Duty.Subject.ENTERPRISE, None, TEACHES, "training"),
    (Duty.Subject.PRINCIPAL, None, "安全(生产)?(费用|投入)", "spending"),
    (Duty.Subject.ENTERPRISE, None, "安全(生产)?(费用|投入)", "spending"),
    (Duty.Subject.PRINCIPAL, None, "标准化", "standardization"),
    (Duty.Subject.ENTERPRISE, None, "标准化", "standardization"),
    (Duty.Subject.PRINCIPAL, None, "聘请[^，；。]*专家", "expert"),
    (Duty.Subject.ENTERPRISE, None, "聘请[^，；。]*专家", "expert"),
    (Duty.Subject.PRINCIPAL, None, "自查(?!报告)|全面检查", "self_inspection"),
    (Duty.Subject.ENTERPRISE, None, "自查(?!报告)|自检|全面检查", "self_inspection"),
    (Duty.Subject.VILLAGE, Duty.Proof.INSPECTION, "", "patrol"),
    (Duty.Subject.VILLAGE_SECRETARY, Duty.Proof.INSPECTION, "", "patrol"),
    (Duty.Subject.GRID, Duty.Proof.INSPECTION, "", "patrol"),
    (Duty.Subject.OFFICE, None, "帮扶|指导服务", "guidance"),
    (Duty.Subject.OFFICE, None, "听取|调度|会商|例会", "office_hearing"),
    (Duty.Subject.LEADER, Duty.Proof.INSPECTION, "", "supervision"),
    (Duty.Subject.LEADER, None, "听取|调度", "hearing"),
    (Duty.Subject.LEADER, None, "督导|带队|检查", "supervision"),
    (Duty.Subject.LEADER, None, "宣讲", "talk"),
    (Duty.Subject.LEADER, None, "学习|研讨", "study"),
    (Duty.Subject.TOWNSHIP, Duty.Proof.BULLETIN, "", "bulletin"),
    (Duty.Subject.TOWNSHIP, None, "通报", "bulletin"),
    (Duty.Subject.TOWNSHIP, None, "动员|部署", "mobilisation"),
    (Duty.Subject.TOWNSHIP, None, "听取|调度", "hearing"),
    (Duty.Subject.TOWNSHIP, None, "督导", "supervision"),
    (Duty.Subject.TOWNSHIP, None, "宣讲", "talk"),
    (Duty.Subject.TOWNSHIP, None, "学习|研讨", "study"),
]
MOBILISES = re.compile("会议?动员部署|动员(?:部署)?会")
"""Said at the end of a sentence whose first words are the action: 制定印发方案…，召开专题会议动员部署."""


def is_looked_out(duty: Duty) -> bool:
    """Whether it orders to look for the same hazard without a rhythm of its own: each lookout is one time of it."""
    proof = proof_of(duty)
    return proof is not None and proof.name == "lookout"


def proof_of(duty: Duty) -> Proof | None:
    """The kind of record the system holds that shows it; None where it is told in words."""
    for subject, proof, words, name in SEEN:
        fits = subject == duty.subject_kind and proof in (None, duty.proof_kind)
        fits = fits and not (name == "lookout" and duty.is_bound)
        if fits and re.search(words, duty.action):
            return PROOFS[name]
    if duty.subject_kind == Duty.Subject.TOWNSHIP and MOBILISES.search(duty.quote):
        return PROOFS["mobilisation"]
    return None
