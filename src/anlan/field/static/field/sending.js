// What is not sent yet, in words: send now, correct what came back, export it all, or give one up with the reason.
import * as outbox from "./outbox.js";
import * as sync from "./sync.js";
import { button, field, h, link, note, toast } from "./parts.js";

const when = (iso) => new Date(iso).toLocaleString("zh-CN", { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" });
const OPEN = { description: "看到的隐患", place_words: "部位", note: "说明", reason: "原因", statement: "情况", text: "内容", name: "姓名", position: "职务", purpose: "检查内容", witness: "见证人姓名", witness_position: "见证人身份", upper_office: "上级单位", document_number: "文号" };

async function list() {
  const rows = await outbox.list(), log = await outbox.log();
  return [link("‹ 首页", "#/", "back"), h("h1", {}, "待发送"),
    sync.state.kind === "login" ? note("warn", sync.state.words, " ", link("去登录", "/login/?next=/field/", "link")) : sync.state.words ? h("p", { class: "muted" }, sync.state.words) : null,
    rows.length ? h("section", { class: "card block" }, rows.map(shown)) : note("good", "没有待发送的内容。"),
    rows.length ? h("div", { class: "row" }, button("现在发送", async () => { sync.state.login = false; await sync.flush(); globalThis.anlanField.redraw(); }, "primary"), button("导出到文件", download)) : null,
    rows.length ? h("p", { class: "muted" }, "发不出去时：导出到文件，在电脑上登录，从菜单“导入 › 手机导出文件”交来。") : null,
    log.length ? h("details", { class: "card block" }, h("summary", { class: "back" }, `最近 ${log.length} 条`), log.map((one) => h("div", { class: "sent-row" }, one.label, h("small", { class: `state-${one.state}` }, `${{ done: "已办", noted: "已附在记录后面", discarded: "已放弃" }[one.state] ?? ""} ${when(one.at)} ${one.words ?? ""}`)))) : null];
}
function shown(one) {
  const left = one.files.length ? `，${one.files.length} 个文件` : "";
  return h("div", { class: "sent-row", "data-state": one.state }, one.label,
    h("small", { class: `state-${one.state}` }, `${outbox.STATES[one.state]}${one.words ? `：${one.words}` : ""}`), h("small", {}, `${when(one.added)} 填写${left}`),
    one.state === "refused" ? h("div", { class: "row" }, button("再发一次", async () => { await outbox.note(one, { state: "kept", words: "" }); sync.flush(); }, "small"), link("改正", `#/correct/${encodeURIComponent(one.client_id)}`, "btn small"), link("放弃", `#/discard/${encodeURIComponent(one.client_id)}`, "btn small")) : null);
}
async function download() {
  const blob = await outbox.exported(), name = `安澜外勤-${new Date().toISOString().slice(0, 16).replace(/[:T]/g, "")}.json`;
  const anchor = h("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  toast("已导出。手机里的内容还在，收到回执以前不会删除。", "good");
}
const one = async (id) => (await outbox.list()).find((row) => row.client_id === id);

// A correction is a new action with a number of its own, in the old one's place.
async function correct(id) {
  const row = await one(id);
  if (!row) return [note("info", "这条已经不在手机里。"), link("返回", "#/outbox", "btn wide")];
  const body = JSON.parse(row.body), inputs = Object.entries(OPEN).filter(([name]) => body.args[name] && typeof body.args[name] === "string").map(([name, words]) => [name, words, h("textarea", { rows: "2", value: body.args[name] })]);
  const keep = async () => {
    for (const [name, , input] of inputs) body.args[name] = input.value.trim();
    const text = JSON.stringify(body), fresh = row.name === "inspections.begin" ? row.client_id : outbox.newId();
    const digest = await outbox.sha256(new TextEncoder().encode(text));
    await outbox.note(row, { client_id: fresh, body: text, digest, state: "kept", words: "" });
    sync.flush();
    location.hash = "#/outbox";
  };
  return [link("‹ 待发送", "#/outbox", "back"), h("h1", {}, "改正后再发"), h("p", {}, row.label), row.words ? note("bad", row.words) : null, inputs.length ? h("div", { class: "card block form" }, inputs.map(([, words, input]) => field(words, input)), button("再发一次", keep, "primary wide")) : note("info", "这一步没有可以改的文字。可以再发一次、导出到文件，或写明原因后放弃。")];
}
async function discard(id) {
  const row = await one(id), reason = h("input", { type: "text", maxlength: "200" }), wrong = h("p", { class: "error", role: "alert" });
  if (!row) return [note("info", "这条已经不在手机里。"), link("返回", "#/outbox", "btn wide")];
  const give = async () => {
    if (reason.value.trim().length < 2) { wrong.textContent = "请写明放弃的原因。"; return; }
    await outbox.remove([[row, { state: "discarded", words: reason.value.trim() }]]);
    location.hash = "#/outbox";
  };
  return [link("‹ 待发送", "#/outbox", "back"), h("h1", {}, "放弃这一条"), h("p", {}, row.label), note("warn", "放弃后，这一条和它的照片从手机里删除，不能恢复。建议先导出到文件。"), h("div", { class: "card block form" }, field("放弃的原因", reason), wrong, button("放弃这一条", give))];
}
export const screens = { outbox: list, correct, discard };
