// Dangerous work on the phone: measures confirmed on site one by one, gas, the approval with its photo, the after-watch, closing.
import * as clock from "/static/field/clock.js";
import * as drafts from "/static/field/drafts.js";
import { button, field, h, leave, link, note, photoField } from "/static/field/parts.js";
import * as own from "./own.js";
import * as ticket from "./ticket.js";
import * as filling from "./filling.js";
import * as declaring from "./declaring.js";

const { found, kept } = own;
export const { received, beginnings } = own;
export const corrections = { "permits.draft": filling.correct, "permits.declare": declaring.correct };
const act = (one, name, args, label, more) => own.act(one.id, name, { permit: one.id, ...args }, `${one.number} ${label}`, more);

export async function home() {
  const now = clock.now(), [rows, { blanks }] = await own.tickets(), jobs = await own.jobs();
  return [h("section", { class: "stack" }, h("h2", {}, "危险作业"), rows.map((one) => row(one, now)), jobs.map(declaring.row),
    rows.length || jobs.length ? "" : h("p", { class: "muted" }, "没有没办完的作业票和申报。"),
    blanks.places.length === 1 ? ways(blanks.places[0]) : blanks.places.length ? link("办作业票、申报作业", "#/apply", "btn wide") : "")];
}
const ways = (place) => h("div", { class: "row" }, link("办作业票", `#/fill/${place.id}`), link("申报小型作业", `#/declare/${place.id}`));
async function apply() {
  const { blanks } = await own.part();
  return [link("‹ 首页", "#/", "back"), h("h1", {}, "办作业票、申报作业"), blanks.places.map((one) => h("section", { class: "card block stack" }, h("h2", {}, one.name), ways(one)))];
}
function row(one, now) {
  const stop = one.back ? "被退回，等您改正" : ticket.halted(one, now), said = one.back ? stop : stop ? `停止作业：${stop}` : [ticket.STATES[one.state], one.state === "open" ? ticket.left(one, now) : one.span].join(" · ");
  return h("a", { class: "pick", href: `#/permit/${one.id}` }, h("b", {}, `${one.work}，${one.where}`), h("small", {}, one.number), h("small", { class: stop ? "state-refused" : "" }, said));
}

const missing = () => [note("warn", "手机里没有这张作业票，可能已经办完。请更新资料。"), link("更新资料", "#/prepare", "btn wide"), link("首页", "#/", "btn wide")];
const head = (one, title) => [link("‹ 作业票", `#/permit/${one.id}`, "back"), h("h1", {}, title), h("p", {}, `${one.number} · ${one.content}，${one.where}`)];

async function permit(id) {
  const [one, told] = await found(id), now = clock.now();
  if (!one) return missing();
  const stop = ticket.halted(one, now);
  again();
  return [link("‹ 首页", "#/", "back"), h("h1", {}, one.work), h("p", {}, `${one.number} · `, h("b", {}, ticket.STATES[one.state]), one.state === "open" ? ` · ${ticket.left(one, now)}` : ""),
    one.back ? note("bad", `这张票没有办成：${one.back.words}`, link("改正", `#/correct/${encodeURIComponent(one.back.client_id)}`, "btn wide")) : null,
    clock.warning() ? note("warn", clock.warning()) : null,
    stop ? note("bad", h("b", {}, `立即停止作业：${stop}。`)) : null,
    one.raised.length ? note("warn", `升一级办理：${one.raised.join("；")}。`) : null,
    facts(one), ...(one.state === "drafted" ? before(one, now) : during(one, told, now)),
    h("p", { class: "muted" }, "证件、设备、交叉作业等情况以下载资料时为准，发送时服务器再核对一次。"), link("更新资料", "#/prepare", "btn wide")];
}
// Clocks run on: drawn anew each half minute, unless something is unfolded that one may be typing in.
let timer = null;
function again() {
  const here = location.hash;
  clearTimeout(timer);
  timer = setTimeout(() => (location.hash !== here ? null : document.querySelector("#screen details[open]") ? again() : globalThis.anlanField.redraw()), 30_000);
}
function facts(one) {
  const rows = { 干什么: one.content, 地点: `${one.place} ${one.where}`, 起止: one.span, 作业人: one.worker, 监护人: one.guardian || "没有", 设备: one.sets.join("、"), 应由谁批准: one.approver };
  return h("dl", { class: "kv card block" }, Object.entries(rows).filter(([, words]) => words).flatMap(([name, words]) => [h("dt", {}, name), h("dd", {}, words)]));
}

