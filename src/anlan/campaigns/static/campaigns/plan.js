// Sentence and draft light each other: hover, focus or tap a piece and its words in the notice are lit, and the reverse.
// The draft's column is swapped when something is confirmed: what was lit stays lit, and neither column moves.
const original = document.querySelector("[data-original]");
const paper = original?.querySelector(".paper");
const pieceOf = (node) => node.closest?.(".draft [data-mark]");
const saidOf = (mark) => [...original.querySelectorAll(".said")].filter((one) => one.dataset.marks.split(" ").includes(mark));
let held = "";

function light(pieces) {
  for (const one of document.querySelectorAll(".lit")) one.classList.remove("lit");
  for (const piece of pieces) {
    piece.classList.add("lit");
    for (const one of saidOf(piece.dataset.mark)) one.classList.add("lit");
  }
  held = pieces[0]?.dataset.mark ?? "";
}

// Only the paper's own pane is moved: the page stays where the hand is.
function follow(piece) {
  light([piece]);
  const [first] = saidOf(piece.dataset.mark);
  if (first) paper.scrollTop += first.getBoundingClientRect().top - paper.getBoundingClientRect().top - paper.clientHeight / 3;
}

function reached(event) {
  const piece = pieceOf(event.target);
  if (piece && piece.dataset.mark !== held) follow(piece);
}

// By keyboard: j and k walk from piece to piece, Enter confirms or decides the one in hand, e changes it.
function walk(here, step) {
  const all = [...document.querySelectorAll(".draft .piece")].filter((one) => one.offsetParent !== null);
  const next = all[Math.max(0, Math.min(all.length - 1, all.indexOf(here) + step))];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "center" });
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog[open]")) return;
  const here = pieceOf(document.activeElement), undecided = here?.matches(".doubt:not(.decided)") ? ".row a" : ".row form button";
  if (event.key === "j" || event.key === "k") walk(here, event.key === "j" ? 1 : -1);
  else if (here && event.target === here && event.key === "Enter") here.querySelector(undecided)?.click();
  else if (here && event.key === "e") here.querySelector(".row a")?.click();
  else return;
  event.preventDefault();
}

if (original) {
  document.addEventListener("keydown", pressed);
  const back = document.querySelector(":target.piece"); // come back from its form: the keys go on from here
  back?.focus({ preventScroll: true });
  document.addEventListener("pointerover", reached);
  document.addEventListener("focusin", reached);
  document.addEventListener("click", (event) => {
    const quote = event.target.closest(".draft .quote");
    if (!quote) return;
    event.preventDefault();
    follow(pieceOf(quote));
  });
  original.addEventListener("click", (event) => {
    const said = event.target.closest(".said");
    if (!said) return;
    const pieces = said.dataset.marks.split(" ").map((mark) => document.getElementById(mark)).filter(Boolean);
    if (!pieces.length) return;
    light(pieces);
    pieces[0].closest("details")?.setAttribute("open", "");
    pieces[0].scrollIntoView({ block: "center" });
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "draft") return;
    const piece = held && document.getElementById(held);
    if (!piece) return;
    light([piece]);
    piece.focus({ preventScroll: true });
  });
}
