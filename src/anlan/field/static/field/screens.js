// The screens by their address: home, preparing, finding a place, beginning a visit; the rest is in walking, hazards, sending.
import * as clock from "./clock.js";
import * as vault from "./vault.js";
import * as outbox from "./outbox.js";
import * as sync from "./sync.js";
import * as day from "./day.js";
import * as visits from "./visit.js";
import * as rooms from "./rooms.js";
import * as codes from "./codes.js";
import * as walking from "./walking.js";
import * as hazards from "./hazards.js";
import * as sending from "./sending.js";
import { keepsPage, surroundings } from "./surroundings.js";
import { button, field, h, leave, link, note, toast } from "./parts.js";

const SHOWN = 40;
const when = (iso) => new Date(iso).toLocaleString("zh-CN", { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" });
const size = (bytes) => (bytes > 1048576 ? `${(bytes / 1048576).toFixed(1)} MB` : `${Math.ceil(bytes / 1024)} KB`);

async function home() {
  const told = await day.facts(), open = (await day.list()).filter((one) => one.state === "open"), today = await day.today(), known = today.hazards;
  const rows = await Promise.all(open.map(async (one) => [one, await day.place(one.enterprise), await day.kind(one.kind)]));
  const waiting = known.filter((one) => one.steps.includes("accept")), queued = await outbox.byThread();
  return [
    h("h1", { class: "visually-hidden" }, "手机外勤"),
    clock.warning() ? note("warn", clock.warning()) : null,
    told ? h("p", { class: "muted" }, `资料下载于 ${when(told.at)}，${told.places} 家单位，${size(told.size)}。`, " ", link("更新", "#/prepare", "back")) : note("warn", "还没有下载资料。", link("现在下载", "#/prepare", "btn wide")),
    rows.length && h("section", {}, h("h2", {}, "接着检查"), rows.map(([one, place, kind]) => h("a", { class: "pick", href: `#/visit/${one.id}` }, h("b", {}, place?.name ?? "检查"), h("small", {}, [kind.label, one.items.length ? `已答 ${Object.keys(one.answers).length}/${one.items.length}` : "没有检查表", `${when(one.touched)} 保存`].join(" · "))))),
    h("section", { class: "stack" }, link("开始检查", "#/places/visit", "btn primary wide"), link("登记隐患", "#/places/hazard", "btn wide")),
    ...(await rooms.home(today)),
    waiting.length && h("section", {}, h("h2", {}, "待验收"), await Promise.all(waiting.slice(0, 20).map(async (one) => hazards.row(one, await day.place(one.enterprise), queued))), waiting.length > 20 && h("p", { class: "muted" }, `还有 ${waiting.length - 20} 条，从单位进去看。`)),
    note("info", "这里不打卡、不记轨迹、不算积分。系统会记下：每项作答的时间、照片里的拍摄时间和位置、照片是否用过、签名用的哪部手机、放弃的内容和原因；这些只作为事实给督导人员看。"),
    ...surroundings(),
    h("div", { class: "row" }, button("锁上", () => vault.lock()), button("退出登录", logOut)),
  ];
}
async function logOut() {
  const left = await outbox.unsaved();
  if (left) {
    toast(`还有 ${left} 条没有发送，不能退出。请先发送，或导出到文件，或写明原因后放弃。`, "bad");
    location.hash = "#/outbox";
    return;
  }
  try {
    await sync.hello();
    const answer = await sync.post("/logout/", "", "application/x-www-form-urlencoded").catch(() => null);
    if (answer && answer.status >= 400) throw new Error("logout");
    location.href = "/login/?next=/field/";
  } catch { toast("没有网络，现在不能退出；可以先锁上。", "bad"); }
}

async function prepare() {
  const state = h("p", { "aria-live": "polite" }, "正在下载资料…");
  let lapsed = false;
  try {
    await sync.hello();
    await day.prepare();
    const told = await day.facts();
    state.textContent = `已下载：${told.places} 家单位，${size(told.size)}，${when(told.at)}。${keepsPage() ? "没有网络也能检查辖区里的任何一家。" : "先不要关掉本页：没有网络时它打不开。"}`;
  } catch (error) {
    lapsed = error instanceof sync.LogIn || error.message === "other person";
    state.textContent = error instanceof sync.LogIn ? "登录已失效，请重新登录后再下载。" : error.message === "other person" ? "现在登录的是另一个人，不能下载到这部手机上。" : "没有连上服务器，手机里原来的资料还可以用。";
  }
  return [h("h1", {}, "下载资料"), state, lapsed ? link("去登录", "/login/?next=/field/", "btn primary wide") : null, link("到首页", "#/", "btn wide")];
}

async function places(purpose = "visit") {
  const { enterprises, hazards: known } = await day.today(), open = new Map();
  for (const one of known) open.set(one.enterprise, (open.get(one.enterprise) ?? 0) + 1);
  const found = h("div", {}), search = h("input", { type: "search", placeholder: "单位名称、村、编号", "aria-label": "查找单位", oninput: () => draw() });
  function draw() {
    const words = search.value.trim().split(/\s+/).filter(Boolean);
    const listed = enterprises.filter((one) => words.every((word) => `${one.name}${one.village}${one.code}${one.address}`.includes(word)));
    found.replaceChildren(...listed.slice(0, SHOWN).map((one) => h("a", { class: "pick", href: `#/${purpose === "hazard" ? "record" : "place"}/${one.id}` }, h("b", {}, one.name), h("small", {}, [one.village, one.industry, open.get(one.id) && `未销号 ${open.get(one.id)} 条`].filter(Boolean).join(" · ")))));
    if (!listed.length) found.append(note("info", enterprises.length ? "没有找到，换个词试试。" : "手机里还没有资料，请先联网下载。"));
    if (listed.length > SHOWN) found.append(h("p", { class: "muted" }, `还有 ${listed.length - SHOWN} 家，请再输入几个字。`));
  }
  draw();
  return [link("‹ 首页", "#/", "back"), h("h1", {}, purpose === "hazard" ? "在哪家单位看到的" : "检查哪家单位"), search, scanner(enterprises, purpose), found];
}
// A code at the door names the place.
function scanner(enterprises, purpose) {
  if (!codes.possible()) return null;
  const input = h("input", { type: "file", accept: "image/*", capture: "environment", class: "visually-hidden" }), words = h("span", {}, "扫门口的二维码");
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file) return;
    input.value = "";
    words.textContent = "正在识别…";
    const code = await codes.read(file).catch(() => ""), place = codes.placeOf(enterprises, code);
    words.textContent = "扫门口的二维码";
    if (place) location.hash = `#/${purpose === "hazard" ? "record" : "place"}/${place.id}`;
    else toast(code ? "这不是您辖区内单位现用的门牌，请按名称查找。" : "没有认出二维码。请对准、靠近再拍一张，或按名称查找。", "bad");
  });
  return h("label", { class: "btn wide" }, words, input);
}

