// What a person types is not lost: a form is sent once, its text survives an error, a closed page and an ended session.
// Texts lie in sessionStorage of this tab, never in localStorage: office computers are shared.
const PREFIX = "anlan.typed.", OWNER = "anlan.typed-by";
const state = document.body.dataset.state, person = document.body.dataset.person ?? "";
const keep = (form) => form.method === "post" && !form.matches("[data-logout], [data-no-keep]");
const key = (form) => PREFIX + location.pathname + "#" + (form.id || form.getAttribute("action") || "");
const kept = (field) => field.name && !field.disabled && !["password", "file", "hidden", "submit", "button"].includes(field.type);
const entries = () => Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX));

// Text fields have a `checked` too, always false.
function ticked(field) {
  return field.type === "checkbox" || field.type === "radio" ? field.checked : null;
}
function read(name) {
  try { return JSON.parse(sessionStorage.getItem(name)); } catch { return null; }
}
function save(form, sent = false) {
  const values = [...form.elements].filter(kept).map((field) => [field.name, field.value, ticked(field)]);
  const at = new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" });
  try { sessionStorage.setItem(key(form), JSON.stringify({ values, at, sent })); } catch { /* full or switched off */ }
}
const forget = (names) => names.forEach((name) => sessionStorage.removeItem(name));

// -- on arrival: another person's texts go; a sent form that was answered by an ordinary page was taken
if (person && sessionStorage.getItem(OWNER) && sessionStorage.getItem(OWNER) !== person) forget(entries());
if (person) sessionStorage.setItem(OWNER, person);
const refused = [...document.forms].filter((form) => form.querySelector("[aria-invalid=true], .note.bad, .error"));
for (const name of entries()) {
  const entry = read(name);
  if (!entry?.sent) continue;
  if (state === "ok" && !refused.some((form) => key(form) === name)) forget([name]);
  else sessionStorage.setItem(name, JSON.stringify({ ...entry, sent: false }));
}
for (const form of document.forms) if (keep(form) && !refused.includes(form)) restore(form);

function restore(form) {
  const entry = read(key(form));
  if (!entry) return;
  const pairs = paired([...form.elements].filter(kept), entry.values), lost = entry.values.find(([name, value, on]) => on && !pairs.some(([field]) => field.name === name && field.value === value));
  if (!lost && !pairs.some(([field, value]) => differs(field, value))) return;
  pairs.forEach(([field, value]) => put(field, value));
  if (lost) choose(form, lost);
  const line = document.getElementById("restored")?.content.firstElementChild.cloneNode(true);
  if (!line) return;
  line.querySelector("span").textContent = `已恢复 ${entry.at} 填写、尚未提交的内容。`;
  line.querySelector("button").addEventListener("click", () => { form.reset(); forget([key(form)]); line.remove(); });
  form.prepend(line);
}
// By name, for a list found by a search has other lines the next time: a choice by its value, a text by its place among its namesakes.
function paired(fields, values) {
  const count = new Map();
  return fields.map((field) => {
    const same = values.filter(([name]) => name === field.name), place = count.get(field.name) ?? 0;
    count.set(field.name, place + 1);
    return [field, ticked(field) === null ? same[place] : same.find(([, value]) => value === field.value)];
  });
}
function differs(field, value) {
  return Boolean(value) && (value[2] === null ? field.value !== value[1] : field.checked !== value[2]);
}
function put(field, value) {
  if (value) { if (value[2] === null) field.value = value[1]; else field.checked = value[2]; }
}
// What was chosen from a search stands in no list yet: it is searched for again, as chosen.
function choose(form, [name, value]) {
  const search = form.querySelector("[hx-get][hx-include]"), list = search && document.querySelector(search.getAttribute("hx-include"));
  if (!list) return;
  const again = Object.assign(document.createElement("input"), { type: "radio", name, value, checked: true, hidden: true });
  list.append(again);
  const ask = () => setTimeout(() => globalThis.htmx?.trigger(search, "search"), 0);
  if (document.readyState === "complete") ask(); else addEventListener("load", ask);
}
document.addEventListener("input", (event) => { const form = event.target.form; if (form && keep(form) && kept(event.target)) save(form); });

// -- a form is sent once: the second press of the button finds it busy
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.matches("[data-no-guard]")) return;
  if (form.matches("[data-logout]")) forget(entries());
  if (form.dataset.busy) return event.preventDefault();
  if (form.method !== "post") return;
  if (keep(form) && read(key(form))) save(form, true);
  form.dataset.busy = "1";
  // The pressed button must still send its name and value: it is greyed after the form has gone.
  setTimeout(() => buttons(form).forEach((button) => button.setAttribute("aria-busy", "true")), 0);
  setTimeout(() => free(form), 20000);
});
const buttons = (form) => [...form.elements].filter((one) => one.type === "submit");
function free(form) {
  delete form.dataset.busy;
  buttons(form).forEach((button) => button.removeAttribute("aria-busy"));
}
addEventListener("pageshow", (event) => { if (event.persisted) [...document.forms].forEach(free); });
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt.closest?.("form");
  if (!form) return;
  if (event.detail.successful && keep(form)) forget([key(form)]);
  free(form);
});

// -- idle logout: while somebody works the session is kept; two minutes before the end a warning is shown
const minutes = Number(document.body.dataset.idleMinutes || 0), alive = document.body.dataset.aliveUrl;
if (minutes && alive) watch();
function watch() {
  let active = Date.now(), told = Date.now();
  const dialog = document.getElementById("idle"), warnAt = Math.max(minutes - 2, minutes / 2) * 60000;
  for (const kind of ["pointerdown", "keydown", "scroll", "touchstart"]) addEventListener(kind, () => { if (!dialog.open) active = Date.now(); }, { passive: true, capture: true });
  document.addEventListener("htmx:afterRequest", () => { active = told = Date.now(); });
  const tell = async () => { told = Date.now(); const answer = await fetch(alive, { redirect: "manual" }).catch(() => null); if (answer && !answer.ok) location.reload(); };
  dialog.querySelector("[data-idle-stay]").addEventListener("click", () => { dialog.close(); active = Date.now(); tell(); });
  setInterval(() => {
    const idle = Date.now() - active, left = minutes * 60000 - idle;
    if (left <= 0) return location.reload();
    if (idle >= warnAt) {
      dialog.querySelector("[data-idle-left]").textContent = left > 90000 ? `${Math.ceil(left / 60000)} 分钟` : `${Math.ceil(left / 1000)} 秒`;
      if (!dialog.open) dialog.showModal();
    } else if (active > told && Date.now() - told > 240000) tell();
  }, 1000);
}
