// Going through the questions by one thumb, the jump menu, the review, the signatures.
import * as clock from "./clock.js";
import * as outbox from "./outbox.js";
import * as sync from "./sync.js";
import * as day from "./day.js";
import * as drafts from "./drafts.js";
import * as visits from "./visit.js";
import { button, field, h, link, note, photoField, signaturePad, toast } from "./parts.js";

const DAYS = 5, walked = new Set();
const go = (visit, where) => { const to = `#/${where}/${visit.id}`; if (location.hash === to) globalThis.anlanField.redraw(); else location.hash = to; };
const missing = () => [note("warn", "手机里没有这次检查：可能已经完成并全部发送。"), link("返回", "#/", "btn wide")];

// Keeps an action of a visit together with what it makes of the visit, then tries to send.
async function act(visit, name, args, { after, files = [], label, id, draft = "" }) {
  const place = await day.place(visit.enterprise);
  const action = await outbox.action(`inspections.${name}`, args, { thread: visit.id, files, label: `${place?.name ?? ""}：${label}`, id });
  // Read anew: what other phones wrote may have come while this screen was open.
  const next = after(action.client_id, (await day.visit(visit.id)) ?? visit);
  await outbox.keep([action], { files, also: [[`visit/${visit.id}`, next]], gone: await drafts.done(draft) });
  sync.flush();
  return next;
}

