// What is typed or photographed and not yet given: sealed on the phone meanwhile, so that a killed tab loses none of it.
import * as db from "./db.js";
import * as vault from "./vault.js";
import { button, h } from "./parts.js";

const PAUSE = 300;
const running = new Map(), ended = new Set();
const under = (name) => `draft/${name}//`;
const time = (iso) => new Date(iso).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" });

// Puts back what a draft of that name holds into the fields and photos of `root`, and keeps it from now on.
export async function drafted(name, root) {
  ended.delete(name);
  const first = values(root);
  await restored(name, root);
  let timer = null;
  const save = () => { clearTimeout(timer); timer = null; return queued(name, () => kept(name, root, first)); };
  root.addEventListener("input", () => { ended.delete(name); clearTimeout(timer); timer = setTimeout(save, PAUSE); });
  root.addEventListener("change", save);
  root.settle = async () => { await Promise.all(cameras(root).map((shots) => shots.working)); if (timer) await save(); await running.get(name); };
  return root;
}
// A screen that was left gives its photos back once its draft is kept: the browser remembers what was typed in it for
// "undo", and with that the whole screen; a day's photos filled the page until it took no more.
export async function left(content) {
  const boxes = content.flatMap((one) => [one, ...one.querySelectorAll("*")]);
  await Promise.all(boxes.map((one) => one.settle?.()));
  for (const one of boxes) one.shots?.put([]);
}
// The keys to remove together with keeping what the draft became; nothing is written to it any more.
export async function done(name) {
  if (!name) return [];
  ended.add(name);
  await running.get(name);
  return db.keys(under(name));
}
export async function forget(names) {
  const keys = await Promise.all(names.map((name) => db.keys(`draft/${name}`)));
  if (keys.flat().length) await db.write([], keys.flat());
}

// One after the other: a slow photo must not be written after the draft was removed.
function queued(name, act) {
  const next = (running.get(name) ?? Promise.resolve()).then(() => (vault.isOpen() && !ended.has(name) ? act() : null)).catch((error) => console.error(error));
  running.set(name, next);
  return next;
}
function inputs(root) {
  const boxes = [...root.querySelectorAll("div.field, label.tick")].filter((box) => !box.shots);
  return boxes.map((box) => [(box.querySelector("label") ?? box).textContent, box.querySelector("input, textarea, select")]).filter(([, input]) => input);
}
const value = (input) => (input.type === "checkbox" ? input.checked : input.value);
const values = (root) => Object.fromEntries(inputs(root).map(([label, input]) => [label, value(input)]));
const cameras = (root) => [...root.querySelectorAll("div.field")].filter((box) => box.shots).map((box) => box.shots);

async function kept(name, root, first) {
  const changed = Object.fromEntries(Object.entries(values(root)).filter(([label, now]) => now !== first[label])), photos = {}, puts = [], gone = new Set(await db.keys(under(name)));
  for (const shots of cameras(root)) {
    const own = shots.list.filter((one) => one.bytes);
    if (own.length) photos[shots.label] = own.map(({ sha256, name: called, facts }) => ({ sha256, name: called, facts }));
    for (const one of own) if (!gone.delete(`${under(name)}${one.sha256}`)) puts.push([`${under(name)}${one.sha256}`, await vault.sealBytes(one.bytes)]);
  }
  if (Object.keys(changed).length || Object.keys(photos).length) {
    gone.delete(`${under(name)}words`);
    puts.push([`${under(name)}words`, await vault.seal({ changed, photos, at: new Date().toISOString() })]);
  }
  await db.write(puts, [...gone]);
}
async function restored(name, root) {
  const draft = await vault.read(`${under(name)}words`);
  if (!draft) return;
  for (const [label, input] of inputs(root)) {
    if (!(label in draft.changed)) continue;
    if (input.type === "checkbox") input.checked = draft.changed[label]; else input.value = draft.changed[label];
    input.closest("details")?.setAttribute("open", "");
    input.dispatchEvent(new Event("input"));
  }
  for (const shots of cameras(root)) {
    const listed = draft.photos[shots.label] ?? [];
    shots.put(await Promise.all(listed.map(async (one) => ({ ...one, bytes: await vault.openBytes(await db.get(`${under(name)}${one.sha256}`)) }))));
    if (listed.length) shots.element.closest("details")?.setAttribute("open", "");
  }
  const clear = async () => { await db.write([], await done(name)); globalThis.anlanField.redraw(); };
  const line = h("p", { class: "muted row" }, `已恢复 ${time(draft.at)} 没有提交的内容。`, button("清空", clear, "small quiet"));
  const head = root.querySelector(":scope > h3, :scope > summary");
  if (head) head.after(line); else root.prepend(line);
}
