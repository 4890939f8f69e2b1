// What lies on the phone is sealed with a key made from a PIN; the key is only in memory. Locking forgets it, nothing is wiped.
import * as db from "./db.js";

const ROUNDS = 310_000, LOCK_AFTER = 10 * 60_000, AGAIN_AFTER = 15_000;
let key = null, idle = null, onLock = () => {}, inUse = () => false;

export const isOpen = () => key !== null;
export const isSetUp = async () => Boolean(await db.get("meta/vault"));
export const possible = () => Boolean(globalThis.crypto?.subtle && globalThis.indexedDB);
export const owner = async () => (await db.get("meta/vault"))?.person;

async function made(pin, salt) {
  const raw = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return crypto.subtle.deriveKey(how, raw, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}
export async function setUp(pin, person) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  key = await made(pin, salt);
  await db.write([["meta/vault", { salt, person, check: await seal("安澜"), phone: crypto.randomUUID() }]]);
  touch();
}
// Resolves to whether the PIN is right; each wrong one makes the next answer slower.
export async function unlock(pin) {
  const vault = await db.get("meta/vault"), wrong = (await db.get("meta/wrong")) ?? 0;
  if (wrong >= 3) await new Promise((resolve) => setTimeout(resolve, Math.min(2 ** (wrong - 2), 30) * 1000));
  const tried = await made(pin, vault.salt);
  try {
    await crypto.subtle.decrypt({ name: "AES-GCM", iv: vault.check.iv }, tried, vault.check.data);
  } catch {
    await db.write([["meta/wrong", wrong + 1]]);
    return false;
  }
  key = tried;
  await db.write([["meta/wrong", 0]]);
  touch();
  return true;
}
export const phone = async () => (await db.get("meta/vault")).phone;
export function lock() { key = null; onLock(); }
export function whenLocked(act) { onLock = act; }
// A day's photos take longer to send than a phone may lie idle: it locks when what is being sent is through.
export function whileInUse(asks) { inUse = asks; }
export function touch(after = LOCK_AFTER) {
  clearTimeout(idle);
  if (key) idle = setTimeout(() => (inUse() ? touch(AGAIN_AFTER) : lock()), after);
}

export async function sealBytes(bytes) {
  if (!key) throw new Error("locked");
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes) };
}
export async function openBytes(sealed) {
  if (!key) throw new Error("locked");
  return crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv }, key, sealed.data);
}
export const seal = (value) => sealBytes(new TextEncoder().encode(JSON.stringify(value)));
export const open = async (sealed) => sealed && JSON.parse(new TextDecoder().decode(await openBytes(sealed)));
export const read = async (name) => open(await db.get(name));