async function walk(id, number) {
  let visit = await day.visit(id);
  if (!visit) return missing();
  if (visit.state !== "open") return over(visit);
  if (!visit.items.length) return review(id);
  // Told once, when the page comes back to a visit it had left or was killed in.
  const resumed = number === undefined && Object.keys(visit.answers).length && !walked.has(id);
  walked.add(id);
  const at = Math.min(Number(number ?? visit.at) || 0, visit.items.length - 1);
  if (at !== visit.at) { visit = { ...visit, at }; await day.remember(visit); }
  const item = visit.items[at], key = visits.key(item), answer = visit.answers[key], count = visits.counters(visit), place = await day.place(visit.enterprise), kind = await day.kind(visit.kind);
  const last = ((await day.today()).before[visit.enterprise] ?? []).find(([one]) => one === key);
  const note_ = h("input", { type: "text", maxlength: "500", value: answer?.note ?? "" }), shots = photoField("照片");
  let given = false;
  const give = async (value) => {
    if (given) return;
    const args = { item: key, value, note: note_.value.trim(), seen: visits.seenOf(visit, key) }, sent = outbox.newId();
    if (value !== "no" && visits.foundAt(visit, key).length) { toast("这一项已登记隐患，不能改成别的答案。登记有误的，联网后在该隐患里提出作废。", "bad"); return; }
    given = true;
    const next = await act(visit, "answer", args, { files: shots.list, label: `第 ${at + 1} 项 ${item.answers[value]}`, id: sent, draft: `visit/${id}/${key}`, after: (one, fresh) => ({ ...visits.answered(fresh, key, { ...args, photos: shots.list.map((shot) => shot.sha256), id: one }), at: value === "no" ? at : onward(fresh, key, at) }) });
    if (value === "no") return unfold(next);
    const following = visits.nextAfter(next, at);
    if (following < 0) return go(next, "review");
    location.replace(`#/visit/${visit.id}`);
    globalThis.anlanField.redraw();
  };
  const wrong = answer?.value === "no";
  const choice = (value, kindOf) => h("button", { type: "button", class: kindOf, "aria-pressed": answer?.value === value ? "true" : null, onclick: () => give(value) }, item.answers[value]);
  return [h("div", { class: "walk" },
    h("header", {}, link("‹ 小结", `#/review/${id}`, "back"), h("div", {}, h("b", {}, place?.name ?? ""), h("small", {}, `${kind.label} · ${visit.leader.name}带队`)), link("跳到…", `#/jump/${id}/all`, "push")),
    h("div", { class: "counts" }, h("span", {}, "第 ", h("b", {}, at + 1), ` / ${visit.items.length} 项`), jumpTo(id, "unanswered", "未答", count), jumpTo(id, "wrong", "不合格", count), count.clashing.length ? jumpTo(id, "clashing", "不一致", count) : null, count.photoless.length ? jumpTo(id, "photoless", "缺照片", count) : null),
    clash(visit, key),
    resumed ? h("p", { class: "muted resumed" }, `接着上次的第 ${at + 1} 项。`) : null,
    h("div", { class: "question" }, h("span", { class: "clause" }, `${item.pack_title} ${item.code}`), item.lead ? h("p", {}, item.lead) : null, h("h2", {}, item.statement), item.check ? h("p", {}, `怎么看：${item.check}`) : null, item.caution ? h("p", { class: "muted" }, item.caution) : null, item.may_be_major ? h("p", { class: "muted" }, "不合格可能是重大事故隐患。") : null, last ? h("p", { class: "muted" }, `上次检查（${last[1]}）这一项不合格。`) : null),
    await drafts.drafted(`visit/${id}/${key}`, h("details", { class: "extra", open: Boolean(answer?.note) }, h("summary", {}, "加说明、照片"), field("说明（可不填）", note_), shots.element)),
    h("div", { class: "answers" }, choice("yes", "yes"), choice("no", "no"), choice("na", "na")),
    wrong ? await follow(visit, item, key, answer) : h("details", { class: "extra" }, h("summary", {}, "这一项查不了"), skipForm(visit, item, key, at)),
    h("nav", { class: "steps", "aria-label": "前后" }, at ? link("‹ 上一项", `#/visit/${id}/${at - 1}`, "btn quiet") : null, link("记表外问题", `#/seen/${id}`, "btn quiet"), at < visit.items.length - 1 ? link("下一项 ›", `#/visit/${id}/${at + 1}`, "btn quiet") : link("看小结 ›", `#/review/${id}`, "btn quiet")))];
}
// Both versions, with who gave which and when; the leader answers anew and thereby decides.
function clash(visit, key) {
  const given = visit.clashes?.[key] ?? [];
  if (!given.length) return null;
  const time = (iso) => new Date(iso).toLocaleString("zh-CN", { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" });
  return note("warn", `这一项两部手机填得不一样，请带队人${visit.leader.name}看过后重新作答：`, h("ul", {}, given.map(([, who, words, said, at]) => h("li", {}, `${who}（${time(at)}）答“${words}”${said ? `，说明：${said}` : ""}`))));
}
// After a 否 the sheet below it comes up to the thumb.
async function unfold(visit) {
  history.replaceState(null, "", `#/visit/${visit.id}`);
  await globalThis.anlanField.redraw();
  document.querySelector(".follow")?.scrollIntoView({ block: "start" });
}
const jumpTo = (id, name, words, count) => h("a", { href: `#/jump/${id}/${name}`, class: name === "wrong" ? "bad" : "" }, `${words} `, h("b", {}, count[name].length));
function onward(visit, key, at) {
  const next = visits.nextAfter({ ...visit, answers: { ...visit.answers, [key]: { value: "yes", photos: [] } } }, at);
  return next < 0 ? at : next;
}
function skipForm(visit, item, key, at) {
  const reason = h("input", { type: "text", maxlength: "300", required: true, placeholder: "如：车间停产上锁" });
  const skip = async (event) => {
    event.preventDefault();
    const args = { item: key, reason: reason.value.trim(), seen: visits.seenOf(visit, key) };
    const next = await act(visit, "skip", args, { label: `第 ${at + 1} 项没有查`, draft: `visit/${visit.id}/${key}`, after: (one, fresh) => ({ ...visits.answered(fresh, key, { value: "skipped", note: args.reason, id: one }), at: onward(fresh, key, at) }) });
    if (visits.nextAfter(next, at) < 0) return go(next, "review");
    location.replace(`#/visit/${visit.id}`);
    globalThis.anlanField.redraw();
  };
  return h("form", { class: "form", onsubmit: skip }, field("原因", reason), h("button", { class: "btn" }, "记下原因，下一项"));
}

// The sheet below a 否: the same as an open one first, then a new one, or put right on the spot.
async function followParts(visit, item, key, photos, done) {
  const open = (await day.hazardsOf(visit.enterprise)).filter((one) => !visit.found.some((other) => other.hazard === one.id)), same = h("div", { class: "stack" });
  const words = h("textarea", { rows: "3", required: true, maxlength: "2000", value: item?.finding ?? "" }), where = h("input", { type: "text", maxlength: "100" });
  const due = h("input", { type: "date", value: visits.workingDays(clock.now(), DAYS) }), before = photoField(photos.length ? "再拍几张（可不拍）" : "照片"), after = photoField("整改后的照片"), how = h("input", { type: "text", maxlength: "300" }), wrong = h("p", { class: "error", role: "alert" });
  const who = h("input", { type: "text", maxlength: "60", list: "fixers", autocomplete: "off" }), people = (await day.place(visit.enterprise))?.people ?? [];
  const args = () => ({ item: key, description: words.value.trim(), place_words: where.value.trim() });
  const keep = async (name, told, files, label, how_, shown) => {
    if (name !== "link_known" && !words.value.trim()) { wrong.textContent = "请写明看到的隐患。"; return; }
    await act(visit, name, told, { files, label, draft: `found/${visit.id}/${key}`, after: (one, fresh) => visits.withFound(fresh, { item: key, words: told.description ?? told.note, how: how_, hazard: told.hazard, photos: shown }) });
    done();
  };
  const record = () => keep("record_hazard", { ...args(), suggested_due_on: due.value, responsible_name: who.value.trim() }, [...photos, ...before.list], `登记隐患 ${words.value.trim().slice(0, 20)}`, "recorded", [...photos, ...before.list].map((one) => one.sha256));
  const fix = () => {
    const first = [...photos, ...before.list];
    if (!first.length || !after.list.length || !how.value.trim()) { wrong.textContent = "当场改好的，整改前、整改后各拍一张照片，并写明怎么改的。"; return; }
    return keep("fix_at_once", { ...args(), statement: how.value.trim(), how: "fixed", before: first.map((one) => one.sha256), after: after.list.map((one) => one.sha256) }, [...first, ...after.list], `当场改好 ${words.value.trim().slice(0, 20)}`, "fixed", first.map((one) => one.sha256));
  };
  const card = (one) => h("div", { class: "same" }, h("p", {}, `和 ${one.code ?? ""} 是同一条吗？`, h("b", {}, one.words), `（${one.state_words}）`), button("就是这一条", () => {
    const all = [...photos, ...before.list];
    return keep("link_known", { item: key, hazard: one.id, note: words.value.trim() || "仍未整改到位" }, all, `关联 ${one.code ?? "原有隐患"}`, "known", all.map((shot) => shot.sha256));
  }));
  // What is typed may name one that is open already, as the question may.
  const compare = () => same.replaceChildren(...visits.alike(open, item?.based_on || key, words.value).map(card));
  words.addEventListener("input", compare);
  compare();
  return [
    same, photos.length ? h("p", { class: "muted" }, `已附上作答时的 ${photos.length} 张照片。`) : null,
    field("看到的隐患", words), field("部位（可不填）", where), before.element,
    field("建议整改责任人（可不填，由单位确定）", who), h("datalist", { id: "fixers" }, people.map(([name, post]) => h("option", { value: name }, post))), field("建议整改到（可不填，不是责令期限）", due),
    item ? h("dl", { class: "kv" }, h("dt", {}, "参考条款"), h("dd", {}, `${item.pack_title} ${item.code}`), h("dt", {}, "级别（建议）"), h("dd", {}, item.may_be_major ? "可能重大，由乡镇或主管单位判定" : "一般，由乡镇或主管单位判定")) : null,
    wrong, button("登记这条隐患", record, "primary wide"),
    item?.may_be_major ? note("info", "这一项对应重大事故隐患判定条款，不能当场销号。") : h("details", { class: "extra" }, h("summary", {}, "已当场改好"), field("怎么改的", how), after.element, button("记为当场改好", fix, "wide")),
  ];
}
async function follow(visit, item, key, answer) {
  const box = h("section", { class: "follow" }), found = visits.foundAt(visit, key);
  if (found.length) {
    box.append(h("h3", {}, "已登记"), ...found.map((one) => h("p", {}, `${{ recorded: "隐患", fixed: "当场改好", known: "原有隐患" }[one.how]}：${one.words}`)), button("下一项", () => { const next = visits.nextAfter(visit, visit.at); location.hash = next < 0 ? `#/review/${visit.id}` : `#/visit/${visit.id}/${next}`; }, "primary wide"));
    return box;
  }
  const done = () => globalThis.anlanField.redraw();
  box.append(h("h3", {}, "不合格：记下隐患"), ...(await followParts(visit, item, key, answer.photos.map((sha256) => ({ sha256, kept: true })), done)).flat(9).filter(Boolean));
  return drafts.drafted(`found/${visit.id}/${key}`, box);
}
async function seen(id) {
  const visit = await day.visit(id);
  if (!visit) return missing();
  const made = await followParts(visit, null, "", [], () => { location.hash = `#/review/${id}`; });
  return [link("‹ 小结", `#/review/${id}`, "back"), h("h1", {}, "记表外问题"), await drafts.drafted(`found/${id}/`, h("div", { class: "card block form" }, ...made.flat(9).filter(Boolean)))];
}

async function jump(id, only = "all") {
  const visit = await day.visit(id);
  if (!visit) return missing();
  const count = visits.counters(visit), shown = only === "all" ? visit.items.map((_, place) => place) : count[only] ?? [];
  const { keywords = {} } = await day.today(), search = h("input", { type: "search", placeholder: "找一项：写几个字", "aria-label": "找一项", oninput: () => sift(search) });
  const words = (key) => ({ yes: "是", no: "否", na: "不涉及", skipped: "未查" })[visit.answers[key]?.value] ?? "未答";
  return [link("‹ 返回", `#/visit/${id}`, "back"), h("h1", {}, "跳到"),
    h("div", { class: "counts" }, link("全部", `#/jump/${id}/all`, ""), jumpTo(id, "unanswered", "未答", count), jumpTo(id, "wrong", "不合格", count), jumpTo(id, "photoless", "缺照片", count), count.clashing.length ? jumpTo(id, "clashing", "不一致", count) : null, h("a", { href: "#/outbox" }, "未发送 ", h("b", {}, (await outbox.list()).filter((one) => one.thread === id).length))),
    visit.items.length > 8 ? search : null,
    h("div", { class: "found" }, shown.map((place) => h("a", { class: "jump", "data-words": wordsOf(visit.items[place], keywords), href: `#/visit/${id}/${place}` }, h("span", {}, place + 1), h("span", {}, visit.items[place].statement), h("span", { class: visits.isWrong(visit, visits.key(visit.items[place])) ? "wrong" : "" }, words(visits.key(visit.items[place])))))),
    !shown.length && note("good", "这里没有了。"), h("p", { class: "muted nothing", hidden: true }, "检查表里没有这样的一项，换个词试试；不在表里的，用“记表外问题”。")];
}

const wordsOf = (item, keywords) => [item.code, item.statement, item.finding, ...(keywords[item.based_on || visits.key(item)] ?? [])].join(" ");
function sift(search) {
  const wanted = search.value.trim().split(/\s+/).filter(Boolean);
  for (const row of document.querySelectorAll(".jump")) row.hidden = !wanted.every((word) => row.dataset.words.includes(word));
  document.querySelector(".nothing").hidden = Boolean(document.querySelector(".jump:not([hidden])"));
}

async function review(id) {
  const visit = await day.visit(id);
  if (!visit) return missing();
  if (visit.state !== "open") return over(visit);
  if (navigator.onLine) day.meet().then((news) => news && location.hash === `#/review/${id}` && globalThis.anlanField.redraw()).catch(() => {});
  const place = await day.place(visit.enterprise), kind = await day.kind(visit.kind), mine = visit.leader.id === (await day.today()).person.id;
  const listed = visits.gaps(visit, { enterpriseSigns: kind.signs && place?.operated !== false }), blocked = listed.some((one) => one.blocks);
  const reason = h("input", { type: "text", maxlength: "300" });
  const finish = async () => {
    await act(visit, "finish", {}, { label: "完成检查", after: (one, fresh) => ({ ...fresh, state: "finished" }) });
    toast(navigator.onLine ? "检查已完成，正在发送。" : "检查已完成，保存在手机里；有网络时自动发送。", "good");
    location.hash = "#/";
  };
  const abandon = async () => {
    if (!reason.value.trim()) { toast("请写明中止的原因。", "bad"); return; }
    await act(visit, "abandon", { reason: reason.value.trim() }, { label: "中止检查", after: (one, fresh) => ({ ...fresh, state: "abandoned" }) });
    location.hash = "#/";
  };
  return [link("‹ 首页", "#/", "back"), h("h1", {}, `${place?.name ?? ""} 小结`), h("p", {}, `${kind.label} · ${visit.leader.name}带队${visit.companions.length ? ` · 同行 ${visit.companions.map((one) => one.name).join("、")}` : ""}`),
    visit.items.length ? link(`检查表：已答 ${Object.keys(visit.answers).length} / ${visit.items.length}`, `#/visit/${id}`, "btn wide") : null,
    h("section", { class: "card block" }, h("h2", {}, `发现的隐患 ${visit.found.length}`), visit.found.length ? h("ul", {}, visit.found.map((one) => h("li", {}, `${{ recorded: "新登记", fixed: "当场改好", known: "原有" }[one.how]}：${one.words}`))) : h("p", { class: "muted" }, "没有"), link("记表外问题", `#/seen/${id}`, "btn")),
    listed.length ? h("section", { class: "card block" }, h("h2", {}, "还差"), listed.map((gap) => h("div", { class: "sent-row" }, gap.words, gap.blocks ? "" : "（可以完成，建议补上）", h("div", { class: "row" }, link("去补上", gap.sign ? `#/sign/${id}/${gap.sign}` : `#/visit/${id}/${gap.at}`, "btn small"))))) : null,
    h("section", { class: "stack" }, link("签名", `#/sign/${id}/inspector`, "btn wide"),
      mine ? h("button", { type: "button", class: "btn primary wide", disabled: blocked, onclick: finish }, "提交") : note("info", `由带队人${visit.leader.name}提交。`),
      h("p", { class: "muted" }, blocked ? "上面列出的补齐后才能提交。" : navigator.onLine ? "有网络：提交后马上发送。" : "没有网络：提交后保存在手机里，有网络时自动发送。")),
    mine ? h("details", {}, h("summary", { class: "back" }, "中止检查"), field("中止的原因", reason), button("中止", abandon)) : null];
}
const over = (visit) => [h("h1", {}, visit.state === "finished" ? "检查已完成" : "检查已中止"), note("info", "内容在手机里排队发送，全部收到回执后从手机移除。"), link("看待发送", "#/outbox", "btn wide"), link("首页", "#/", "btn wide")];

async function sign(id, role = "inspector", name = "") {
  const visit = await day.visit(id);
  if (!visit) return missing();
  const place = await day.place(visit.enterprise), kind = await day.kind(visit.kind), me = (await day.today()).person;
  const people = [["inspector", "带队人", visit.leader.name], ...visit.companions.map((one) => ["companion", "同行", one.name]), ...(kind.signs && place?.operated !== false ? [["enterprise", "被检查单位", ""]] : [])];
  const pad = signaturePad("签名"), wrong = h("p", { class: "error", role: "alert" });
  const who = h("input", { type: "text", maxlength: "60", list: "people" }), post = h("input", { type: "text", maxlength: "60" });
  const said = signed(visit);
  who.addEventListener("change", () => { const known = place?.people.find(([one]) => one === who.value); if (known) post.value = known[1]; });
  const keep = async () => {
    const image = await pad.picture(outbox.sha256);
    if (!image) { wrong.textContent = "还没有签名，请在框内手写。"; return; }
    if (role === "enterprise" && (!who.value.trim() || !post.value.trim())) { wrong.textContent = "请写明签名人的姓名和职务。"; return; }
    const args = role === "enterprise" ? { role, name: who.value.trim(), position: post.value.trim() } : role === "companion" ? { role, companion_name: name } : { role };
    await act(visit, "sign", args, { files: [image], draft: `visit/${id}/sign-${role}`, label: `${args.name ?? (name || visit.leader.name)}签名`, after: (one, fresh) => visits.withSigned(fresh, { role, name: args.name ?? (name || visit.leader.name) }) });
    toast("签名已保存在手机里。", "good");
    const next = await day.visit(id), left = people.find(([other, , named]) => !visits.signs(next, other, other === "enterprise" ? "" : named) && !(other === "enterprise" && visits.signs(next, "refused")));
    location.hash = left ? `#/sign/${id}/${left[0]}${left[2] ? `/${encodeURIComponent(left[2])}` : ""}` : `#/review/${id}`;
  };
  const allowed = role !== "inspector" || visit.leader.id === me.id;
  return [link("‹ 小结", `#/review/${id}`, "back"), h("h1", {}, "签名"),
    h("div", { class: "row" }, people.map(([other, words, named]) => link(`${visits.signs(visit, other, other === "enterprise" ? "" : named) ? "✓ " : ""}${words}${named ? ` ${named}` : ""}`, `#/sign/${id}/${other}${named ? `/${encodeURIComponent(named)}` : ""}`, `btn small${other === role && (!name || name === named) ? " primary" : ""}`))),
    said,
    allowed ? await drafts.drafted(`visit/${id}/sign-${role}`, h("div", { class: "card block form" },
      role === "enterprise" ? [field("签名人姓名", who), h("datalist", { id: "people" }, (place?.people ?? []).map(([one]) => h("option", { value: one }))), field("职务", post)] : h("h2", {}, role === "companion" ? `同行人员 ${name}` : `带队人 ${visit.leader.name}`),
      pad.element, wrong, button("保存签名", keep, "primary wide"))) : note("info", `检查人一栏由带队人${visit.leader.name}在自己的手机上签。`),
    role === "enterprise" ? await drafts.drafted(`visit/${id}/refusal`, refusal(visit)) : null];
}
// Whoever signs reads what stands above the signature.
function signed(visit) {
  const { wrong } = visits.counters(visit);
  const listed = visit.found.map((one) => h("li", {}, `${{ recorded: "隐患", fixed: "当场改好", known: "原有隐患" }[one.how]}：${one.words}`));
  return h("div", { class: "card block" }, h("p", {}, `签名针对现在的 ${Object.keys(visit.answers).length} 项答案（不合格 ${wrong.length} 项）和 ${visit.found.length} 条隐患；之后再改动要重新签名。`), listed.length ? h("ol", {}, listed) : null);
}
function refusal(visit) {
  const reason = h("input", { type: "text", maxlength: "300" }), witness = h("input", { type: "text", maxlength: "60" }), position = h("input", { type: "text", maxlength: "60" }), name = h("input", { type: "text", maxlength: "60" }), wrong = h("p", { class: "error", role: "alert" });
  const keep = async () => {
    const args = { reason: reason.value.trim(), witness: witness.value.trim(), witness_position: position.value.trim(), name: name.value.trim() };
    if (!args.reason || !args.witness || !args.witness_position) { wrong.textContent = "请写明拒签原因、见证人姓名和身份。"; return; }
    if (args.witness === visit.leader.name) { wrong.textContent = "带队人不能作见证人，请让在场的另一人见证。"; return; }
    await act(visit, "refuse_signature", args, { label: "被检查单位拒签", draft: `visit/${visit.id}/refusal`, after: (one, fresh) => visits.withSigned(fresh, { role: "refused", name: args.witness }) });
    location.hash = `#/review/${visit.id}`;
  };
  return h("details", { class: "card block" }, h("summary", { class: "back" }, "对方不签"), field("拒签人姓名（可不填）", name), field("拒签原因", reason), field("见证人姓名", witness), field("见证人身份", position), wrong, button("记为拒签", keep, "wide"));
}

export const screens = { visit: walk, jump, review, sign, seen };
