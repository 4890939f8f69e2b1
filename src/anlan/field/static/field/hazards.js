// A hazard seen outside a visit, and the steps one takes standing in front of one: accept, send back, own acceptance, done.
import * as clock from "./clock.js";
import * as outbox from "./outbox.js";
import * as sync from "./sync.js";
import * as day from "./day.js";
import * as drafts from "./drafts.js";
import * as visits from "./visit.js";
import { button, field, h, leave, link, note, photoField, toast } from "./parts.js";

const SOURCES = { patrol: "村级巡查", guidance: "帮扶指导", self_inspection: "企业自查", survey: "日常排查" };

const MOVING = ["hazards.accept", "hazards.send_back", "hazards.submit"];
// `queued` are the actions that wait on this phone (`outbox.byThread`): what was done here must not be done twice.
export function row(one, place, queued = new Map()) {
  const told = [place?.name, one.code, one.state_words, one.level === "major" ? "重大" : "", one.due && `期限 ${one.due}`].filter(Boolean).join(" · ");
  return h("a", { class: "pick", href: `#/hazard/${one.id}` }, h("b", {}, one.words), h("small", {}, told), done(queued.get(one.id)).map((words) => h("small", { class: "state-waiting" }, words)));
}
const done = (rows = []) => rows.map((other) => `${STEPS[other.name.slice("hazards.".length)]?.[0] ?? "一步"}：${other.state === "refused" ? "被退回，请看待发送" : "已在手机里，等待发送"}`);

async function record(id) {
  const place = await day.place(id), { kinds } = await day.today();
  if (!place) return [note("warn", "手机里没有这家单位的资料，请更新资料。"), link("返回", "#/", "btn wide")];
  const names = Object.keys(SOURCES).filter((name) => name === "survey" || kinds.some((kind) => kind.may && kind.kind === name));
  const source = h("select", {}, names.map((name) => h("option", { value: name }, SOURCES[name])));
  const words = h("textarea", { rows: "3", maxlength: "2000", required: true }), where = h("input", { type: "text", maxlength: "100" }), due = h("input", { type: "date", value: visits.workingDays(clock.now(), 5) }), before = photoField("照片"), after = photoField("整改后的照片"), how = h("input", { type: "text", maxlength: "300" }), wrong = h("p", { class: "error", role: "alert" }), same = h("div", {});
  const known = await day.hazardsOf(id);
  words.addEventListener("input", () => same.replaceChildren(...visits.alike(known, "", words.value).map((one) => h("div", { class: "same" }, `台账里可能已有：${one.code ?? ""} ${one.words}（${one.state_words}）`, link("看这一条", `#/hazard/${one.id}`, "btn small")))));
  const keep = async (fixed) => {
    if (!words.value.trim()) { wrong.textContent = "请写明看到的隐患。"; words.focus(); return; }
    if (fixed && (!before.list.length || !after.list.length || !how.value.trim())) { wrong.textContent = "当场改好的，整改前、整改后各拍一张照片，并写明怎么改的。"; return; }
    const from = location.hash, args = { enterprise: id, source: source.value, description: words.value.trim(), place_words: where.value.trim(), suggested_due_on: fixed ? "" : due.value, fixed, statement: fixed ? how.value.trim() : "", after: fixed ? after.list.map((one) => one.sha256) : [] };
    const files = [...before.list, ...(fixed ? after.list : [])];
    const action = await outbox.action("hazards.record", args, { files, label: `${place.name}：登记隐患 ${args.description.slice(0, 20)}` });
    await outbox.keep([action], { files, gone: await drafts.done(`record/${id}`) });
    sync.flush();
    toast(navigator.onLine ? "已保存，正在发送。" : "已保存在手机里，有网络时自动发送。", "good");
    leave(from, "#/");
  };
  return [link("‹ 返回", "#/places/hazard", "back"), h("h1", {}, `登记隐患`), h("p", {}, place.name),
    await drafts.drafted(`record/${id}`, h("div", { class: "card block form" }, before.element, field("看到的隐患", words, "写清哪里、什么东西、怎么不对。"), same, field("部位（可不填）", where), field("怎么发现的", source), field("建议整改到（不是责令期限）", due), wrong,
      button("提交", () => keep(false), "primary wide"), h("details", {}, h("summary", { class: "back" }, "已当场改好（只限一般隐患）"), field("怎么改的", how), after.element, button("记为当场改好", () => keep(true), "wide"))))];
}

