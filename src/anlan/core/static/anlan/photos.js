// Photos in a form: shown before they are sent, one can be taken away, more can be added.
// <div class="shots" data-photos><label class="shot add">… <input type="file" name="photos" accept="image/*,.heic,.heif" multiple></label></div>
function prepare(within) {
  const boxes = [...within.querySelectorAll?.("[data-photos]") ?? []];
  if (within.matches?.("[data-photos]")) boxes.push(within);
  boxes.filter((box) => !box.dataset.ready).forEach(attach);
}

function attach(box) {
  box.dataset.ready = "1";
  const input = box.querySelector("input[type=file]"), limit = Number(box.dataset.limit || 20);
  let chosen = [];
  input.addEventListener("change", () => {
    // Choosing again adds to what is there; the browser alone would replace it.
    for (const file of input.files) if (!chosen.some((one) => same(one, file)) && chosen.length < limit) chosen.push(file);
    draw();
  });
  input.form?.addEventListener("reset", () => { chosen = []; draw(); });

  function draw() {
    const carrier = new DataTransfer();
    chosen.forEach((file) => carrier.items.add(file));
    input.files = carrier.files;
    box.querySelectorAll("[data-shot]").forEach((old) => old.remove());
    chosen.forEach((file) => box.insertBefore(thumb(file), input.closest(".shot")));
  }
  function thumb(file) {
    const shot = document.createElement("div"), image = document.createElement("img"), button = document.createElement("button");
    shot.className = "shot";
    shot.dataset.shot = "";
    image.alt = file.name;
    image.src = URL.createObjectURL(file);
    image.addEventListener("load", () => URL.revokeObjectURL(image.src));
    // HEIC from a phone is sent all the same; only this browser cannot draw it.
    image.addEventListener("error", () => { shot.classList.add("unseen"); image.replaceWith(file.name); });
    button.type = "button";
    button.textContent = "×";
    button.setAttribute("aria-label", `去掉照片 ${file.name}`);
    button.addEventListener("click", () => { chosen = chosen.filter((one) => one !== file); draw(); });
    shot.append(image, button);
    return shot;
  }
}
const same = (one, other) => one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

prepare(document);
document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