// -- before it is approved
function before(one, now) {
  const listed = ticket.shut(one, now), may = one.why_not.approve;
  return [measures(one), gas(one, now),
    h("section", { class: "card block stack" }, h("h2", {}, "到现场批准"),
      listed.length ? [h("p", {}, `还不能批准：${listed.length} 项`), h("ul", {}, listed.map((words) => h("li", {}, words)))] : note("good", `条件都齐了，由${one.approver}到现场批准。`),
      may ? h("p", { class: "muted" }, may) : listed.length ? null : link("我在现场，批准", `#/approve/${one.id}`, "btn primary wide")),
    last(one, "call_off", "取消这张票")];
}
function measures(one) {
  const open = ticket.unconfirmed(one), [next] = open, done = one.measures.length - open.length, may = one.why_not.tick;
  const tick = (concerns) => async () => { await act(one, "tick", { code: next.code, concerns }, `${concerns ? "已落实" : "不涉及"}：${next.words.slice(0, 16)}`); globalThis.anlanField.redraw(); };
  return h("section", { class: "card block stack", id: "measures" }, h("h2", {}, `安全措施，现场逐条确认 ${done}/${one.measures.length}`),
    next && may ? h("p", { class: "muted" }, may) : next ? [h("p", {}, h("b", {}, `${one.measures.indexOf(next) + 1}. ${next.words}`)), button("已落实", tick(true), "primary wide"), next.may_be_left ? button("不涉及", tick(false), "wide") : null] : note("good", "都确认过了。"),
    h("details", {}, h("summary", { class: "back" }, "全部措施"), h("ol", {}, one.measures.map((row) => h("li", {}, row.words, " ", h("small", { class: row.done ? "state-done" : "state-kept" }, row.done || "没有确认"))))));
}
function gas(one, now) {
  if (!one.gas.length) return null;
  const why = ticket.untested(one, now);
  return h("section", { class: "card block stack" }, h("h2", {}, "气体分析"),
    [...one.gas, ...(one.gas_sometimes ?? []).filter(([code]) => one.tests[code])].map(([code, label]) => { const test = one.tests[code]; return h("p", {}, `${label}：`, test ? h("span", { class: test.problem ? "state-refused" : "state-done" }, `${test.reading}%，${ticket.time(test.at)}取样，${test.problem || "合格"}`) : "还没有做"); }),
    one.state === "drafted" && why ? note("warn", why) : null, one.why_not.gas ? null : link("登记气体分析", `#/gas/${one.id}`, "btn wide"));
}

// -- while it is open, and after
function during(one, { watch }, now) {
  if (one.state === "stopped") return [note("bad", "已叫停。要继续干，查明原因后另办一张票。")];
  if (!["open", "paused", "watched"].includes(one.state)) return [note("good", `${ticket.STATES[one.state]}。`)];
  const held = ticket.held(one, now);
  return [one.state === "watched" ? null : gas(one, now),
    one.state === "watched" ? watching(one, watch, now) : null,
    one.state === "paused" ? h("section", { class: "stack" }, held ? note("warn", `不能恢复：${held}。`) : step(one, "resume", "恢复作业")) : null,
    one.state === "watched" ? null : h("section", { class: "stack" }, step(one, "finish", "作业结束，开始看守", one.state === "open" ? "primary" : ""), one.state === "open" ? step(one, "pause", "中断作业") : null),
    one.state === "watched" ? null : last(one, "stop", "叫停（发现险情）")];
}
function watching(one, minutes, now) {
  const until = ticket.watchedUntil(one, minutes), over = until <= now, may = one.why_not.close;
  return h("section", { class: "card block stack" }, h("h2", {}, "看守"), h("p", {}, over ? `已看守 ${minutes} 分钟以上。没有余火、现场清理完，就可以验收。` : `看守到 ${ticket.time(until)}，防止余火复燃。到时间才能验收。`),
    may ? h("p", { class: "muted" }, may) : over ? step(one, "close", "没有余火，完工验收", "primary") : null);
}
function step(one, name, words, kind = "") {
  if (one.why_not[name]) return h("p", { class: "muted" }, one.why_not[name]);
  return button(words, async () => { await act(one, "step", { step: name, reason: "" }, words); kept(words); globalThis.anlanField.redraw(); }, `wide ${kind}`);
}
// A step with its reason, folded away.
function last(one, name, words) {
  const reason = h("input", { type: "text", maxlength: "200" }), wrong = h("p", { class: "error", role: "alert" });
  const go = async () => {
    if (!reason.value.trim()) { wrong.textContent = "请写明原因。"; return; }
    await act(one, "step", { step: name, reason: reason.value.trim() }, words);
    kept(words);
    globalThis.anlanField.redraw();
  };
  return one.why_not[name] ? null : h("details", { class: "card block" }, h("summary", { class: "back" }, words), h("div", { class: "form" }, field("原因", reason), wrong, button(words, go, "wide")));
}

