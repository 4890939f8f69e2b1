// A signature drawn by hand, sent as a PNG in an ordinary file input. A page that needs it loads this file and
// the vendor's signature_pad.umd.min.js; the parts are those of core/parts/signature.html.
function attach(box) {
  if (box.dataset.ready) return;
  box.dataset.ready = "1";
  const canvas = box.querySelector("canvas"), input = box.querySelector("input[type=file]"), state = box.querySelector("[data-state]");
  const pad = new window.SignaturePad(canvas, { penColor: "#10201e", minWidth: 1, maxWidth: 3 });
  function fit() {
    const drawn = pad.toData(), ratio = Math.max(window.devicePixelRatio || 1, 1);
    canvas.width = canvas.offsetWidth * ratio;
    canvas.height = canvas.offsetHeight * ratio;
    canvas.getContext("2d").scale(ratio, ratio);
    pad.clear();
    pad.fromData(drawn);
  }
  function send() {
    canvas.toBlob((blob) => {
      const carrier = new DataTransfer();
      if (!pad.isEmpty()) carrier.items.add(new File([blob], "签名.png", { type: "image/png" }));
      input.files = carrier.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
      state.textContent = pad.isEmpty() ? "请在框内手写签名" : "已签名";
    }, "image/png");
  }
  pad.addEventListener("endStroke", send);
  box.querySelector("[data-clear]").addEventListener("click", () => { pad.clear(); send(); });
  new ResizeObserver(fit).observe(canvas);
}
const prepare = (within) => within.querySelectorAll?.("[data-signature]").forEach(attach);
prepare(document);
document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
