// The journal of what was done here and is not yet with the server: each action sealed, numbered, hashed, once.
import * as db from "./db.js";
import * as vault from "./vault.js";

// Of a step somebody else was sooner with: as it is it comes back each time.
export const isOvertaken = (row) => ["hazards.meanwhile", "hazards.not_now"].includes(row.code);
export const STATES = { kept: "已保存在手机", sending: "正在发送", waiting: "等待中", refused: "被退回", login: "等待登录" };
const PART = 40 * 1024 * 1024, CHUNK = 3 * 8192; // a multiple of three: base64 of the parts is base64 of the whole
let changed = () => {};
export function whenChanged(act) { changed = act; }

// A UUID version 7: its first 48 bits are the time.
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let now = Date.now();
  for (let place = 5; place >= 0; place--) { bytes[place] = now % 256; now = Math.floor(now / 256); }
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
export async function sha256(bytes) {
  return [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((one) => one.toString(16).padStart(2, "0")).join("");
}

// An action ready to be kept. `files` are photos of photos.js; `label` is what people read in the list.
export async function action(name, args, { thread = "", files = [], label = "", id = newId() } = {}) {
  const body = JSON.stringify({
    name, args, thread, files: files.map((one) => one.sha256),
    at: new Date().toISOString(), skew_ms: (await db.get("meta/skew")) ?? 0,
    phone: await vault.phone(), person: await vault.owner(),
  });
  const digest = await sha256(new TextEncoder().encode(body));
  return { client_id: id, digest, body, name, thread: thread || id, label, files: files.map((one) => one.sha256), state: "kept", words: "", added: new Date().toISOString() };
}
// Files an earlier action brought come without bytes: they are here or with the server already.
// Keeps actions with their files and what else belongs to them (a draft) in one transaction: a kill leaves all or nothing.
export async function keep(actions, { files = [], also = [], gone = [] } = {}) {
  const puts = await sealed(files);
  for (const one of actions) puts.push(["act/+", await vault.seal(one)]);
  for (const [name, value] of also) puts.push([name, await vault.seal(value)]);
  await db.write(puts, gone);
  await tell();
}
async function sealed(files) {
  const puts = [];
  for (const one of files.filter((file) => file.bytes)) {
    puts.push([`file/${one.sha256}`, await vault.sealBytes(one.bytes)]);
    puts.push([`facts/${one.sha256}`, await vault.seal({ name: one.name, size: one.bytes.byteLength, ...one.facts })]);
  }
  return puts;
}
export const one = async (id) => (await list()).find((row) => row.client_id === id);
export async function list() {
  const rows = [];
  for (const [key, sealed] of await db.all("act/")) rows.push({ key, ...(await vault.open(sealed)) });
  return rows;
}
// What is not sent yet, by the visit or hazard it belongs to.
export async function byThread() {
  const rows = new Map();
  for (const one of await list()) rows.set(one.thread, [...(rows.get(one.thread) ?? []), one]);
  return rows;
}
export async function note(one, changes, files = []) {
  const { key, ...rest } = { ...one, ...changes };
  await db.write([[key, await vault.seal(rest)], ...(await sealed(files))]);
  Object.assign(one, changes);
  await tell();
}
// Removes actions ([action, what became of it]) with the files no other action names, and writes them into the log.
export async function remove(pairs) {
  const going = new Set(pairs.map(([one]) => one.key));
  const others = new Set((await list()).filter((other) => !going.has(other.key)).flatMap((other) => other.files));
  const files = pairs.flatMap(([one]) => one.files).filter((sha) => !others.has(sha));
  const lines = pairs.map(([one, told]) => ({ label: one.label, at: new Date().toISOString(), ...told })).reverse();
  const kept = [...lines, ...((await vault.read("log/last")) ?? [])].slice(0, 100);
  await db.write([["log/last", await vault.seal(kept)]], [...going, ...files.flatMap((sha) => [`file/${sha}`, `facts/${sha}`])]);
  await tell();
}
// Gives rows up: one action in the place of the first tells the server what they said and why, and brings their photos;
// only what the server would not take as a file goes without.
export async function discard(rows, reason, enterprise = "") {
  const told = rows.map((row) => { const { name, args, at } = JSON.parse(row.body); return { client_id: row.client_id, name, args, at, label: row.label, words: row.words, files: row.files }; });
  const wanted = new Set(rows.filter((row) => !row.code?.startsWith("files.")).flatMap((row) => row.files)), keys = new Set(rows.map((row) => row.key));
  const others = new Set((await list()).filter((other) => !keys.has(other.key)).flatMap((other) => other.files));
  const lost = rows.flatMap((row) => row.files).filter((sha) => !wanted.has(sha) && !others.has(sha));
  const one = await action("field.discard", { reason, enterprise, rows: told }, { thread: rows[0].thread, files: [...wanted].map((sha256) => ({ sha256 })), label: `放弃：${rows[0].label}${rows.length > 1 ? ` 等 ${rows.length} 条` : ""}` });
  await db.write([[rows[0].key, await vault.seal(one)]], [...rows.slice(1).map((row) => row.key), ...lost.flatMap((sha) => [`file/${sha}`, `facts/${sha}`])]);
  await tell();
}
export const log = async () => (await vault.read("log/last")) ?? [];
export const unsent = () => db.count("act/");
// What is neither sent nor in a file somebody can hand in.
export async function unsaved() {
  const saved = new Set((await db.get("meta/exported")) ?? []);
  return (await list()).filter((one) => !saved.has(one.client_id)).length;
}

async function tell() {
  const left = await unsent(), saved = vault.isOpen() && (await db.get("meta/exported"))?.length;
  // The other pages of the site ask before they log out.
  try { localStorage.setItem("anlan.unsent", String(left && saved ? await unsaved() : left)); } catch { /* storage switched off */ }
  changed(left);
}
export { tell };

// Everything that is not sent, as files another machine can hand in: a few dozen megabytes each, actions whole and in order.
export async function* exported() {
  const rows = await list(), saved = [];
  let actions = [], files = [], size = 0, named = new Set();
  const whole = () => new Blob([`{"anlan":"field-export","made_at":"${new Date().toISOString()}","actions":${JSON.stringify(actions)},"files":[`, ...files.flatMap((one, place) => (place ? [",", one] : [one])), "]}"], { type: "application/json" });
  for (const row of rows) {
    if (size > PART) { yield whole(); actions = []; files = []; size = 0; named = new Set(); }
    for (const sha of row.files.filter((one) => !named.has(one))) {
      const file = await readable(sha);
      named.add(sha);
      if (file) { files.push(file); size += file.size; }
    }
    actions.push({ client_id: row.client_id, digest: row.digest, body: row.body, label: row.label });
    saved.push(row.client_id);
  }
  yield whole();
  await db.write([["meta/exported", saved]]);
  await tell();
}
// A blob may lie on the disk of the phone, a string may not.
async function readable(sha) {
  const sealed = await db.get(`file/${sha}`);
  if (!sealed) return null;
  const bytes = new Uint8Array(await vault.openBytes(sealed)), parts = [JSON.stringify({ ...(await vault.read(`facts/${sha}`)), sha256: sha }).slice(0, -1), ',"content":"'];
  for (let place = 0; place < bytes.length; place += CHUNK) parts.push(btoa(String.fromCharCode(...bytes.subarray(place, place + CHUNK))));
  return new Blob([...parts, '"}']);
}
