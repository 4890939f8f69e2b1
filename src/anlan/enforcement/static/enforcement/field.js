// Papers signed and served on the spot without a network: what they say, who signs, who would not, who took them.
import * as outbox from "/static/field/outbox.js";
import * as sync from "/static/field/sync.js";
import * as day from "/static/field/day.js";
import * as drafts from "/static/field/drafts.js";
import { button, field, h, leave, link, note, signaturePad, toast } from "/static/field/parts.js";

const WHO = { lead: "带队执法人员", second: "同行执法人员", unit: "当事人", refused: "当事人拒签", head: "审批人" };
const LABELS = { sign_document: "签名", refuse_to_sign: "拒签", serve: "送达" };
const missing = () => [note("warn", "手机里没有这份文书，可能已经签齐并送达。请更新资料。"), link("更新资料", "#/prepare", "btn wide"), link("首页", "#/", "btn wide")];

// A paper as it stands with what waits on this phone: nobody signs the same line twice.
async function found(id) {
  const one = (await day.today()).rooms?.enforcement?.papers.find((other) => other.id === id);
  if (!one) return null;
  const here = ((await outbox.byThread()).get(id) ?? []).map((row) => ({ ...row, args: JSON.parse(row.body).args }));
  const signed = here.filter((row) => row.name !== "enforcement.serve").map((row) => row.args.role ?? "refused"), party = signed.some((role) => role === "unit" || role === "refused");
  const open = one.roles.filter((role) => !signed.includes(role) && !(party && (role === "unit" || role === "refused")));
  return { ...one, here, roles: open, serves: one.serves && !here.some((row) => row.name === "enforcement.serve") };
}
async function act(one, name, args, files = []) {
  const label = `${one.party}：${one.number || one.title} ${args.role ? WHO[args.role] : ""}${LABELS[name]}`;
  const action = await outbox.action(`enforcement.${name}`, { document: one.id, digest: one.digest, ...args }, { thread: one.id, files, label });
  await outbox.keep([action], { files, gone: await drafts.done(`paper/${one.id}/${args.role ?? name}`) });
  sync.flush();
  toast(navigator.onLine ? "已保存，正在发送。" : "已保存在手机里，有网络时自动发送。", "good");
}

export async function home({ papers }) {
  const rows = await Promise.all(papers.map((one) => found(one.id)));
  return rows.length ? [h("section", {}, h("h2", {}, "文书签名、送达"), rows.map((one) => h("a", { class: "pick", href: `#/paper/${one.id}` }, h("b", {}, one.title), h("small", {}, [one.party, one.number].filter(Boolean).join(" · ")), h("small", {}, waits(one))))) ] : [];
}
function waits(one) {
  const open = [...one.roles.filter((role) => role !== "refused").map((role) => `${WHO[role]}签名`), one.serves ? "送达" : ""].filter(Boolean);
  return [open.length ? `还差：${open.join("、")}` : "", one.here.length ? `手机里 ${one.here.length} 步待发送` : ""].filter(Boolean).join(" · ") || "等另一名执法人员签名";
}
async function paper(id) {
  const one = await found(id);
  if (!one) return missing();
  const done = [...one.signed.map(([, label, who]) => `${label}：${who || "已记"}`), ...one.here.map((row) => `${row.label.split("：").pop()}（${row.state === "refused" ? "被退回，请看待发送" : "待发送"}）`)];
  return [link("‹ 首页", "#/", "back"), h("h1", {}, one.title), h("p", {}, [one.party, one.number].filter(Boolean).join(" · ")),
    h("div", { class: "card block" }, one.lines.map((line) => h("p", {}, line))),
    done.length ? h("section", { class: "card block" }, h("h2", {}, "已签名、已办"), h("ul", {}, done.map((words) => h("li", {}, words)))) : null,
    h("section", { class: "stack" }, one.roles.filter((role) => role !== "refused").map((role) => link(`${WHO[role]}签名`, `#/paper-sign/${id}/${role}`, "btn primary wide")),
      one.roles.includes("refused") ? link("当事人拒绝签名", `#/paper-sign/${id}/refused`, "btn wide") : null,
      one.serves ? link("当场送达", `#/paper-serve/${id}`, "btn wide") : null)];
}
const head = (one, title) => [link("‹ 文书", `#/paper/${one.id}`, "back"), h("h1", {}, title), h("p", {}, `${one.title} ${one.number}`)];

