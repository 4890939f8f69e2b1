"""What only looks like a contradiction, and what is asked about once."""

import pytest

from anlan.campaigns.reading.reader import read_text
from tests.campaigns.notices import TIME, plan_of

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    "said",
    [
        "（一）动员阶段（3月5日—3月20日）。\n（二）整治阶段（3月24日—5月31日）。",
        "县消防救援大队牵头，每周向市消防救援支队报告。",
        "市应急管理局部署，县应急局每月检查一次。",
        "现有餐饮单位45家（其中规上12家）。",
        "各村4月10日前完成排查；镇应急办3月20日前印发方案。",
        "大队大队长带队，由值班室登记，各处隐患一处一档。",
        "安排30万元，每户补助2万元。",
        "值班电话0371-6688112，举报电话0371-6688113。",
        "联系人：李明（13800001111），张强（13800002222）。",
        "风力达到6级时停止高处作业，风力达到8级时停止室外作业。",
        "4个组，每组5人，共20人。",
        "约谈一次扣2分。约谈两次扣4分。",
        "第一责任人处罚款2000元；直接责任人处罚款3000元。",
        "派出所开展夜查，每月不少于2次，7月、8月每月不少于4次。",
        "校长每月检查不少于2次，副校长每周检查不少于1次。",
        "社区 | 商铺（家） | 车棚（处）\n东街 | 96 | 12\n西街 | 118 | 9\n合计 | 214 | 21",
        "安排80万元，按每户5000元补助160户。",
        "每座矿山水泵不少于4台，全镇23座矿山水泵总数不少于92台。",
        "名单4月10日前报送；未按时报送名单的，4月12日前补报。",
        "非汛期巡查责任人每周巡查1次，汛期巡查责任人每天巡查1次。",
        "镇组建60人的抢险队。各村组建不少于15人的抢险队。",
        "各村每月25日前将台账报镇应急办。各企业每月25日前将月报报镇商务办。",
        "自查表4月15日前报行业管理科。工作总结5月15日前报办公室。",
        "第一组组长由王明担任。第二组组长由李强担任。",
        "重大险情1小时内书面报告。一般险情2小时内书面报告。",
        "每月抽查企业8家，全年不少于96家。",
        "三级医院每季度演练1次。未按规定每季度演练的三级医院，予以通报。",
        "自查表4月15日前报送。4月15日后仍未报送自查表的，予以通报。",
        "县住建局、县商务局等四部门每月会商1次。",
        "全市三级医院5家。抽查三级医院2家、二级医院8家。",
        "一级动火作业票有效期不超过8小时。二级动火作业票有效期不超过72小时。",
        "保卫科负责消防设施管理。氧气站日常管理由后勤科负责。",
        "分三批整治，第一批20家，第二批25家，第三批15家。",
        "5月1日至5月20日开展检查。检查结果6月10日前通报。",
        "抽查比例不低于20%，全镇50家企业抽查不少于10家。",
        "全镇24个行政村。4个督导组，每组负责6个村，实现全覆盖。",
        "联系电话：0371-66881122。举报电话：010-6688112。",
        "由镇长任组长，副组长、镇党委副书记每月调度1次。",
        "护林员年龄不超过60周岁。协管员年龄不超过65周岁。",
        "东片配网格员12名。西社区配网格员15名。",
        "会诊经费由企业承担。整治经费由镇财政承担。",
        "动火作业由安全总监审批，受限空间作业由车间主任审批。",
        "对70岁以上独居老人走访，75岁以上高龄老人每周走访。",
        "受限空间作业前30分钟内完成气体分析。受限空间作业有效期24小时。",
        "甲类库房每季度检测防雷设施1次。乙类库房每半年检测防雷设施1次。",
    ],
)
def test_what_only_looks_like_a_contradiction_is_left_alone(said):
    kinds = {one["kind"] for one in read_text(plan_of(f"一、步骤\n{said}")).as_json()["conflicts"]}
    assert not kinds & {
        "stages_gap",
        "two_offices",
        "two_units",
        "two_amounts",
        "falling_dates",
        "two_phones",
        "two_rhythms",
    }


def test_parts_are_looked_for_near_their_sum_only():
    text = plan_of("一、数据\n" + "东村220个，" * 300 + "西村180个、南村150个，共330个。")
    found = [one for one in read_text(text).as_json()["conflicts"] if "共330个" in "".join(one["quotes"])]
    assert len(found) == 1
    assert "加起来却是" in found[0]["what"]


def test_a_stage_in_a_wrong_year_and_parts_of_a_sum_are_asked_about_once():
    stages = (
        "（一）自查（2025年3月5日至3月31日）。\n（二）检查（2024年4月1日至5月31日）。\n"
        "（三）总结（2025年6月1日至6月30日）。"
    )
    kinds = [one["kind"] for one in read_text(plan_of(TIME + "二、步骤\n" + stages)).as_json()["conflicts"]]
    assert [kind for kind in kinds if kind.startswith("stage")] == ["stage_before_notice"]
    text = plan_of(TIME + "二、改造\n新建端口3000个，其中甲街1200个、乙街900个、丙镇700个，5月31日前投用。")
    assert len([one for one in read_text(text).as_json()["conflicts"] if one["kind"] == "two_amounts"]) == 1
