// The service worker: the page and its files are kept on the phone; the version is a hash over all of them.
const CACHE = "anlan-field-{{ version }}";
const SHELL = "/field/";
const KEPT = {{ urls|safe }};
const HASHED = /\/static\/.*(\.[0-9a-f]{12}\.|\/vendor\/)/;

self.addEventListener("install", (event) => event.waitUntil(fill()));
async function fill() {
  const cache = await caches.open(CACHE);
  await cache.addAll(KEPT.map((url) => new Request(url, { cache: "reload" })));
  await keepShell(cache, await fetch(SHELL, { cache: "reload" }));
  await self.skipWaiting();
}
// A redirect means the login page: that is no page to keep.
async function keepShell(cache, answer) {
  if (answer.ok && !answer.redirected) await cache.put(SHELL, answer.clone());
}
self.addEventListener("activate", (event) => event.waitUntil(clean()));
async function clean() {
  for (const name of await caches.keys()) if (name.startsWith("anlan-field-") && name !== CACHE) await caches.delete(name);
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (url.pathname === SHELL) event.respondWith(page(request));
  } else if (KEPT.includes(url.pathname) || HASHED.test(url.pathname)) {
    event.respondWith(kept(request));
  }
});
// The page as it was kept with these very files: at once, also where the network is there and gives nothing. A new
// version brings its own page along.
async function page(request) {
  const cache = await caches.open(CACHE), found = await cache.match(SHELL);
  if (found) return found;
  try {
    const answer = await fetch(request);
    if (answer.type !== "opaqueredirect") await keepShell(cache, answer);
    return answer;
  } catch {
    return new Response("没有网络，手机里也还没有外勤页面。请联网打开一次。", { status: 503, headers: { "Content-Type": "text/plain; charset=utf-8" } });
  }
}
async function kept(request) {
  const cache = await caches.open(CACHE), found = await cache.match(request, { ignoreSearch: true });
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}
