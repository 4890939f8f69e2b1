// Lists: walk them with j and k, open a row beside the list, select rows and see how many.
// A row is <tr data-href="…" data-panel="…">; its panel is fetched into #panel where the window has room for both.
const rows = () => [...document.querySelectorAll("tr[data-href], li[data-href]")].filter((row) => row.offsetParent !== null);
const cursor = () => document.querySelector("[data-href].cursor");
const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], dialog[open]");
const roomy = () => matchMedia("(min-width: 1024px)").matches && document.getElementById("panel");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const row = cursor();
  if (event.key === "j" || event.key === "k") move(event.key === "j" ? 1 : -1);
  else if (row && (event.key === "o" || (event.key === "Enter" && event.target === document.body))) location.assign(row.dataset.href);
  else if (row && event.key === "x") row.querySelector("input[type=checkbox]")?.click();
  else return;
  event.preventDefault();
});

function move(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(cursor());
  go(all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step))]);
}

function go(row) {
  for (const other of document.querySelectorAll(".cursor, [aria-selected=true]")) {
    other.classList.remove("cursor");
    other.removeAttribute("aria-selected");
  }
  row.classList.add("cursor");
  row.scrollIntoView({ block: "nearest" });
  if (row.dataset.panel && roomy()) show(row);
}

function show(row) {
  const panel = document.getElementById("panel");
  row.setAttribute("aria-selected", "true");
  panel.closest(".split")?.classList.remove("closed");
  panel.hidden = false;
  window.htmx.ajax("GET", row.dataset.panel, { target: panel, swap: "innerHTML" });
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close-panel]")) return closePanel();
  const row = event.target.closest("[data-href]");
  if (!row || event.target.closest("a, button, input, label, summary, select") || getSelection().toString()) return;
  if (row.dataset.panel && roomy()) go(row); else location.assign(row.dataset.href);
});
// A plain click on the row's own link opens the panel too; with Ctrl, or on a narrow window, it is an ordinary link.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-href] a.main-link");
  const row = link?.closest("[data-panel]");
  if (!row || !roomy() || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(row);
});
function closePanel() {
  const panel = document.getElementById("panel");
  panel.hidden = true;
  panel.closest(".split")?.classList.add("closed");
  document.querySelector("[aria-selected=true]")?.removeAttribute("aria-selected");
}

// -- selection: input[data-select] in rows, [data-select-all] in the head, .bulk with [data-selected] for the number
function count() {
  const boxes = [...document.querySelectorAll("input[data-select]")], chosen = boxes.filter((box) => box.checked);
  const bar = document.querySelector(".bulk"), all = document.querySelector("[data-select-all]");
  if (bar) bar.hidden = !chosen.length;
  for (const place of document.querySelectorAll("[data-selected]")) place.textContent = chosen.length;
  if (all) { all.checked = boxes.length > 0 && chosen.length === boxes.length; all.indeterminate = chosen.length > 0 && !all.checked; }
}
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-select-all]")) for (const box of document.querySelectorAll("input[data-select]")) box.checked = event.target.checked;
  if (event.target.matches("[data-select], [data-select-all]")) count();
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-select-none]")) return;
  for (const box of document.querySelectorAll("input[data-select]")) box.checked = false;
  count();
});
addEventListener("pageshow", count);
document.addEventListener("htmx:load", count);
