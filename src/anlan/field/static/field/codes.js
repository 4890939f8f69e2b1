// The code on a plate at the door, read from a photo: by the browser where it can, else by a decoder kept on the phone.
const SIDES = [1000, 1800, 500];

export const possible = () => "BarcodeDetector" in globalThis || Boolean(document.body.dataset.decoder);
export async function read(file) {
  const image = await createImageBitmap(file, { imageOrientation: "from-image" });
  try { return (await byBrowser(image)) || (await byDecoder(image)); } finally { image.close(); }
}
async function byBrowser(image) {
  if (!("BarcodeDetector" in globalThis)) return "";
  // Some browsers have the reader and cannot read; then ours tries.
  const found = await new BarcodeDetector({ formats: ["qr_code"] }).detect(image).catch(() => []);
  return found[0]?.rawValue ?? "";
}
async function byDecoder(image) {
  if (!document.body.dataset.decoder) return "";
  if (!globalThis.jsQR) await import(document.body.dataset.decoder);
  // A code that fills the photo is read small, one far away large.
  for (const side of SIDES) {
    const { data, width, height } = pixels(image, Math.min(1, side / Math.max(image.width, image.height)));
    const found = globalThis.jsQR(data, width, height);
    if (found?.data) return found.data;
  }
  return "";
}
function pixels(image, scale) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}
// The place whose plate it is: a plate carries the address of its door, /s/TOKEN/.
export function placeOf(enterprises, code) {
  const plate = /\/s\/([A-Za-z0-9]+)/.exec(code)?.[1];
  return plate && enterprises.find((one) => one.plate === plate);
}
