// Tickets and declarations as they stand on this phone: what the day brought, with what was done here since laid over it.
import * as clock from "/static/field/clock.js";
import * as vault from "/static/field/vault.js";
import * as db from "/static/field/db.js";
import * as outbox from "/static/field/outbox.js";
import * as sync from "/static/field/sync.js";
import * as day from "/static/field/day.js";
import * as drafts from "/static/field/drafts.js";
import { toast } from "/static/field/parts.js";
import * as judging from "./judging.js";
import * as ticket from "./ticket.js";

const ROOM = "permits.", NOTHING = { places: [], tables: {}, declared: [], jobs: [] };
export const beginnings = ["draft", "declare"].map((one) => `${ROOM}${one}`);
export const part = async () => ({ permits: [], limits: {}, watch: 30, blanks: NOTHING, ...(await day.today()).rooms?.permits });

// What was done here, by its ticket: unsent as it lies in the outbox, sent as it was noted until the day is fetched anew.
// What came back counts for nothing, except a beginning: it waits here to be put right.
async function deeds() {
  const fetched = (await day.facts())?.at ?? "", known = new Map(), put = (thread, one) => known.set(thread, [...(known.get(thread) ?? []), one]);
  const waiting = (await outbox.list()).filter((one) => one.name.startsWith(ROOM)), unsent = new Set(waiting.map((one) => one.client_id));
  for (const [key, sealed] of await db.all("permit/")) {
    for (const one of await vault.open(sealed)) if (one.sent > fetched && !unsent.has(one.client_id)) put(key.slice("permit/".length), one);
  }
  for (const row of waiting.filter((one) => one.state !== "refused" || beginnings.includes(one.name))) {
    const { name, args, at, skew_ms } = JSON.parse(row.body);
    put(row.thread, { name, args, at: clock.moment(at, skew_ms), back: row.state === "refused" ? row : null });
  }
  return new Map([...known].map(([thread, rows]) => [thread, rows.sort((a, b) => (a.at < b.at ? -1 : 1))]));
}
export async function received(done) {
  const sent = new Date().toISOString();
  for (const [one] of done.filter(([row]) => row.name.startsWith(ROOM))) {
    const { name, args, at: wrote, skew_ms } = JSON.parse(one.body), at = clock.moment(wrote, skew_ms), noted = (await vault.read(`permit/${one.thread}`)) ?? [];
    await db.write([[`permit/${one.thread}`, await vault.seal([...noted, { client_id: one.client_id, name, args, at, sent }])]]);
  }
}

// Every ticket that is not over, those filled in here among them.
export async function tickets() {
  const told = await part(), done = await deeds(), rows = told.permits.map((one) => ticket.after(one, done.get(one.id) ?? [], told.limits));
  const here = new Set(told.permits.map((one) => one.id));
  for (const [id, made] of done) {
    const first = made.find((one) => one.name === `${ROOM}draft`), place = first && told.blanks.places.find((one) => one.id === first.args.enterprise);
    if (!place || here.has(id)) continue;
    const blank = judging.made(id, first.args, { place, blanks: told.blanks, others: rows });
    rows.push({ ...ticket.after(blank, made, told.limits), back: first.back });
  }
  return [rows, told];
}
export async function found(id) {
  const [rows, told] = await tickets();
  return [rows.find((one) => one.id === id) ?? null, told];
}
// Declared jobs nobody reported as over.
export async function jobs() {
  const { blanks } = await part(), done = await deeds(), over = (id) => done.get(id)?.some((one) => one.name === `${ROOM}close_declaration`);
  const here = new Set(blanks.declared.map((one) => one.id)), rows = [...blanks.declared];
  for (const [id, made] of done) {
    const first = made.find((one) => one.name === `${ROOM}declare`);
    if (first && !here.has(id)) rows.push(declared(id, first, blanks));
  }
  return rows.filter((one) => !over(one.id));
}
function declared(id, { args, back }, { places, jobs: kinds }) {
  const place = places.find((one) => one.id === args.enterprise)?.name ?? "", [, kind] = kinds.find(([code]) => code === args.kind) ?? ["", ""];
  return { id, what: args.what, kind, place, advice: "", span: judging.span(args), ends_at: new Date(args.ends_at).toISOString(), back };
}

export async function act(id, name, args, label, { files = [], draft = "", begins = false } = {}) {
  const action = await outbox.action(`${ROOM}${name}`, args, { thread: id, files, label, ...(begins ? { id } : {}) });
  await outbox.keep([action], { files, gone: await drafts.done(draft) });
  sync.flush();
}
export const kept = (words) => toast(`${words}${navigator.onLine ? "，正在发送。" : "，保存在手机里，有网络时自动发送。"}`, "good");
