// Dust cleaned away, put on record on the phone with or without a network.
import * as clock from "/static/field/clock.js";
import * as vault from "/static/field/vault.js";
import * as outbox from "/static/field/outbox.js";
import * as sync from "/static/field/sync.js";
import * as day from "/static/field/day.js";
import * as drafts from "/static/field/drafts.js";
import { button, field, h, leave, link, note, photoField, toast } from "/static/field/parts.js";

const part = async () => ({ dust: [], parts: [], shifts: [], ...(await day.today()).rooms?.enterprises });
const key = (id) => `cleaned/${id}`, pad = (number) => String(number).padStart(2, "0");
const local = (when) => `${when.getFullYear()}-${pad(when.getMonth() + 1)}-${pad(when.getDate())}`;
// By when it is cleaned next: what was put on record here since counts, unless it came back.
async function dueOn(one) {
  const noted = await vault.read(key(one.id)), back = noted && (await outbox.one(noted.client_id))?.state === "refused";
  if (!noted || back) return one.due_on;
  const next = new Date(`${noted.on}T12:00`);
  next.setDate(next.getDate() + one.every);
  return local(next) > one.due_on ? local(next) : one.due_on;
}
function words(due) {
  const today = local(clock.now());
  return due < today ? "已经过了该清扫的日子" : due === today ? "今天该清扫" : `下次 ${Number(due.slice(5, 7))}月${Number(due.slice(8))}日前`;
}

export async function home({ dust }) {
  const rows = await Promise.all(dust.map(async (one) => [one, await dueOn(one)]));
  return rows.length ? [h("section", {}, h("h2", {}, "粉尘清扫"), rows.map(([one, due]) => h("a", { class: "pick", href: `#/clean/${one.id}` }, h("b", {}, one.name), h("small", {}, `${one.place} · ${one.rhythm}清扫 · ${words(due)}`))))] : [];
}

async function clean(id) {
  const { dust, parts, shifts } = await part(), one = dust.find((row) => row.id === id);
  if (!one) return [note("warn", "手机里没有这处粉尘场所。请更新资料。"), link("更新资料", "#/prepare", "btn wide")];
  const boxes = parts.map(([code, label]) => [h("input", { type: "checkbox", value: code, checked: one.parts.includes(code) }), label]), shots = photoField("照片（可不拍）");
  const shift = h("select", {}, shifts.map(([code, label]) => h("option", { value: code, selected: code === one.shift }, label))), who = h("select", {}, one.people.map(([pk, label]) => h("option", { value: pk, selected: pk === one.person }, label)));
  const more = h("input", { type: "text", maxlength: "200" }), wrong = h("p", { class: "error", role: "alert" });
  const keep = async () => {
    const done = boxes.map(([box]) => box).filter((box) => box.checked).map((box) => box.value), from = location.hash, on = local(clock.now());
    if (!done.length) { wrong.textContent = "请勾选清扫了哪些部位。"; return; }
    const action = await outbox.action("enterprises.record_cleaning", { archive: id, on, shift: shift.value, person: who.value, parts: done, note: more.value.trim() }, { files: shots.list, label: `粉尘清扫 ${one.name}` });
    await outbox.keep([action], { files: shots.list, also: [[key(id), { client_id: action.client_id, on }]], gone: await drafts.done(key(id)) });
    sync.flush();
    toast(`已记上${navigator.onLine ? "，正在发送。" : "，保存在手机里，有网络时自动发送。"}`, "good");
    leave(from, "#/");
  };
  return [link("‹ 首页", "#/", "back"), h("h1", {}, `${one.name}清扫`), h("p", {}, `${one.place}，${one.rhythm}清扫一次${one.last_on ? `，上次 ${one.last_on}` : ""}。`),
    await drafts.drafted(key(id), h("div", { class: "card block form" }, h("fieldset", { class: "field" }, h("legend", {}, "清扫了哪些部位"), h("p", { class: "hint" }, "只勾真正清扫过的。"), h("div", { class: "ticks" }, boxes.map(([box, label]) => h("label", { class: "tick" }, box, label)))),
      field("班次", shift), field("谁清扫", who), field("说明（可不填）", more), shots.element, wrong, button("记上", keep, "primary wide")))];
}

export const screens = { clean };