async function place(id) {
  const one = await day.place(id), { kinds, before, checklists } = await day.today();
  if (!one) return [note("warn", "手机里没有这家单位的资料，请更新资料。"), link("返回", "#/places/visit", "btn wide")];
  const known = await day.hazardsOf(id), queued = await outbox.byThread(), items = checklists[one.list]?.items ?? [], wrong = (before[id] ?? []).map(([item, on]) => [items.find((other) => visits.key(other) === item), on]).filter(([item]) => item);
  return [
    link("‹ 换一家", "#/places/visit", "back"),
    h("h1", {}, one.name),
    h("dl", { class: "kv card block" }, ...pairs({ 地址: `${one.village} ${one.address}`, 主管单位: one.strip || "尚未明确", 行业: one.industry || "尚未登记", 人员: one.people.slice(0, 4).map(([name, post]) => `${name}（${post}）`).join("、") || "尚未登记", 检查表: items.length ? `${items.length} 项` : "没有，只记看到的问题" })),
    known.length && h("section", {}, h("h2", {}, `未销号隐患 ${known.length} 条`), known.map((other) => hazards.row(other, null, queued))),
    wrong.length && h("section", { class: "card block" }, h("h2", {}, "上次不合格"), h("ul", {}, wrong.map(([item, on]) => h("li", {}, `${item.finding}（${on}）`)))),
    h("section", {}, h("h2", {}, "这次去做什么"), kinds.filter((kind) => one.kinds.includes(kind.kind)).map((kind) => h("a", { class: "pick", href: `#/begin/${id}/${kind.kind}` }, h("b", {}, kind.label), h("small", {}, kind.what), h("small", {}, kind.cannot)))),
    !one.kinds.length && note("info", "这家单位不在您能检查的范围内；看到隐患可以登记。"),
    link("只登记一条隐患", `#/record/${id}`, "btn wide"),
  ];
}
export const pairs = (told) => Object.entries(told).flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]);

