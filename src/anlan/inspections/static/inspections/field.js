// Fire rounds on the phone: the round of now, put on record with or without a network.
import * as clock from "/static/field/clock.js";
import * as vault from "/static/field/vault.js";
import * as outbox from "/static/field/outbox.js";
import * as sync from "/static/field/sync.js";
import * as day from "/static/field/day.js";
import * as drafts from "/static/field/drafts.js";
import { button, field, h, leave, link, note, photoField, toast } from "/static/field/parts.js";

const part = async () => ({ rounds: [], looked_at: [], ...(await day.today()).rooms?.inspections });
const key = (id) => `round/${id}`;
// The rounds of a plan made on this phone; what came back counts for nothing.
async function here(id) {
  const refused = new Set((await outbox.list()).filter((row) => row.state === "refused").map((row) => row.client_id));
  return ((await vault.read(key(id))) ?? []).filter((one) => !refused.has(one.client_id));
}
// The round to be made now, and those of which there is no record, as the server and this phone know it.
async function standing(one, now) {
  const made = (await here(one.id)).map((row) => new Date(row.at)), open = one.slots.filter(([begins, ends, , done]) => !done && !made.some((at) => at >= new Date(begins) && at < new Date(ends)));
  return { due: open.find(([begins, ends]) => new Date(begins) <= now && now < new Date(ends)), missed: open.filter(([, ends]) => new Date(ends) <= now) };
}
// 11月27日 10:00—12:00、14:00—16:00；11月28日 08:00—10:00.
function spans(rows) {
  const by = new Map();
  for (const [begins, , label] of rows) {
    const on = new Date(begins), day = `${on.getMonth() + 1}月${on.getDate()}日`;
    by.set(day, [...(by.get(day) ?? []), label]);
  }
  return [...by].map(([day, labels]) => `${day} ${labels.join("、")}`).join("；");
}

export async function home({ rounds }) {
  const now = clock.now(), rows = await Promise.all(rounds.map(async (one) => [one, await standing(one, now)]));
  return rows.length ? [h("section", {}, h("h2", {}, "防火巡查"), rows.map(([one, { due, missed }]) => h("a", { class: "pick", href: `#/round/${one.id}` }, h("b", {}, one.place),
    h("small", {}, due ? `该巡 ${due[2]} 这一轮` : "现在没有要巡的", missed.length ? `；没有记录 ${missed.length} 轮` : ""))))] : [];
}

async function round(id) {
  const { rounds, looked_at } = await part(), one = rounds.find((row) => row.id === id);
  if (!one) return [note("warn", "手机里没有这家单位的巡查安排。请更新资料。"), link("更新资料", "#/prepare", "btn wide")];
  const { due, missed } = await standing(one, clock.now()), problem = h("textarea", { rows: "2", maxlength: "500" }), shots = photoField("照片（有问题的拍一张）");
  const who = h("select", {}, one.people.map(([pk, words]) => h("option", { value: pk, selected: pk === one.me }, words)));
  const keep = async () => {
    const from = location.hash, said = problem.value.trim();
    const action = await outbox.action("inspections.record_round", { plan: id, person: who.value, problem: said }, { files: shots.list, label: `防火巡查 ${one.place}${said ? `：${said}` : ""}` });
    const noted = [...(await here(id)), { client_id: action.client_id, at: clock.moment(JSON.parse(action.body).at) }].slice(-30);
    await outbox.keep([action], { files: shots.list, also: [[key(id), noted]], gone: await drafts.done(key(id)) });
    sync.flush();
    toast(`已记上${said ? "，问题登记为隐患" : ""}${navigator.onLine ? "，正在发送。" : "，保存在手机里，有网络时自动发送。"}`, "good");
    leave(from, "#/");
  };
  return [link("‹ 首页", "#/", "back"), h("h1", {}, "防火巡查"), h("p", {}, `${one.place}。${one.rhythm}。`),
    note(due ? "info" : "good", due ? `现在是 ${due[2]} 这一轮。` : "现在没有要巡的；走了也可以记。", missed.length ? `没有记录的：${spans(missed)}。` : ""),
    h("details", { class: "card block" }, h("summary", { class: "back" }, "看什么"), h("ul", {}, looked_at.map((words) => h("li", {}, words)))),
    await drafts.drafted(key(id), h("div", { class: "card block form" }, field("看到的问题", problem, "没有问题不填，直接点“记上”。填了的自动登记为隐患。"), shots.element, field("谁巡查", who), h("p", { class: "muted" }, "时间记为现在。"), button("记上", keep, "primary wide")))];
}

export const screens = { round };
