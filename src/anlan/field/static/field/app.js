// The phone's page: the door with the PIN, then the screens by their address; everything else is in its own module.
import * as clock from "./clock.js";
import * as db from "./db.js";
import * as vault from "./vault.js";
import * as outbox from "./outbox.js";
import * as sync from "./sync.js";
import { button, field, h, link, note, toast } from "./parts.js";
import * as drafts from "./drafts.js";
import * as day from "./day.js";
import * as rooms from "./rooms.js";
import { screens } from "./screens.js";
import { surroundings } from "./surroundings.js";

const STALE = 2 * 3600_000, OFTEN = 60_000;
const screen = document.getElementById("screen"), chip = document.getElementById("sync");

function show(...content) {
  const before = [...screen.children];
  screen.replaceChildren(...content.flat());
  drafts.left(before.filter((one) => !one.isConnected));
  quiet();
  scrollTo(0, 0);
  screen.focus({ preventScroll: true });
  document.body.dataset.screen = location.hash;
}
// What was said of an earlier screen is not left lying over this one.
function quiet() {
  for (const one of document.querySelectorAll("#toasts .note")) if (Date.now() - one.dataset.at > 1000) one.remove();
}
let drawing = 0, pressed = false;
async function draw({ behind = false } = {}) {
  if (!vault.possible()) return show(note("warn", "这个浏览器不能安全地保存外勤记录。请用手机自带的浏览器、以 https 开头的地址打开本页。"));
  const mine = ++drawing;
  if (!vault.isOpen()) return show(...(await ((await vault.isSetUp()) ? unlockDoor() : firstDoor())));
  const [, name = "", ...rest] = location.hash.split("/");
  const made = await (screens[name] ?? rooms.screen(name) ?? screens[""])(...rest.map(decodeURIComponent));
  // A list that changes by itself is not exchanged under a thumb: the tap would be lost.
  if (behind && pressed) return soon();
  if (mine === drawing) show(...made.filter(Boolean));
}