async function begin(id, kindName) {
  const one = await day.place(id), kind = await day.kind(kindName), told = await day.today(), list = told.checklists[one.list];
  const people = kind.own ? one.people.map(([name, post]) => [`${name}|${post}`, name, post]) : told.colleagues;
  const ticks = people.map(([key, name, office]) => ({ key, name, office, box: h("input", { type: "checkbox" }) }));
  const outsiders = h("textarea", { rows: "2", placeholder: "如：蒋工　粉尘防爆专家" }), purpose = h("input", { type: "text", maxlength: "200" });
  const upper = h("input", { type: "text", maxlength: "100", required: kind.upper }), number = h("input", { type: "text", maxlength: "100", required: kind.upper });
  const withList = h("input", { type: "checkbox", checked: Boolean(list), disabled: !list }), wrong = h("p", { class: "error", role: "alert" });
  const start = async (event) => {
    event.preventDefault();
    const from = location.hash, rows = outsiders.value.split("\n").map((row) => row.trim()).filter(Boolean).map((row) => row.split(/[\s,，、；;:：]+/));
    if (rows.some((row) => row.length < 2)) { wrong.textContent = "没有账号的同行人员，每行先写姓名，空一格，再写身份。"; return; }
    const came = ticks.filter((tick) => tick.box.checked), used = withList.checked ? list : null;
    const others = [...rows.map(([name, ...rest]) => [name, rest.join(" ")]), ...(kind.own ? came.map((tick) => [tick.name, tick.office]) : [])];
    const args = { enterprise: id, kind: kindName, checklist: used ? one.list : "", companions: kind.own ? [] : came.map((tick) => tick.key), outsiders: others, purpose: purpose.value, upper_office: upper.value, document_number: number.value };
    const action = await outbox.action("inspections.begin", args, { label: `${one.name}：开始${kind.label}` });
    const visit = visits.begun(action.client_id, {
      enterprise: id, kind: kindName, list: args.checklist, items: used?.items ?? [], leader: { id: told.person.id, name: told.person.name }, purpose: purpose.value,
      companions: [...(kind.own ? [] : came.map((tick) => ({ name: tick.name, position: tick.office, user: tick.key }))), ...others.map(([name, position]) => ({ name, position }))],
    });
    await outbox.keep([action], { also: [[`visit/${visit.id}`, visit]] });
    sync.flush();
    leave(from, `#/visit/${visit.id}`);
  };
  return [link("‹ 返回", `#/place/${id}`, "back"), h("h1", {}, one.name), h("p", {}, `${kind.label}。依据：${kind.basis}。`), note("info", kind.cannot),
    h("form", { class: "card block form", onsubmit: start },
      kind.upper ? [field("上级单位", upper), field("文书文号（没有文号的写文书名称和日期）", number)] : [],
      ticks.length ? h("fieldset", { class: "field" }, h("legend", {}, "同行人员（可不选）"), h("div", { class: "ticks" }, ticks.map((tick) => h("label", { class: "tick" }, tick.box, `${tick.name}（${tick.office}）`)))) : [],
      field("其他同行人员（没有账号的，每行一位）", outsiders), field("检查内容或缘由（可不填）", purpose),
      h("label", { class: "tick" }, withList, list ? `用检查表，共 ${list.items.length} 项（${list.made_on} 的版本）` : "这家单位没有检查表，只记看到的问题"),
      wrong, h("button", { class: "btn primary wide" }, `开始${kind.label}`))];
}

export const screens = { "": home, prepare, places, place, begin, ...walking.screens, ...hazards.screens, ...sending.screens };
