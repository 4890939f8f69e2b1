// Copies what browsers and the PDF press need out of node_modules into the package, with a manifest.
// Run by `make assets`. What it writes is kept out of git and carried by the wheel.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

const root = dirname(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname));
const browser = join(root, "src/anlan/core/static/vendor");
const press = join(root, "src/anlan/files/fonts");
const weights = (stem) => [`400Regular/${stem}_400Regular.ttf`, `700Bold/${stem}_700Bold.ttf`, "LICENSE_FONT"];
const wanted = [
  { name: "htmx.org", files: ["dist/htmx.min.js", "LICENSE"], to: browser },
  { name: "jsqr", files: ["dist/jsQR.js", "LICENSE"], to: browser },
  { name: "signature_pad", files: ["dist/signature_pad.min.js", "dist/signature_pad.umd.min.js", "LICENSE"], to: browser },
  { name: "@expo-google-fonts/noto-serif-sc", files: weights("NotoSerifSC"), to: press },
  { name: "@expo-google-fonts/noto-sans-sc", files: weights("NotoSansSC"), to: press },
];

function copy(from, to) {
  // Source maps stay behind, and with them the line that names one: hashed file names would look for it.
  if (from.endsWith(".js")) writeFileSync(to, readFileSync(from, "utf8").replace(/^\/\/# sourceMappingURL=.*$/m, ""));
  else cpSync(from, to);
}

for (const folder of [browser, press]) rmSync(folder, { recursive: true, force: true });
const manifests = new Map([[browser, {}], [press, {}]]);
for (const { name, files, to } of wanted) {
  const source = join(root, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(source, "package.json"), "utf8"));
  const folder = `${basename(name)}-${version}`;
  mkdirSync(join(to, folder), { recursive: true });
  for (const file of files) copy(join(source, file), join(to, folder, basename(file)));
  manifests.get(to)[basename(name)] = { version, licence: license, folder, files: files.map((file) => basename(file)) };
}
for (const [to, manifest] of manifests) writeFileSync(join(to, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
console.log(`vendored ${wanted.length} packages`);
