// What the server sent back, made right: both versions side by side, every word, day and photo can be changed.
import * as outbox from "./outbox.js";
import * as sync from "./sync.js";
import * as day from "./day.js";
import * as db from "./db.js";
import * as rooms from "./rooms.js";
import { button, field, h, link, note, photoField } from "./parts.js";

const LINE = "input", TEXT = "textarea", LINES = "lines", DAY = "date", PERSON = "person";
const OPEN = {
  description: ["看到的隐患", TEXT], place_words: ["部位", LINE], note: ["说明", TEXT], text: ["内容", TEXT], reason: ["原因", TEXT], reasons: ["退回理由（每行一条）", LINES], statement: ["情况", TEXT],
  responsible_name: ["建议整改责任人", LINE], suggested_due_on: ["建议整改到", DAY], second_officer: ["同去的工作人员", PERSON],
  name: ["姓名", LINE], position: ["职务", LINE], witness: ["见证人", LINE], witness_position: ["见证人身份", LINE], served_at_place: ["送达地点", LINE], receiver: ["签收人", LINE], receiver_post: ["签收人职务", LINE], refusal: ["拒收情况", TEXT],
  purpose: ["检查内容", TEXT], upper_office: ["上级单位", LINE], document_number: ["文号", LINE],
};
const ONLY_FILLED = ["statement", "refusal", "witness", "receiver", "receiver_post", "upper_office", "document_number", "reason"];
const NO_PHOTOS = /\.(begin|sign|sign_document|refuse_\w+|finish|abandon|skip|add_companion|serve|tick|record_gas|step|close_declaration)$/;

// A correction is a new action with a number of its own, in the old one's place.
export async function correct(id) {
  const row = await outbox.one(id);
  if (!row) return [note("info", "这条已经不在手机里。"), link("返回", "#/outbox", "btn wide")];
  const body = JSON.parse(row.body), { colleagues } = await day.today();
  const head = [link("‹ 待发送", "#/outbox", "back"), h("h1", {}, "改正后再发"), h("p", {}, row.label), row.words ? note("bad", h("b", {}, "退回的原因："), row.words) : null];
  const room = rooms.correction(row.name);
  if (room) return [...head, ...(await room(row, body.args, (args, gone) => resend(row, { ...body, args }, [], gone)))];
  const inputs = Object.entries(OPEN).filter(([name]) => name in body.args && (body.args[name] || !ONLY_FILLED.includes(name))).map(([name, [words, kind]]) => [name, words, kind, inputOf(kind, body.args[name], colleagues)]);
  const shots = NO_PHOTOS.test(row.name) ? null : photoField("补几张照片（可不补）"), fields = [inputs.map(([, words, , input]) => field(words, input)), shots?.element];
  const taken = () => {
    for (const [name, , kind, input] of inputs) body.args[name] = kind === LINES ? input.value.split("\n").map((one) => one.trim()).filter(Boolean) : input.value.trim();
    return shots?.list ?? [];
  };
  if (outbox.isOvertaken(row)) return [...head, overtaken(row, body, fields, taken)];
  return [...head, inputs.length || shots ? h("div", { class: "card block form" }, fields, button("再发一次", () => resend(row, body, taken()), "primary wide")) : note("info", "这一步没有可以改的内容。可以再发一次、导出到文件，或写明原因后放弃。")];
}
function inputOf(kind, value, colleagues) {
  if (kind === PERSON) return h("select", {}, h("option", { value: "" }, "请选择"), colleagues.map(([id, who, office]) => h("option", { value: id, selected: id === value }, `${who}（${office}）`)));
  if (kind === DAY) return h("input", { type: "date", value });
  if (kind === LINE) return h("input", { type: "text", value });
  return h("textarea", { rows: "3", value: kind === LINES ? value.join("\n") : value });
}
async function resend(row, body, photos = [], gone = []) {
  body.files = [...new Set([...body.files, ...photos.map((one) => one.sha256)])];
  if (Array.isArray(body.args.after) && (body.args.fixed || body.args.how)) body.args.after = [...new Set([...body.args.after, ...photos.map((one) => one.sha256)])];
  // The beginning of a visit keeps its number: everything of the visit is named by it.
  const text = JSON.stringify(body), client_id = row.name === "inspections.begin" ? row.client_id : outbox.newId();
  const digest = await outbox.sha256(new TextEncoder().encode(text));
  await outbox.note(row, { client_id, digest, name: body.name, body: text, label: relabelled(row, body), files: body.files, state: "kept", words: "", code: "" }, photos);
  if (gone.length) await db.write([], gone);
  sync.flush();
  location.hash = "#/outbox";
}
// Its line in the list ends with the words it was given at first; they go with the new ones.
function relabelled({ label, body }, { args }) {
  const was = (JSON.parse(body).args.description ?? "").slice(0, 20);
  return was && args.description && label.endsWith(was) ? label.slice(0, -was.length) + args.description.slice(0, 20) : label;
}
// Somebody else was first. What they decided stands; what was seen here is added to it, or the step is taken anew in knowledge of it.
// Sent again as it is, it would only come back: each way takes the words and photos as they stand in the form.
function overtaken(row, body, fields, taken) {
  const wrong = h("p", { class: "error", role: "alert" });
  const knowingly = async () => {
    const photos = taken();
    await sync.hello();
    await day.prepare();
    const now = (await day.today()).hazards.find((one) => one.id === body.args.hazard), step = body.name.slice("hazards.".length);
    if (!now?.steps.includes(step)) { wrong.textContent = "这条隐患现在的状态下不能再办这一步，可以改为补充说明或登记为新的隐患。"; return; }
    body.args.seen = now.seen;
    await resend(row, body, photos);
  };
  const beside = () => {
    const photos = taken(), mine = [body.args.statement, body.args.text, ...(body.args.reasons ?? [])].filter(Boolean).join("；");
    return resend(row, { ...body, name: "hazards.note", args: { hazard: body.args.hazard, text: `（手机离线时填写）${mine}` } }, photos);
  };
  const place = async () => {
    const known = (await day.today()).hazards.find((one) => one.id === body.args.hazard);
    location.hash = known ? `#/record/${known.enterprise}` : "#/places/hazard";
  };
  const ways = row.name === "hazards.note" ? [] : [button("改为补充说明，附在记录上", beside, "wide"), button("看过上面的情况，仍要办这一步", knowingly, "wide")];
  return h("section", { class: "card block stack" }, h("h2", {}, "两边说的不一样"), h("p", { class: "muted" }, "您在手机里填的如下，可以先改。"), h("div", { class: "form" }, fields), h("p", { class: "muted" }, "台账里已办的不会被覆盖，由您决定："), wrong, ways, button("问题还在，登记为新的隐患", place, "wide"));
}
