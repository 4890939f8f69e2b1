// A ticket filled in on the phone, with or without a network; what the server would refuse is said while it is typed.
import * as clock from "/static/field/clock.js";
import * as outbox from "/static/field/outbox.js";
import * as drafts from "/static/field/drafts.js";
import { button, field, h, leave, link, note } from "/static/field/parts.js";
import * as own from "./own.js";
import * as judging from "./judging.js";

const MOMENT = { type: "datetime-local" };
export const text = (value = "", most = 200) => h("input", { type: "text", maxlength: String(most), value });
export const choice = (rows, value = "", empty = "请选择") => h("select", {}, empty && h("option", { value: "" }, empty), rows.map(([code, words]) => h("option", { value: code, selected: code === value }, words)));
const tick = (words, value, checked) => h("label", { class: "tick" }, h("input", { type: "checkbox", value, checked }), words);

// The next full ten minutes, and so many hours more.
export function soon(hours) {
  const start = new Date(Math.ceil((+clock.now() + 1) / 600_000) * 600_000);
  return [judging.local(start), judging.local(+start + hours * 3600_000)];
}
// Why the times cannot be; "" where they can.
export function badTimes(begins, ends, days) {
  const now = +clock.now(), from = +new Date(begins), to = +new Date(ends);
  if (!begins || !ends) return "请填开始和结束时间。";
  if (to <= from) return "结束时间应晚于开始时间。";
  return to <= now || from < now - 86_400_000 || from > now + days * 86_400_000 ? `作业时间已经过去，或在 ${days} 天以后，请核对日期。` : "";
}

export async function fill(place) {
  const { blanks } = await own.part(), found = blanks.places.find((one) => one.id === place);
  if (!found) return [note("warn", "手机里没有这家单位的资料。请更新资料。"), link("更新资料", "#/prepare", "btn wide")];
  const [begins_at, ends_at] = soon(2), id = outbox.newId();
  const keep = async (facts, words, draft) => {
    const from = location.hash;
    await own.act(id, "draft", { enterprise: place, ...facts }, `办作业票 ${words}`, { draft, begins: true });
    own.kept("票已填好，还没有批准");
    leave(from, `#/permit/${id}`);
  };
  return [link("‹ 首页", "#/", "back"), h("h1", {}, "办作业票"), h("p", {}, found.name), await form(found, blanks, { begins_at, ends_at }, `fill/${place}`, keep, "保存，去现场确认")];
}
// One that came back: the same form with what was typed.
export async function correct(row, args, resend) {
  const { blanks } = await own.part(), found = blanks.places.find((one) => one.id === args.enterprise);
  if (!found) return [note("warn", "手机里没有这家单位的资料，可能已不在这家单位任职。可以导出到文件，或写明原因后放弃。"), link("返回", "#/outbox", "btn wide")];
  const keep = async (facts, words, draft) => { const gone = await drafts.done(draft); await resend({ ...args, ...facts }, gone); };
  return [await form(found, blanks, args, `correct/${row.client_id}`, keep, "再发一次")];
}

