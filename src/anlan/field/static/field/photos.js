// A photo made small enough for a bad network; what its camera wrote, and the hash of the original, go beside it.
import { sha256 } from "./outbox.js";

const SIDE = 2048, GLIMPSE = 240, QUALITY = 0.82;

export async function taken(file) {
  const original = await file.arrayBuffer(), facts = { original_sha256: await sha256(original), ...exifOf(original) };
  let bytes = original, name = file.name || "现场.jpg";
  try {
    const small = await smaller(file);
    if (small.size < original.byteLength || file.type !== "image/jpeg") { bytes = await small.arrayBuffer(); name = name.replace(/\.[^.]*$/, "") + ".jpg"; }
  } catch { /* this browser cannot draw it (HEIC): it goes as it is */ }
  return { sha256: await sha256(bytes), bytes, name, facts };
}
// As small as it is shown: thirty photos at full size would fill a phone of 2 GB.
export const glimpse = (bytes) => smaller(new Blob([bytes]), GLIMPSE);
async function smaller(file, side = SIDE) {
  const image = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, side / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  canvas.width = canvas.height = 0; // a 2 GB phone wants the memory back now
  if (!blob) throw new Error("no picture");
  return blob;
}

// Time and position of a JPEG: the two things a court asks for, and nothing else of what a camera writes.
export function exifOf(buffer) {
  try {
    const view = new DataView(buffer);
    if (view.getUint16(0) !== 0xffd8) return {};
    for (let place = 2; place < view.byteLength - 4;) {
      const marker = view.getUint16(place), length = view.getUint16(place + 2);
      if (marker === 0xffe1 && view.getUint32(place + 4) === 0x45786966) return readTiff(view, place + 10);
      if (marker === 0xffda) break;
      place += 2 + length;
    }
  } catch { /* cut short */ }
  return {};
}
function readTiff(view, start) {
  const little = view.getUint16(start) === 0x4949, short = (at) => view.getUint16(at, little), long = (at) => view.getUint32(at, little);
  const entries = (at) => {
    const found = new Map();
    for (let i = 0, n = short(at); i < n; i++) { const entry = at + 2 + i * 12; found.set(short(entry), entry); }
    return found;
  };
  const ascii = (entry) => {
    const size = long(entry + 4), at = size > 4 ? start + long(entry + 8) : entry + 8;
    let text = "";
    for (let i = 0; i < size; i++) text += String.fromCharCode(view.getUint8(at + i));
    return text.replace(/\0.*$/, "");
  };
  const degrees = (entry) => {
    const at = start + long(entry + 8), part = (i) => long(at + i * 8) / (long(at + i * 8 + 4) || 1);
    return part(0) + part(1) / 60 + part(2) / 3600;
  };
  const first = entries(start + long(start + 4)), facts = {};
  const inner = first.has(0x8769) ? entries(start + long(first.get(0x8769) + 8)) : new Map();
  const time = inner.get(0x9003) ?? first.get(0x0132);
  const match = time && /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(ascii(time));
  if (match) facts.taken_at = `${match[1]}-${match[2]}-${match[3]}T${match[4]}`;
  const gps = first.has(0x8825) ? entries(start + long(first.get(0x8825) + 8)) : new Map();
  if (gps.has(2) && gps.has(4)) {
    facts.latitude = degrees(gps.get(2)) * (gps.has(1) && ascii(gps.get(1)) === "S" ? -1 : 1);
    facts.longitude = degrees(gps.get(4)) * (gps.has(3) && ascii(gps.get(3)) === "W" ? -1 : 1);
    if (!facts.latitude && !facts.longitude) { delete facts.latitude; delete facts.longitude; }
  }
  return facts;
}