async function sample(id) {
  const [one, { limits }] = await found(id);
  if (!one) return missing();
  const which = h("select", {}, [...one.gas, ...(one.gas_sometimes ?? [])].map(([code, label]) => h("option", { value: code }, label))), reading = number(), lel = number();
  const point = h("input", { type: "text", maxlength: "60" }), analyst = h("input", { type: "text", maxlength: "60" }), said = h("p", { "aria-live": "polite" }), wrong = h("p", { class: "error", role: "alert" });
  const bound = field("爆炸下限（%）", lel, "4% 及以上的读数不超过 0.5%，低于 4% 或不填的不超过 0.2%。");
  const judge = () => {
    bound.hidden = which.value !== "combustible";
    const problem = reading.value === "" ? "" : ticket.verdict(limits, which.value, lel.value, reading.value);
    said.className = problem ? "error" : "muted";
    said.textContent = reading.value === "" ? "" : problem ? `不合格：${problem}。${one.state === "drafted" ? "不能动工。" : "登记后这张票立即停止。"}` : "合格。";
  };
  for (const input of [which, reading, lel]) input.addEventListener("input", judge);
  judge();
  const keep = async () => {
    const args = { gas: which.value, reading: reading.value, lel: bound.hidden ? "" : lel.value, point: point.value.trim(), analyst: analyst.value.trim() };
    if (!/^\d+(\.\d{1,3})?$/.test(args.reading) || (args.lel && !/^\d+(\.\d{1,2})?$/.test(args.lel))) { wrong.textContent = "读数、爆炸下限只写数字，如 0.2。"; return; }
    if (!args.point || !args.analyst) { wrong.textContent = "请填写取样部位和分析人。"; return; }
    const from = location.hash;
    await act(one, "record_gas", args, `气体分析 ${args.reading}%`, { draft: `gas/${id}` });
    kept("已登记");
    leave(from, `#/permit/${id}`);
  };
  return [...head(one, "气体分析"), note("info", "取样时间记为现在。"),
    await drafts.drafted(`gas/${id}`, h("div", { class: "card block form" }, field("气体", which), field("读数（体积分数 %）", reading), bound, said, field("取样部位", point), field("分析人", analyst), wrong, button("登记", keep, "primary wide")))];
}
const number = () => h("input", { type: "text", inputmode: "decimal", maxlength: "8" });

async function approve(id) {
  const [one] = await found(id);
  if (!one) return missing();
  const listed = one.state === "drafted" ? ticket.shut(one, clock.now()) : ["已不在待批准状态"];
  if (listed.length) return [...head(one, "到现场批准"), note("warn", `还不能批准：${listed.join("；")}。`)];
  const shots = photoField("作业现场照片"), checked = h("input", { type: "checkbox" }), wrong = h("p", { class: "error", role: "alert" });
  const keep = async () => {
    if (!shots.list.length) { wrong.textContent = "请在作业现场拍一张照片：拍到作业点、监护人和灭火器材。"; return; }
    if (!checked.checked) { wrong.textContent = "请先在现场核对，再勾选。"; return; }
    const from = location.hash;
    await act(one, "approve", {}, "到现场批准", { files: shots.list, draft: `approve/${id}` });
    kept("已批准");
    leave(from, `#/permit/${id}`);
  };
  return [...head(one, "到现场批准"), h("p", { class: "muted" }, `作业人 ${one.worker}，监护人 ${one.guardian}。${one.span}，到时间自动失效。`),
    await drafts.drafted(`approve/${id}`, h("div", { class: "card block form" }, shots.element, h("label", { class: "tick" }, checked, "我在作业现场，已核对人证相符、设备和措施"), wrong, button("批准作业", keep, "primary wide")))];
}

export const screens = { permit, gas: sample, approve, apply, fill: filling.fill, declare: declaring.declare, job: declaring.job };