// -- the door
async function firstDoor() {
  let told;
  try { told = await sync.hello(); } catch (error) {
    const words = error instanceof sync.LogIn ? "请先登录，再设置外勤密码。" : "第一次使用需要联网：登录、设置外勤密码、下载今天的资料。";
    return [h("div", { class: "card block stack" }, h("h1", {}, "手机外勤"), h("p", {}, words), link("去登录", "/login/?next=/field/", "btn primary wide")), ...surroundings()];
  }
  const pin = pinInput("new-password"), again = pinInput("new-password"), wrong = h("p", { class: "error", role: "alert" });
  const set = async (event) => {
    event.preventDefault();
    if (!/^\d{6,12}$/.test(pin.value)) { wrong.textContent = "密码要 6 到 12 位数字。"; return; }
    if (pin.value !== again.value) { wrong.textContent = "两次输入的不一样。"; return; }
    await vault.setUp(pin.value, told.person);
    await navigator.storage?.persist?.();
    location.hash = "#/prepare";
    draw();
  };
  return [...surroundings(), h("form", { class: "card block form", onsubmit: set }, h("h1", {}, "设置外勤密码"),
    h("p", {}, "没有网络时填写的内容和照片加密保存在这部手机里，用这个密码打开。忘记密码就打不开没有发送的内容，请记牢；它和登录密码不同。"),
    field("外勤密码（6 到 12 位数字）", pin), field("再输一次", again), wrong, h("button", { class: "btn primary wide" }, "设好，下载资料"))];
}
async function unlockDoor() {
  const pin = pinInput("current-password"), wrong = h("p", { class: "error", role: "alert" }), left = await outbox.unsent();
  const open = async (event) => {
    event.preventDefault();
    wrong.textContent = "正在打开…";
    if (!(await vault.unlock(pin.value))) { wrong.textContent = "密码不对。内容还在手机里，请再输一次。"; pin.value = ""; return; }
    await outbox.tell();
    draw();
    await sync.flush();
    freshen();
  };
  return [h("form", { class: "card block form", onsubmit: open }, h("h1", {}, "输入外勤密码"),
    left ? h("p", {}, `手机里有 ${left} 条没有发送，打开后接着发送。`) : "", field("外勤密码", pin), wrong, h("button", { class: "btn primary wide" }, "打开"), button("忘记密码，或换人使用", startAnew, "quiet"))];
}
// Another person takes the phone, or the PIN is forgotten: all is cleared, unless something would be lost.
async function startAnew() {
  const left = (await outbox.unsent()) + (await db.count("draft/"));
  if (left) return toast(`手机里还有 ${left} 条没有发送或没有提交的内容，只有原来的外勤密码能打开，所以不能清空。请由填写人打开、发送后再换人。`, "bad");
  await db.clear();
  await outbox.tell();
  draw();
}
// The day's things are fetched again by themselves when work was assigned since, or they are some hours old.
let freshened = 0;
async function freshen() {
  const told = vault.isOpen() && (await day.facts());
  if (!told || !navigator.onLine || Date.now() - freshened < OFTEN) return;
  freshened = Date.now();
  try {
    await sync.hello();
    if (clock.now() - new Date(told.at) < STALE && !(await day.isBehind())) return meet();
    await day.prepare();
    if (/^(#\/(place\/.*)?)?$/.test(location.hash)) draw(); // nothing is typed there
  } catch { /* later, or by hand */ }
}
// Where the browser refuses to keep the page (an untrusted certificate, a private window), the person must know before the cellar.
function unkept() {
  document.body.dataset.unkept = "1";
  if (vault.isOpen() && ["", "#/"].includes(location.hash)) draw();
}
// After sending: what other phones wrote of the same visits. A question being answered is not drawn anew under the thumb.
async function meet() {
  if (day.isOutdated()) { freshened = 0; return freshen(); }
  try { if ((await day.list()).some((one) => one.state === "open") && (await day.meet()) && /^(#\/(review\/.*|jump\/.*)?)?$/.test(location.hash)) draw(); } catch { /* next time */ }
}
const pinInput = (complete) => h("input", { type: "password", inputmode: "numeric", maxlength: "12", autocomplete: complete, required: true });

// -- the chip says how things stand, wherever one is
let back = 0;
function say(left) {
  const login = left && sync.state.kind === "login", queued = left - Math.min(back, left);
  chip.textContent = login ? `${left} 条，请登录` : queued ? `${queued} 条待发送` : left ? `${left} 条被退回` : navigator.onLine ? "已全部发送" : "没有网络";
  chip.className = `sync${back || login ? " stuck" : left || !navigator.onLine ? " waiting" : ""}`;
}
async function drawChip() {
  back = vault.isOpen() && (await outbox.unsent()) ? (await outbox.list()).filter((one) => one.state === "refused").length : 0;
  say(await outbox.unsent());
}
// Its number changes with the outbox itself, never later: "all sent" beside something that is not would be a lie.
function counted(left) { say(left); soon(); }
let drawnChip = null;
function soon() { drawnChip ??= setTimeout(() => { drawnChip = null; drawChip(); if (location.hash === "#/outbox" && vault.isOpen()) draw({ behind: true }); }, 60); }

async function begin() {
  await clock.load();
  outbox.whenChanged(counted);
  sync.whenChanged(soon);
  sync.whenReceived(async (done) => { await day.received(done); await rooms.received(done); });
  sync.whenSent(meet);
  vault.whenLocked(() => draw());
  addEventListener("hashchange", () => draw());
  document.addEventListener("pointerdown", () => { pressed = true; setTimeout(() => { pressed = false; }, 1000); }, { passive: true });
  for (const sign of ["click", "pointercancel"]) document.addEventListener(sign, () => { pressed = false; }, { passive: true });
  addEventListener("online", soon);
  addEventListener("online", freshen);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && freshen());
  addEventListener("offline", soon);
  for (const sign of ["pointerdown", "keydown"]) document.addEventListener(sign, () => vault.touch(), { passive: true });
  vault.whileInUse(sync.isBusy);
  sync.start();
  if ("serviceWorker" in navigator) navigator.serviceWorker.register("/field/sw.js", { scope: "/field/" }).catch(unkept);
  await rooms.load();
  await draw();
  await drawChip();
  document.body.dataset.ready = "1";
}
globalThis.anlanField = { redraw: draw };
begin();
