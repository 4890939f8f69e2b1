// The walk: each form takes the phone's time with it, and the chip says when the phone has lost the network.
document.addEventListener("submit", (event) => {
  for (const field of event.target.querySelectorAll("[data-moment]")) field.value = new Date().toISOString();
}, true);

function connection() {
  for (const chip of document.querySelectorAll("[data-sync]")) {
    chip.classList.toggle("waiting", !navigator.onLine);
    chip.textContent = navigator.onLine ? chip.dataset.sync : "没有网络，先别作答";
  }
}
addEventListener("online", connection);
addEventListener("offline", connection);
document.addEventListener("htmx:load", connection);
connection();

// What belongs to one way of putting it right is asked only where that way is chosen.
document.addEventListener("toggle", (event) => {
  const box = event.target;
  if (!box.matches?.("details[data-requires]")) return;
  for (const field of box.querySelectorAll("[data-required]")) field.required = box.open;
}, true);

// The page of a new question begins at its top, as a page does that was loaded.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id === "walk") event.target.querySelector("h2")?.focus({ preventScroll: true });
});