const STEPS = {
  self_accept: ["单位自验", "自验情况"],
  submit: ["提交整改结果", "整改情况"],
  accept: ["验收通过", "到现场核对的情况"],
  send_back: ["退回整改", "退回理由（每行一条）"],
  note: ["补充说明", "要补充的内容"],
};
async function hazard(id) {
  const told = await day.today(), one = told.hazards.find((other) => other.id === id);
  if (!one) return [note("warn", "手机里没有这条隐患，请更新资料。"), link("返回", "#/", "btn wide")];
  const place = await day.place(one.enterprise), here = (await outbox.byThread()).get(one.id) ?? [], moved = here.some((other) => MOVING.includes(other.name));
  const open = (name) => one.steps.includes(name) && (name === "note" || !(moved || here.some((other) => other.name === `hazards.${name}`)));
  const steps = Object.entries(STEPS).filter(([name]) => open(name)), facts = { 单位: place?.name, 部位: one.place, 现在: [one.state_words, one.level === "major" && "重大"].filter(Boolean).join("，"), 期限: one.due, 条款: one.clause, 整改责任人: one.fixer, 整改情况: one.said };
  return [link("‹ 首页", "#/", "back"), h("h1", {}, one.code ?? "隐患"),
    h("div", { class: "card block" }, h("p", {}, h("b", {}, one.words)), h("dl", { class: "kv" }, Object.entries(facts).flatMap(([name, value]) => (value ? [h("dt", {}, name), h("dd", {}, value)] : [])))),
    here.length ? note("warn", done(here).join("；"), " ", link("看待发送", "#/outbox", "back")) : note("info", "这是下载资料时的情况。发送时如果已有人先办理，这一步会退回，并告诉您是谁办的、怎么说的。"),
    await Promise.all(steps.map(([name, [label, words]]) => drafts.drafted(`${name}/${one.id}`, step(one, place, told, name, label, words))))];
}
function step(one, place, told, name, label, words) {
  const said = h("textarea", { rows: "3", maxlength: "1000" }), shots = photoField("照片"), wrong = h("p", { class: "error", role: "alert" });
  const second = h("select", {}, h("option", { value: "" }, "请选择"), told.colleagues.map(([id, who, office]) => h("option", { value: id }, `${who}（${office}）`)));
  const two = name === "accept" && one.level === "major";
  const keep = async () => {
    if (!said.value.trim()) { wrong.textContent = `请写明${words}。`; return; }
    if (two && !second.value) { wrong.textContent = "重大隐患须两人到场验收，请选定同去的另一名工作人员。"; return; }
    const from = location.hash, args = { hazard: one.id, seen: one.seen, ...(name === "send_back" ? { reasons: said.value.split("\n").map((row) => row.trim()).filter(Boolean) } : name === "note" ? { text: said.value.trim() } : { statement: said.value.trim() }), ...(two ? { second_officer: second.value } : {}) };
    const action = await outbox.action(`hazards.${name}`, args, { thread: one.id, files: shots.list, label: `${place?.name ?? ""}：${one.code ?? ""} ${label}` });
    await outbox.keep([action], { files: shots.list, gone: await drafts.done(`${name}/${one.id}`) });
    sync.flush();
    toast(navigator.onLine ? "已保存，正在发送。" : "已保存在手机里，有网络时自动发送。", "good");
    leave(from, "#/");
  };
  return h("details", { class: "card block" }, h("summary", { class: "back" }, label), h("div", { class: "form" }, field(words, said), two ? field("同去的工作人员", second) : [], shots.element, wrong, button(label, keep, "primary wide")));
}
export const screens = { record, hazard };
