// What is not sent yet, in words: send now, correct what came back, export it all, or give one up with the reason.
import * as outbox from "./outbox.js";
import * as sync from "./sync.js";
import * as day from "./day.js";
import * as rooms from "./rooms.js";
import { correct } from "./correcting.js";
import { button, field, h, link, note, toast } from "./parts.js";

const SHOWN = 60;
const when = (iso) => new Date(iso).toLocaleString("zh-CN", { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" });

async function list() {
  const rows = await outbox.list(), log = await outbox.log(), back = rows.filter((one) => one.state === "refused"), rest = rows.filter((one) => one.state !== "refused");
  return [link("‹ 首页", "#/", "back"), h("h1", {}, "待发送"),
    sync.state.kind === "login" ? note("warn", sync.state.words, link("去登录", "/login/?next=/field/", "btn wide")) : sync.state.words ? h("p", { class: "muted" }, sync.state.words) : null,
    rows.length ? h("div", { class: "row" }, button("现在发送", async () => { sync.state.login = false; await sync.flush(); globalThis.anlanField.redraw(); }, "primary"), button("导出到文件", download)) : note("good", "没有待发送的内容。"),
    back.length ? h("section", { class: "card block" }, h("h2", {}, `被退回 ${back.length} 条，等您处理`), back.map(shown)) : null,
    rest.length ? h("section", { class: "card block" }, h("h2", {}, `排队 ${rest.length} 条`), rest.slice(0, SHOWN).map(shown), rest.length > SHOWN ? h("p", { class: "muted" }, `后面还有 ${rest.length - SHOWN} 条。`) : null) : null,
    rows.length ? h("p", { class: "muted" }, "发不出去时：导出到文件，在电脑上登录，从菜单“导入 › 手机导出文件”交来。") : null,
    log.length ? h("details", { class: "card block" }, h("summary", { class: "back" }, `最近 ${log.length} 条回执`), log.map((one) => h("div", { class: "sent-row" }, one.label, h("small", { class: `state-${one.state}` }, `${{ done: "已办", noted: "已附在记录后面", back: "已撤回" }[one.state] ?? ""} ${when(one.at)} ${one.words ?? ""}`)))) : null];
}
function shown(one) {
  const left = one.files.length ? `，${one.files.length} 个文件` : "";
  const again = async () => { await outbox.note(one, { state: "kept", words: "" }); sync.flush(); };
  return h("div", { class: "sent-row", "data-state": one.state }, one.label,
    h("small", { class: `state-${one.state}` }, `${outbox.STATES[one.state]}${one.words ? `：${one.words}` : ""}`), h("small", {}, `${when(one.added)} 填写${left}`),
    one.state === "waiting" && one.name !== "field.discard" ? h("div", { class: "row" }, link("放弃", `#/discard/${encodeURIComponent(one.client_id)}`, "btn small")) : null,
    one.state === "refused" ? h("div", { class: "row" }, one.name === "inspections.finish" ? button("回到检查补齐", () => reopen(one), "small primary") : link("改正", `#/correct/${encodeURIComponent(one.client_id)}`, "btn small primary"), outbox.isOvertaken(one) ? null : button("再发一次", again, "small"), link("放弃", `#/discard/${encodeURIComponent(one.client_id)}`, "btn small")) : null);
}
// An end that came back ends nothing: the visit is open again on the phone, and is handed in anew.
async function reopen(one) {
  const visit = await day.visit(one.thread);
  if (visit) await day.remember({ ...visit, state: "open" });
  await outbox.remove([[one, { state: "back", words: `补齐后重新提交：${one.words}` }]]);
  location.hash = visit ? `#/review/${visit.id}` : "#/outbox";
}
// One file after another, each small enough for the memory of a phone and for the page that takes it in.
async function download() {
  const minute = new Date().toISOString().slice(0, 16).replace(/[-:T]/g, "");
  let number = 0;
  for await (const blob of outbox.exported()) {
    const anchor = h("a", { href: URL.createObjectURL(blob), download: `安澜外勤-${minute}-${String(++number).padStart(2, "0")}.json` });
    document.body.append(anchor);
    anchor.click();
    anchor.remove();
    setTimeout(() => URL.revokeObjectURL(anchor.href), 60_000);
  }
  toast(`已导出 ${number} 个文件。手机里的内容还在，收到回执以前不会删除。`, "good");
}
// With the beginning of a visit goes all of it that is still here: nothing of it can be done without.
async function discard(id) {
  const row = await outbox.one(id), reason = h("input", { type: "text", maxlength: "200" }), wrong = h("p", { class: "error", role: "alert" });
  if (!row) return [note("info", "这条已经不在手机里。"), link("返回", "#/outbox", "btn wide")];
  const after = row.name === "inspections.begin" || rooms.begins(row.name) ? (await outbox.list()).filter((one) => one.thread === row.thread && one.key !== row.key) : [];
  const give = async () => {
    if (reason.value.trim().length < 2) { wrong.textContent = "请写明放弃的原因。"; return; }
    await outbox.discard([row, ...after], reason.value.trim(), await placeOf(row));
    if (row.name === "inspections.begin") await day.forget(row.thread);
    sync.flush();
    location.hash = "#/outbox";
  };
  return [link("‹ 待发送", "#/outbox", "back"), h("h1", {}, "放弃这一条"), h("p", {}, row.label), after.length ? h("p", {}, `它后面的 ${after.length} 步没有它办不成，一起放弃。`) : null, note("warn", "放弃后不再办理，也不能恢复；您填的内容、照片和放弃的原因会交给督导人员查看，送到后从手机里删除。"), h("div", { class: "card block form" }, field("放弃的原因", reason), wrong, button("放弃这一条", give))];
}
// Which place the row is about, as far as the phone knows.
async function placeOf(row) {
  const { args } = JSON.parse(row.body), told = await day.today(), about = [args.hazard, args.document, args.permit, row.thread];
  const known = [...told.hazards, ...Object.values(told.rooms ?? {}).flatMap((part) => Object.values(part).flat())].find((one) => one?.enterprise && about.includes(one.id));
  return args.enterprise ?? (await day.visit(row.thread))?.enterprise ?? known?.enterprise ?? "";
}
export const screens = { outbox: list, correct, discard };