async function form(place, blanks, values, draft, keep, verb) {
  const light = place.profile === "light", works = blanks.tables[place.profile].flatMap((kind) => kind.levels.map((level) => [`${kind.code}:${level.code}`, `${kind.label} ${level.label}`]));
  const put = {
    work: choice(works, values.work ?? works[0][0], ""), content: text(values.content), place_words: text(values.place_words, 80),
    begins_at: h("input", { ...MOMENT, value: values.begins_at }), ends_at: h("input", { ...MOMENT, value: values.ends_at }),
    worker: choice([]), guardian: choice(place.people, values.guardian), outdoors: h("input", { type: "checkbox", checked: values.outdoors }),
    wind: h("input", { type: "number", min: "0", max: "17", inputmode: "numeric", value: values.wind ?? "" }), unavoidable: text(values.unavoidable), special_case: text(values.special_case),
    opens: h("input", { type: "time", value: values.opens ?? "" }), shuts: h("input", { type: "time", value: values.shuts ?? "" }),
    coordinator: text(values.coordinator, 60), related: text(values.related, 120),
  };
  const sets = place.sets.map(([pk, words]) => tick(words, pk, (values.equipment ?? []).includes(pk)));
  const said = h("p", { class: "muted", "aria-live": "polite" }), wrong = h("p", { class: "error", role: "alert" });
  const wind = field("现在风力（级）", put.wind, "露天动火要填。"), excuse = field("五级以上风确需作业的理由", put.unavoidable), special = field("其他要升级管理的特殊情况（没有不填）", put.special_case, "填了升一级审批。");
  const tools = h("fieldset", { class: "stack" }, h("legend", {}, "用的设备"), sets.length ? sets : h("p", { class: "muted" }, "没有登记检查合格的设备。有网络时先登记，再更新资料。"));
  const facts = () => ({
    ...Object.fromEntries(Object.entries(put).map(([name, input]) => [name, input.value.trim()])),
    outdoors: put.outdoors.checked, equipment: sets.map((row) => row.firstChild).filter((input) => input.checked).map((input) => input.value),
  });
  const names = workers(place, put.worker, values.worker);
  const judge = () => {
    const now = facts(), [kind, level, raised] = judging.inForce(now, place, blanks);
    names(kind, now.begins_at);
    wind.hidden = !now.outdoors;
    excuse.hidden = light || !now.outdoors || Number(now.wind) < blanks.raise.wind;
    special.hidden = light || kind.code !== "hot_work";
    tools.hidden = !kind.equipment;
    said.textContent = `由${level.approver}到现场批准${level.hours ? `，最长 ${level.longest}` : ""}。${raised.length ? `升一级，按${level.label}办理：${raised.join("；")}。` : ""}`;
  };
  const save = async () => {
    const given = facts(), why = refused(given, place, blanks);
    wrong.textContent = why;
    if (!why) await keep(given, `${judging.kindOf(place, blanks, given.work)[0].label}，${given.place_words}`, draft);
  };
  const root = h("div", { class: "card block form" }, light ? null : field("作业", put.work), field("干什么", put.content), field("地点、部位", put.place_words, "如：二车间南墙排气管。"),
    field("开始", put.begins_at), field("结束", put.ends_at), said, field("作业人", put.worker), field("监护人", put.guardian, "全程在场，不能是作业人，同一时间只看一处。"), tools,
    h("label", { class: "tick" }, put.outdoors, "露天作业"), wind, excuse, special, place.crowded ? [field("营业开始", put.opens), field("营业结束", put.shuts)] : null,
    field("交叉作业统一协调人（没有不填）", put.coordinator), light ? null : field("关联的其他作业票（没有不填）", put.related), wrong, button(verb, save, "primary wide"));
  root.addEventListener("input", judge);
  judge();
  await drafts.drafted(draft, root);
  judge();
  return root;
}
// Those whose card is good that day come first; the others say why not. Drawn anew where the kind or the day changed.
function workers(place, input, chosen = "") {
  let drawn = "";
  return (kind, begins) => {
    const key = `${kind.code} ${begins}`, value = input.value || chosen;
    if (key === drawn) return;
    drawn = key;
    const rows = place.people.map((one) => [one, begins ? judging.uncarded(one, kind, [judging.dayOf(begins)]) : ""]).sort((a, b) => Boolean(a[1]) - Boolean(b[1]));
    input.replaceChildren(...choice(rows.map(([[pk, words], why]) => [pk, why ? `${words} 不能干：${why}` : words]), value).childNodes);
    input.value = value;
  };
}
// What the server would refuse at once.
function refused(given, place, blanks) {
  const kind = judging.kindOf(place, blanks, given.work)[0], begins = given.begins_at && judging.dayOf(given.begins_at);
  if (!given.content || !given.place_words) return "请写明干什么、在哪里。";
  const times = badTimes(given.begins_at, given.ends_at, 60);
  if (times) return times;
  if (!given.worker || !given.guardian) return "请选作业人和监护人。名单里没有的，有网络时先登记为本单位人员。";
  if (given.worker === given.guardian) return "监护人不能是作业人自己，请另指定一人。";
  if (given.wind && !/^(\d|1[0-7])$/.test(given.wind)) return "风力填 0 到 17 的整数。";
  const old = kind.equipment && place.sets.find(([pk, , until]) => given.equipment.includes(pk) && until < begins);
  return old ? `${old[1]}不能写进作业票：检查已过期（${judging.dayWords(old[2])} 到期）。` : "";
}
