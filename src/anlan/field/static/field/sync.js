// Sending: files first, in pieces that resume; then the actions that name them, in order; nothing is removed without a receipt.
import * as clock from "./clock.js";
import * as db from "./db.js";
import * as vault from "./vault.js";
import * as outbox from "./outbox.js";

const PIECE = 256 * 1024, BATCH = 20, SHORTEST = 3_000, LONGEST = 300_000;
const SEALING = ["inspections.sign", "inspections.refuse_signature", "inspections.finish"];
let busy = false, again = false, timer = null, pause = SHORTEST, token = "";
export const state = { words: "", kind: "idle", login: false };
let changed = () => {}, received = async () => {}, sent = () => {};
export function whenSent(act) { sent = act; }
export function whenChanged(act) { changed = act; }
export function whenReceived(act) { received = act; }

export const isBusy = () => busy;

class LogIn extends Error {}
function say(kind, words) { Object.assign(state, { kind, words }); changed(); }

async function ask(path, options = {}) {
  const answer = await fetch(path, { credentials: "same-origin", redirect: "manual", cache: "no-store", ...options });
  if (answer.status === 401 || answer.status === 403 || answer.type === "opaqueredirect") throw new LogIn();
  return answer;
}
const post = (path, body, type) => ask(path, { method: "POST", body, headers: { "X-CSRFToken": token, "Content-Type": type } });

// Who is logged in, a fresh token, and how far this phone's clock is from the server's.
export async function hello() {
  const before = Date.now(), answer = await ask("/field/hello/");
  if (!answer.ok) throw new Error(`hello ${answer.status}`);
  const told = await answer.json(), after = Date.now();
  token = told.token;
  const skew = Math.round(new Date(told.now).getTime() - (before + after) / 2);
  clock.measured(skew);
  await db.write([["meta/skew", skew], ["meta/news", told.news]]);
  return told;
}

// Sends what there is. Called again while it runs it runs once more: the `online` event must not be swallowed.
export async function flush() {
  if (busy) { again = true; return; }
  if (!vault.isOpen()) return;
  busy = true;
  clearTimeout(timer);
  try {
    do { again = false; await (navigator.locks ? navigator.locks.request("anlan-flush", round) : round()); } while (again && vault.isOpen());
  } catch (error) {
    failed(error);
  } finally {
    busy = false;
  }
  if (vault.isOpen() && (await outbox.unsent()) && !state.login) timer = setTimeout(flush, pause * (0.75 + Math.random() / 2));
}
function failed(error) {
  state.login = error instanceof LogIn;
  if (state.login) return say("login", "登录已失效，重新登录后会接着发送");
  pause = Math.min(pause * 2, LONGEST);
  say("offline", navigator.onLine ? "连不上服务器，稍后自动重试" : "没有网络，都在这部手机里");
}

async function round() {
  if (!vault.isOpen() || !(await outbox.unsent())) { state.login = false; return say("idle", ""); }
  const told = await hello();
  if (told.person !== (await vault.owner())) { state.login = true; return say("login", "现在登录的是另一个人，请由填写人登录后发送"); }
  state.login = false;
  say("sending", "正在发送");
  const stuck = new Set();
  let batch = [], waiting = 0;
  const before = await outbox.unsent();
  for (const one of await outbox.list()) {
    const held = SEALING.includes(one.name) && stuck.has(one.thread);
    if (one.state === "refused" || held) { stuck.add(one.thread); continue; }
    if (!(await sendFiles(one))) { stuck.add(one.thread); waiting++; continue; }
    batch.push(one);
    if (batch.length === BATCH) { waiting += await play(batch, stuck); batch = []; }
  }
  if (batch.length) waiting += await play(batch, stuck);
  pause = waiting ? Math.min(pause * 2, LONGEST) : SHORTEST;
  say("idle", "");
  if ((await outbox.unsent()) < before) sent();
}

async function sendFiles(one) {
  const sent = await Promise.all(one.files.map((sha) => sendFile(one, sha)));
  return sent.every(Boolean);
}
async function sendFile(one, sha) {
  const sealed = await db.get(`file/${sha}`);
  if (!sealed) return true; // sent with an earlier action, the server says so if not
  const facts = await vault.read(`facts/${sha}`);
  // What fits into one piece is sent at once; of a larger file the server says first how much it has.
  const here = facts.size > PIECE ? await (await ask(`/field/files/${sha}/`)).json() : { have: 0, complete: false };
  return here.complete || sendPieces(one, sha, sealed, facts, here.have);
}
async function sendPieces(one, sha, sealed, { name, size, ...facts }, have) {
  const bytes = await vault.openBytes(sealed);
  for (let offset = have; offset < size;) {
    const told = new URLSearchParams({ offset, size, name, ...facts });
    const answer = await post(`/field/files/${sha}/?${told}`, bytes.slice(offset, offset + PIECE), "application/octet-stream");
    if (answer.status >= 500) throw new Error(`files ${answer.status}`);
    const said = await answer.json();
    if (!answer.ok) {
      const later = said.code === "files.gap" || said.code === "files.damaged";
      await outbox.note(one, { state: later ? "waiting" : "refused", code: said.code ?? "", words: said.words ?? "文件没有送到" });
      return false;
    }
    if (said.complete) return true;
    offset = said.have;
  }
  return true;
}

async function play(batch, stuck) {
  const sent = batch.filter((one) => !(SEALING.includes(one.name) && stuck.has(one.thread)));
  if (!sent.length) return 0;
  const actions = sent.map(({ client_id, digest, body }) => ({ client_id, digest, body }));
  const answer = await post("/field/replay/", JSON.stringify({ actions }), "application/json");
  if (!answer.ok) throw new Error(`replay ${answer.status}`);
  const said = new Map((await answer.json()).answers.map((one) => [one.client_id, one]));
  const done = [];
  let waiting = 0;
  for (const one of sent) {
    const told = said.get(one.client_id);
    if (told?.state === "done" && one.files.every((sha) => told.files.includes(sha))) {
      done.push([one, told]);
    } else {
      if (told?.state !== "refused") waiting++;
      stuck.add(one.thread);
      await outbox.note(one, { state: told?.state === "refused" ? "refused" : "waiting", code: told?.code ?? "", words: told?.words ?? "服务器没有回执，稍后重发" });
    }
  }
  await received(done);
  await outbox.remove(done.map(([one, told]) => [one, { state: told.noted ? "noted" : "done", words: told.words }]));
  return waiting;
}

export function start() {
  const now = () => { pause = SHORTEST; flush(); };
  addEventListener("online", now);
  addEventListener("offline", () => say("offline", "没有网络，都在这部手机里"));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && now());
}
export { LogIn, ask, post };
