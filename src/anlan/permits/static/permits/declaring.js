// A small job declared on the phone, and reported as over.
import * as clock from "/static/field/clock.js";
import * as outbox from "/static/field/outbox.js";
import * as drafts from "/static/field/drafts.js";
import { button, field, h, leave, link, note } from "/static/field/parts.js";
import * as own from "./own.js";
import { badTimes, choice, soon, text } from "./filling.js";

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
// Why a certificate's number cannot be one: T and an ID number with its check digit (GB 11643-1999); "" where it can.
export function badNumber(raw) {
  const id = raw.replace(/\s/g, "").toUpperCase().replace(/^T/, "");
  if (!id) return "这类活要持特种作业证干。没有证的不能干，请换有证的人。";
  if (!/^\d{17}[\dX]$/.test(id)) return "证号 T 后面应是 18 位身份证号，请对照证件核对。";
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(id[place]), 0);
  return "10X98765432"[sum % 11] === id[17] ? "" : "证号 T 后面应是身份证号：校验位不对，请对照证件核对。";
}

export const row = (one) => h("a", { class: "pick", href: `#/job/${one.id}` }, h("b", {}, one.what), h("small", {}, `申报 · ${one.span}`), one.back ? h("small", { class: "state-refused" }, "被退回，等您改正") : null, one.advice ? h("small", {}, `村里的意见：${one.advice}`) : null);

export async function declare(place) {
  const { blanks } = await own.part(), found = blanks.places.find((one) => one.id === place);
  if (!found) return [note("warn", "手机里没有这家单位的资料。请更新资料。"), link("更新资料", "#/prepare", "btn wide")];
  const [begins_at, ends_at] = soon(2), id = outbox.newId();
  const keep = async (facts, draft) => {
    const from = location.hash;
    await own.act(id, "declare", { enterprise: place, ...facts }, `申报作业 ${facts.what}`, { draft, begins: true });
    own.kept("已申报");
    leave(from, `#/job/${id}`);
  };
  return [link("‹ 首页", "#/", "back"), h("h1", {}, "申报小型作业"), h("p", {}, found.name), note("info", "这是告知，不是审批：没有证的人不能干，现场要有人看护，干完看有没有余火。"), await form(blanks, { begins_at, ends_at }, `declare/${place}`, keep, "报上去")];
}
// One that came back: the same form with what was typed.
export async function correct(row_, args, resend) {
  const { blanks } = await own.part();
  const keep = async (facts, draft) => { const gone = await drafts.done(draft); await resend({ ...args, ...facts }, gone); };
  return [await form(blanks, args, `correct/${row_.client_id}`, keep, "再发一次")];
}

async function form(blanks, values, draft, keep, verb) {
  const put = {
    kind: choice(blanks.jobs, values.kind ?? blanks.jobs[0]?.[0], ""), what: text(values.what, 120),
    begins_at: h("input", { type: "datetime-local", value: values.begins_at }), ends_at: h("input", { type: "datetime-local", value: values.ends_at }),
    worker_name: text(values.worker_name, 60), certificate_number: text(values.certificate_number, 30), certificate_until: h("input", { type: "date", value: values.certificate_until ?? "" }), guardian_name: text(values.guardian_name, 60),
  };
  const carded = () => blanks.jobs.some(([code, , needed]) => code === put.kind.value && needed), wrong = h("p", { class: "error", role: "alert" });
  const cards = h("div", { class: "stack" }, field("他的特种作业证号", put.certificate_number, "T 加身份证号。"), field("证件有效期止", put.certificate_until, "或应复审日期，取早的。"));
  const judge = () => { cards.hidden = !carded(); };
  const save = async () => {
    const given = Object.fromEntries(Object.entries(put).map(([name, input]) => [name, input.value.trim()]));
    if (!carded()) given.certificate_number = given.certificate_until = "";
    wrong.textContent = refused(given, carded());
    if (!wrong.textContent) await keep(given, draft);
  };
  const root = h("div", { class: "card block form" }, field("干什么活", put.kind), field("在哪里、干什么", put.what, "如：后厨焊排烟罩支架。"), field("几点开始", put.begins_at), field("几点干完", put.ends_at),
    field("干活的人", put.worker_name), cards, field("谁在现场看护", put.guardian_name, "不能是干活的人。"), wrong, button(verb, save, "primary wide"));
  root.addEventListener("input", judge);
  await drafts.drafted(draft, root);
  judge();
  return root;
}
function refused(given, carded) {
  if (!given.what || !given.worker_name || !given.guardian_name) return "请写明在哪里干什么、谁来干、谁在现场看护。";
  if (given.worker_name === given.guardian_name) return "看护人不能是干活的人自己，请另找一人看着。";
  const times = badTimes(given.begins_at, given.ends_at, 7);
  if (times) return times;
  if (new Date(given.ends_at) - new Date(given.begins_at) > 86_400_000) return "一次申报最长 24 小时，超过的分天申报。";
  if (!carded) return "";
  if (badNumber(given.certificate_number)) return badNumber(given.certificate_number);
  if (!given.certificate_until) return "请填证件有效期止（或应复审日期，取早的）。";
  return given.certificate_until < given.ends_at.slice(0, 10) ? "证件在干活那天已经失效。请换证件有效的人。" : "";
}

export async function job(id) {
  const one = (await own.jobs()).find((row_) => row_.id === id);
  if (!one) return [note("good", "这项作业已报收工，或手机里没有它。"), link("首页", "#/", "btn wide")];
  const close = async () => {
    const from = location.hash;
    await own.act(id, "close_declaration", { declaration: id }, `收工 ${one.what}`);
    own.kept("已报收工");
    leave(from, "#/");
  };
  return [link("‹ 首页", "#/", "back"), h("h1", {}, one.what), h("p", {}, `${one.place} · ${one.kind} · ${one.span}`),
    one.back ? note("bad", `没有报上：${one.back.words}`, link("改正", `#/correct/${encodeURIComponent(one.back.client_id)}`, "btn wide")) : null,
    one.advice ? note("info", `村里的意见：${one.advice}`) : null,
    new Date(one.ends_at) < clock.now() ? note("warn", "说好的时间已到。干完了请看有没有余火，再报收工。") : null,
    one.back ? null : button("没有余火，收工", close, "primary wide")];
}