async function sign(id, role) {
  const one = await found(id);
  if (!one) return missing();
  if (!one.roles.includes(role)) return [...head(one, WHO[role] ?? "签名"), note("info", "这一栏已经签名，或者不由您签。")];
  return role === "refused" ? refusal(one) : signature(one, role);
}
async function signature(one, role) {
  const { people = [] } = (await day.place(one.enterprise)) ?? {}, pad = signaturePad(WHO[role]), wrong = h("p", { class: "error", role: "alert" });
  const who = h("input", { type: "text", maxlength: "60", list: "party" }), post = h("input", { type: "text", maxlength: "60" });
  who.addEventListener("change", () => { const known = people.find(([name]) => name === who.value); if (known && !post.value) post.value = known[1]; });
  const keep = async () => {
    const image = await pad.picture(outbox.sha256), from = location.hash;
    if (!image) { wrong.textContent = "还没有签名，请在框内手写。"; return; }
    if (role === "unit" && (!who.value.trim() || !post.value.trim())) { wrong.textContent = "请写明签名人的姓名和职务。"; return; }
    await act(one, "sign_document", { role, ...(role === "unit" ? { name: who.value.trim(), position: post.value.trim() } : {}) }, [image]);
    leave(from, `#/paper/${one.id}`);
  };
  return [...head(one, `${WHO[role]}签名`), await drafts.drafted(`paper/${one.id}/${role}`, h("div", { class: "card block form" },
    role === "unit" ? [field("签名人姓名", who), h("datalist", { id: "party" }, people.map(([name]) => h("option", { value: name }))), field("职务", post)] : h("h2", {}, one.signer), pad.element, wrong, button("保存签名", keep, "primary wide")))];
}
async function refusal(one) {
  const name = h("input", { type: "text", maxlength: "60" }), reason = h("textarea", { rows: "2", maxlength: "300" }), witness = h("input", { type: "text", maxlength: "60" }), wrong = h("p", { class: "error", role: "alert" });
  const keep = async () => {
    const from = location.hash;
    if (!reason.value.trim() || !witness.value.trim()) { wrong.textContent = "请写明拒签的原因和见证人。"; return; }
    if (one.officers.includes(witness.value.trim())) { wrong.textContent = "执法人员不能作见证人，请让在场的另一人见证。"; return; }
    await act(one, "refuse_to_sign", { role: "refused", name: name.value.trim(), reason: reason.value.trim(), witness: witness.value.trim() });
    leave(from, `#/paper/${one.id}`);
  };
  return [...head(one, "当事人拒绝签名"), await drafts.drafted(`paper/${one.id}/refused`, h("div", { class: "card block form" }, field("拒签人姓名（可不填）", name), field("拒签的原因", reason), field("见证人", witness), wrong, button("记为拒签", keep, "primary wide")))];
}
async function serve(id) {
  const one = await found(id);
  if (!one) return missing();
  if (!one.serves) return [...head(one, "当场送达"), note("info", "已经送达，或者不由您送达。")];
  const where = h("input", { type: "text", maxlength: "100", value: one.address }), who = h("input", { type: "text", maxlength: "60" }), post = h("input", { type: "text", maxlength: "60" }), refused = h("textarea", { rows: "2", maxlength: "300" }), witness = h("input", { type: "text", maxlength: "60" }), wrong = h("p", { class: "error", role: "alert" });
  const keep = async () => {
    const from = location.hash, args = { served_at_place: where.value.trim(), receiver: who.value.trim(), receiver_post: post.value.trim(), refusal: refused.value.trim(), witness: witness.value.trim() };
    if (!args.served_at_place) { wrong.textContent = "请写明送达地点。"; return; }
    if (Boolean(args.receiver) === Boolean(args.refusal)) { wrong.textContent = "写签收人，或写拒收情况，两者写一个。"; return; }
    if (args.refusal && !args.witness) { wrong.textContent = "拒收的，留置送达，要写明见证人。"; return; }
    await act(one, "serve", args);
    leave(from, `#/paper/${one.id}`);
  };
  return [...head(one, "当场送达"), await drafts.drafted(`paper/${one.id}/serve`, h("div", { class: "card block form" }, field("送达地点", where), field("签收人", who), field("签收人职务", post),
    h("details", {}, h("summary", { class: "back" }, "对方拒收，留置送达"), field("拒收情况", refused), field("见证人", witness)), wrong, button("登记送达", keep, "primary wide")))];
}
export const screens = { paper, "paper-sign": sign, "paper-serve": serve };
