// What the phone took along, and the visits begun on it; read from the vault, kept in memory while it is open.
import * as clock from "./clock.js";
import * as db from "./db.js";
import * as vault from "./vault.js";
import * as sync from "./sync.js";
import * as outbox from "./outbox.js";
import * as visits from "./visit.js";
import * as drafts from "./drafts.js";

const EMPTY = { person: {}, kinds: [], enterprises: [], checklists: {}, keywords: {}, hazards: [], visits: [], before: {}, colleagues: [] };
let kept = null, outdated = false;

export async function today() {
  kept ??= (await vault.read("day/bundle")) ?? EMPTY;
  return kept;
}
export const facts = async () => db.get("meta/day");
// Whether the person was told something since, such as of work assigned to them, or this phone itself changed a record.
export const isOutdated = () => outdated;
export const isBehind = async () => outdated || (await facts())?.news !== (await db.get("meta/news"));

// Fetches what changed since; says how much and when. Lists that visits on the phone still use stay with those visits.
export async function prepare() {
  const known = await facts(), headers = known?.tag && (await db.get("day/bundle")) ? { "If-None-Match": known.tag } : {};
  const before = await recorded(), answer = await sync.ask("/field/day/", { headers });
  outdated = false;
  if (answer.status !== 304 && !answer.ok) throw new Error(`day ${answer.status}`);
  if (answer.status === 304) {
    await db.write([["meta/day", { ...known, at: clock.now().toISOString(), news: await db.get("meta/news") }]]);
    return;
  }
  const content = await answer.arrayBuffer(), told = JSON.parse(new TextDecoder().decode(content));
  if (told.person.id !== (await vault.owner())) throw new Error("other person");
  await db.write([
    ["day/bundle", await vault.sealBytes(content)],
    ["meta/day", { tag: answer.headers.get("ETag"), size: Number(answer.headers.get("X-Size")) || content.byteLength, at: clock.now().toISOString(), places: told.enterprises.length, news: await db.get("meta/news") }],
  ]);
  kept = told;
  await takeVisits(told, before);
}
// Visits on this phone that the server has, by the record's id.
async function recorded() {
  const known = new Map((await list()).filter((one) => one.elsewhere).map((one) => [one.id, one.id]));
  for (const [key, sealed] of await db.all("record/")) known.set(await vault.open(sealed), key.slice("record/".length));
  return known;
}
// What other phones wrote of the visits on this one; resolves to whether anything is new. Far lighter than the whole day.
export async function meet() {
  const before = await recorded(), answer = await sync.ask("/field/visits/");
  if (!answer.ok) throw new Error(`visits ${answer.status}`);
  const { visits: told } = await answer.json(), { checklists } = await today();
  return takeVisits({ checklists, visits: told.filter((one) => before.has(one.id) || !one.list || checklists[one.list]) }, before);
}
// Visits begun elsewhere come along; into those on the phone goes what others wrote. One that had arrived (`before` this
// was asked for) and is open no more is over elsewhere: it goes, unless something of it is unsent.
async function takeVisits(told, before) {
  const open = new Set(told.visits.map((one) => one.id)), unsent = new Set((await outbox.list()).map((one) => one.thread));
  const over = [...before].filter(([record, id]) => !open.has(record) && !unsent.has(id)).map(([, id]) => id);
  if (over.length) await db.write([], over.flatMap((id) => [`visit/${id}`, `record/${id}`]));
  const here = await recorded();
  const fresh = told.visits.filter((one) => !here.has(one.id)).map((one) => visits.taken(one, told.checklists[one.list]?.items ?? []));
  const news = [...fresh, ...(await merged(told, here))];
  if (news.length) await db.write(await Promise.all(news.map(async (one) => [`visit/${one.id}`, await vault.seal(one)])));
  return news.length + over.length > 0;
}
async function merged(told, here) {
  const rows = [], unsent = await outbox.byThread();
  for (const one of told.visits.filter((other) => here.has(other.id))) {
    const mine = await visit(here.get(one.id)), next = mine && visits.met(mine, one, { unsent: unsent.has(mine.id) });
    if (mine?.state === "open" && visits.facts(mine) !== visits.facts(next)) rows.push(next);
  }
  return rows;
}

export async function list() {
  const rows = [];
  for (const [, sealed] of await db.all("visit/")) rows.push(await vault.open(sealed));
  return rows.sort((a, b) => (a.touched < b.touched ? 1 : -1));
}
export const visit = (id) => vault.read(`visit/${id}`);
export async function remember(one) { await db.write([[`visit/${one.id}`, await vault.seal(one)]]); }
export async function forget(id) { await drafts.forget([`visit/${id}/`, `found/${id}/`]); await db.write([], [`visit/${id}`, `record/${id}`]); }
export const place = async (id) => (await today()).enterprises.find((one) => one.id === id);
export const hazardsOf = async (id) => (await today()).hazards.filter((one) => one.enterprise === id);
export const kind = async (name) => (await today()).kinds.find((one) => one.kind === name) ?? { label: name, signs: true };

// Receipts came: the visit's record is noted beside it, for somebody may be writing the visit at this moment; a visit that
// is over and entirely sent leaves the phone.
export async function received(done) {
  outdated ||= done.some(([one]) => !one.name.startsWith("inspections."));
  const gone = new Set(done.map(([one]) => one.client_id));
  const left = new Set((await outbox.list()).filter((one) => !gone.has(one.client_id)).map((one) => one.thread));
  for (const thread of new Set(done.map(([one]) => one.thread))) {
    const mine = await visit(thread), begun = done.find(([one]) => one.thread === thread && one.name === "inspections.begin");
    if (!mine) continue;
    if (mine.state !== "open" && !left.has(thread)) {
      await forget(thread);
    } else if (begun) await db.write([[`record/${thread}`, await vault.seal(begun[1].subject.id)]]);
  }
}
