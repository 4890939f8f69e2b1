// The frame's own behaviour: messages, menus, dialogs, the rail, file names. Everything works on what htmx swaps in too.
const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

// -- messages: a domain error answered to htmx is shown beside what the person is doing, and stays until closed
function toast(words) {
  const box = $("[data-toasts]"), template = document.getElementById("toast");
  if (!box || !template) return;
  const note = template.content.firstElementChild.cloneNode(true);
  $("div", note).textContent = words;
  $("button", note).addEventListener("click", () => note.remove());
  box.append(note);
}
document.addEventListener("anlan:error", (event) => toast(event.detail.message));
document.addEventListener("htmx:sendError", () => toast("网络没有连上，这一步没有提交。请检查网络后再试。"));
document.addEventListener("htmx:timeout", () => toast("等待太久没有回应。请刷新后查看这一步是否已经完成。"));
document.addEventListener("htmx:responseError", (event) => {
  const { status } = event.detail.xhr;
  if (event.detail.xhr.getResponseHeader("HX-Trigger")) return;
  if (status === 403) toast("登录已失效或页面停留太久，请刷新页面后再试。");
  else if (status === 404) toast("这条记录不存在，或者不在您的辖区之内。");
  else if (status === 400 || status === 413) toast("填的内容太多，这一步没有提交。请删短后再试。");
  else if (status >= 500) toast("系统出了问题，这一步没有完成，已经记录下来。请稍后再试。");
});
// After a session ended, a fragment request lands on the login page: go there whole instead of swapping it in.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (/data-state="login"/.test(event.detail.serverResponse ?? "")) {
    event.detail.shouldSwap = false;
    location.reload();
  }
});

// -- tabs wider than the phone: the one that is open stands in sight
for (const tabs of $$(".tabs")) {
  const open = $("[aria-current]", tabs);
  if (open && tabs.scrollWidth > tabs.clientWidth) tabs.scrollLeft = open.offsetLeft - tabs.offsetLeft - (tabs.clientWidth - open.offsetWidth) / 2;
}

// -- menus close when one clicks elsewhere, opens another, or presses Esc
document.addEventListener("click", (event) => {
  for (const menu of $$("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of $$("details.menu[open]")) {
    menu.open = false;
    $("summary", menu).focus();
  }
  const toggle = document.getElementById("menu-open");
  if (toggle) toggle.checked = false;
});

// -- dialogs: [data-open="id"] opens, [data-close] closes, a click beside closes
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.open);
    if (dialog) { event.preventDefault(); dialog.showModal(); }
  }
  if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
  if (event.target instanceof HTMLDialogElement && event.target.id !== "idle" && !inside(event)) event.target.close();
  const back = event.target.closest("[data-back]");
  if (back && history.length > 1) { event.preventDefault(); history.back(); }
});
function inside(event) {
  const box = event.target.getBoundingClientRect();
  return event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
}

// -- the rail
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-fold]")) return;
  const root = document.documentElement, folded = root.dataset.rail === "folded";
  if (folded) delete root.dataset.rail; else root.dataset.rail = "folded";
  try { localStorage.setItem("anlan.rail", folded ? "open" : "folded"); } catch { /* storage switched off */ }
});

// It keeps its place from page to page, and the page one is on stands within it.
const rail = document.getElementById("rail");
function reveal() {
  const here = rail.querySelector("[aria-current]")?.getBoundingClientRect(), box = rail.getBoundingClientRect();
  if (here && (here.top < box.top || here.bottom > box.bottom)) rail.scrollTop += here.top - box.top - box.height / 2;
}
if (rail) {
  try { rail.scrollTop = Number(sessionStorage.getItem("anlan.menu")) || 0; } catch { /* storage switched off */ }
  reveal();
  document.getElementById("menu-open")?.addEventListener("change", reveal);
  window.addEventListener("pagehide", () => {
    try { sessionStorage.setItem("anlan.menu", rail.scrollTop); } catch { /* storage switched off */ }
  });
}

// -- what this phone has not sent yet stays readable only while its person is logged in here: sent first, then out
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-logout]")) return;
  let unsent = 0;
  try { unsent = Number(localStorage.getItem("anlan.unsent") || 0); } catch { /* storage switched off */ }
  if (!unsent) return;
  event.preventDefault();
  toast(`这部手机里还有 ${unsent} 条外勤记录没有发送，不能退出。请打开“手机外勤”，先发送、导出，或写明原因后放弃。`);
}, true);

// -- small conveniences declared in the page
document.addEventListener("change", (event) => {
  const input = event.target;
  if (input.matches("[data-submit]")) input.form.requestSubmit();
  if (input.type === "file" && input.closest("[data-file]")) showNames(input);
});
function showNames(input) {
  const names = [...input.files].map((file) => file.name);
  $(".names", input.closest("[data-file]")).textContent = names.length ? names.join("、") : "尚未选择";
}
document.addEventListener("dragover", (event) => event.target.closest?.("[data-drop]")?.classList.add("over"));
document.addEventListener("dragleave", (event) => event.target.closest?.("[data-drop]")?.classList.remove("over"));
document.addEventListener("drop", (event) => event.target.closest?.("[data-drop]")?.classList.remove("over"));
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
  const copy = event.target.closest("[data-copy]");
  if (copy) navigator.clipboard?.writeText(copy.dataset.copy).then(() => { copy.textContent = "已复制"; });
});

// -- before and after: the slider uncovers the second picture
function prepare(within) {
  for (const box of $$(".compare:not(.live)", within)) {
    const slider = $("input", box);
    if (!slider) continue;
    box.classList.add("live");
    slider.addEventListener("input", () => box.style.setProperty("--cut", `${slider.value}%`));
  }
}
prepare(document);
document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));

// -- what was chosen while an answer to a search was on its way stays chosen, and in sight
let chosen = null;
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target?.matches?.(".results")) chosen = $("input[type=radio]:checked", detail.target)?.closest("label") ?? null;
});
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (!chosen || !detail.elt.matches?.(".results")) return;
  const input = $("input", chosen);
  const again = $$("input[type=radio]", detail.elt).find((one) => one.name === input.name && one.value === input.value);
  if (again) again.checked = true; else detail.elt.prepend(chosen);
  chosen = null;
});
