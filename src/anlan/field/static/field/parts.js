// Small parts of a page: elements from words, messages, a field for photos, a pad to sign on.
import { glimpse, taken } from "./photos.js";

export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value == null) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), unhurried(value));
    else if (name === "value" || name === "checked" || name === "disabled" || name === "required") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(9).filter((one) => one != null && one !== false).map((one) => (one instanceof Node ? one : String(one))));
  return element;
}
// A second tap while the first still saves does nothing: on a slow phone it would record a hazard twice. What cannot be
// saved is said, and stays on the screen.
function unhurried(act) {
  let running = false;
  return async (event) => {
    if (running) return event.preventDefault();
    running = true;
    try { await act(event); } catch (error) { toast(failure(error), "bad"); } finally { running = false; }
  };
}
function failure(error) {
  if (error?.name === "QuotaExceededError") return "手机空间不够，没有保存。请删掉一些别的照片或视频再点一次；本页填写的内容还在。";
  if (error?.message === "locked") return "外勤已锁上，刚才这一步没有保存。请输入外勤密码后再点一次。";
  console.error(error);
  return "这一步没有保存成功，请再点一次；本页填写的内容还在。";
}
// Goes on from a screen, unless the person has left it meanwhile by themselves.
export function leave(from, to) { if (location.hash === from) location.hash = to; }
export const button = (words, act, kind = "") => h("button", { type: "button", class: `btn ${kind}`, onclick: act }, words);
export const link = (words, to, kind = "btn") => h("a", { class: kind, href: to }, words);
export const note = (kind, ...words) => h("div", { class: `note ${kind}` }, h("div", {}, ...words));
let fields = 0;
export function field(label, input, hint = "") {
  input.id ||= `f${++fields}`;
  return h("div", { class: "field" }, h("label", { for: input.id }, label), hint && h("p", { class: "hint" }, hint), input);
}
export function toast(words, kind = "info") {
  const box = document.getElementById("toasts"), one = note(kind, words);
  box.replaceChildren();
  one.dataset.at = Date.now();
  one.append(h("button", { type: "button", class: "close", "aria-label": "关闭", onclick: () => one.remove() }, "×"));
  box.append(one);
  setTimeout(() => one.remove(), kind === "bad" ? 15_000 : 4_000);
}
// Photos chosen or taken: made small at once, shown, one can be taken away. `shots.list` holds them.
export function photoField(label) {
  const shots = { label, list: [] }, strip = h("div", { class: "shots" });
  const input = h("input", { type: "file", accept: "image/*", multiple: true, "aria-label": label });
  const add = h("label", { class: "shot add" }, "＋ 拍照", input);
  const draw = () => {
    strip.querySelectorAll("[data-shot]").forEach((old) => old.remove());
    for (const one of shots.list) strip.insertBefore(thumb(one), add);
  };
  const changed = () => shots.element.dispatchEvent(new Event("change", { bubbles: true }));
  const thumb = (one) => {
    const image = h("img", { alt: one.name });
    glimpse(one.bytes).then((blob) => { image.src = URL.createObjectURL(blob); }).catch(() => image.replaceWith(one.name));
    image.addEventListener("load", () => URL.revokeObjectURL(image.src));
    return h("div", { class: "shot", "data-shot": true }, image, h("button", { type: "button", "aria-label": `去掉照片 ${one.name}`, onclick: () => { shots.list = shots.list.filter((other) => other !== one); draw(); changed(); } }, "×"));
  };
  input.addEventListener("change", () => { shots.working = take(); });
  async function take() {
    const chosen = [...input.files];
    input.value = "";
    add.classList.add("busy");
    for (const file of chosen) {
      try {
        const one = await taken(file);
        if (!shots.list.some((other) => other.sha256 === one.sha256)) shots.list.push(one);
      } catch { toast(`“${file.name}”打不开，请重新拍一张。`, "bad"); }
    }
    add.classList.remove("busy");
    draw();
    changed();
  }
  strip.append(add);
  shots.put = (list) => { shots.list = list; draw(); };
  shots.element = h("div", { class: "field" }, h("span", { class: "field-label" }, label), strip);
  shots.element.shots = shots;
  return shots;
}
// A pad to sign on with a finger; `pad.picture()` gives a PNG like a photo, or null while it is empty.
export function signaturePad(label) {
  const canvas = h("canvas", { role: "img", "aria-label": `${label}：签名区，请用手指书写` });
  const box = h("div", { class: "signature" }, canvas, h("div", { class: "line" }, h("span", {}, "请在框内手写签名"), button("重写", () => drawn.clear(), "small")));
  let drawn;
  // Once it has a size: the screen may still be reading its draft when the pad is made.
  new ResizeObserver((_, own) => {
    if (!canvas.offsetWidth) return;
    own.disconnect();
    const ratio = Math.max(devicePixelRatio || 1, 1);
    canvas.width = canvas.offsetWidth * ratio;
    canvas.height = canvas.offsetHeight * ratio;
    canvas.getContext("2d").scale(ratio, ratio);
    drawn = new window.SignaturePad(canvas, { penColor: "#10201e", minWidth: 1, maxWidth: 3 });
  }).observe(canvas);
  async function picture(sha256) {
    if (!drawn || drawn.isEmpty()) return null;
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png")), bytes = await blob.arrayBuffer();
    return { sha256: await sha256(bytes), bytes, name: "签名.png", facts: {} };
  }
  return { element: box, picture };
}
