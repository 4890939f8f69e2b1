// The keyboard: / searches, ? explains, and every element with data-key="g h" is pressed by its keys.
// Movement in lists (j k x o) lives in lists.js.
const typing = (target) => target.closest("input, textarea, select, [contenteditable]") && !target.matches("[type=checkbox], [type=radio]");
const shown = (element) => element.offsetParent !== null;
let first = "", since = 0;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && typing(event.target)) return event.target.blur();
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  const keys = Date.now() - since < 1200 && first ? [`${first} ${event.key}`, event.key] : [event.key];
  first = event.key;
  since = Date.now();
  for (const key of keys) if (press(key)) return event.preventDefault();
});

function press(key) {
  if (key === "/") return focusSearch();
  if (key === "?") return explain();
  const element = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find(shown);
  if (!element) return false;
  if (element.matches("summary")) element.parentElement.open = true;
  if (element.matches("input, textarea, select, summary")) element.focus(); else element.click();
  return true;
}

function focusSearch() {
  const box = document.querySelector("[data-search]");
  if (!box) return false;
  box.focus();
  box.select();
  return true;
}

// The help is read off the page: it can neither lack a key nor promise one that is not there.
function explain() {
  const dialog = document.getElementById("keys");
  if (!dialog) return false;
  const list = dialog.querySelector("dl");
  for (const old of list.querySelectorAll("[data-own]")) old.remove();
  for (const element of [...document.querySelectorAll("[data-key]")].filter(shown)) {
    const key = document.createElement("dt"), words = document.createElement("dd");
    for (const part of element.dataset.key.split(" ")) {
      const cap = document.createElement("kbd");
      cap.textContent = part;
      key.append(cap, " ");
    }
    words.textContent = element.dataset.keyLabel || element.textContent.trim();
    for (const node of [key, words]) { node.dataset.own = ""; list.append(node); }
  }
  dialog.showModal();
  return true;
}
document.addEventListener("click", (event) => { if (event.target.closest("[data-help]")) explain(); });
