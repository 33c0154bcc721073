/*
 * The service worker: what was opened stays readable without a connection. /sw.js loads this and says in `site` which
 * build it is. A page comes from the network whenever that answers; what is kept says so and when it was fetched.
 */
"use strict";

/**
 * @typedef {{build: string, files: string[], offline: string, leave: string[], unkept: string[]}} Site
 * build: of code and static files. leave: paths that are no business of a worker. unkept: pages that are never kept.
 */
const worker = /** @type {ServiceWorkerGlobalScope & {site: Site}} */ (/** @type {unknown} */ (self));
const { build, files, offline, leave, unkept } = worker.site;
const FILES = `files-${build}`;
const PAGES = `pages-${build}`;
const MOST_PAGES = 40;
const MOST_RENEWED = 10;
const PATIENCE = 5000;

const startsWith = (/** @type {string} */ path, /** @type {string[]} */ beginnings) => beginnings.some((start) => path.startsWith(start));
const pathOf = (/** @type {string} */ address) => new URL(address, worker.location.origin).pathname;
const withoutHash = (/** @type {string} */ address) => address.split("#")[0];
/* A page that goes on from a link is for whoever was sent it: nothing on the device shall name its code. */
const isUnkept = (/** @type {string} */ address) => startsWith(pathOf(address), unkept) || new URL(address).searchParams.has("link");
const isOurs = (/** @type {string} */ address) => {
  const { origin, pathname } = new URL(address);
  return origin === worker.location.origin && !startsWith(pathname, leave);
};

worker.addEventListener("install", (event) => {
  event.waitUntil(caches.open(FILES)
    .then((cache) => cache.addAll([...files, new Request(offline, { cache: "no-cache" })]))
    .then(() => worker.skipWaiting()));
});

/* Pages of an older build name files that are gone with it. */
worker.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter((name) => name !== FILES && name !== PAGES).map((name) => caches.delete(name))))
    .then(() => worker.clients.claim()));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = pathOf(request.url);
  if (!isOurs(request.url)) return;
  if (request.method === "POST" && request.mode === "navigate" && path.endsWith("/outcome/")) event.respondWith(goOn(request));
  if (request.method !== "GET") return;
  if (files.includes(path) || path === offline) event.respondWith(fileOf(request));
  else if (request.mode === "navigate") event.respondWith(openPage(event));
  else if (request.headers.get("HX-Target") === "main#screen") event.respondWith(swapScreen(event));
});

/* What a page asks for. keep: its own address. ahead: what can be read from it. check: whether it is still so. */
worker.addEventListener("message", (event) => {
  const { keep, ahead = [], check } = event.data;
  event.waitUntil((async () => {
    await writing;
    if (keep && !(await keptPage(keep))) await keepPage(keep, await fetchAgain(keep));
    const release = releaseOf(await keptPage(keep ?? ""));
    if (release) for (const address of ahead) if (!(await keptPage(address))) await fetchAndKeep(address, release);
    if (check && (await hasChanged(check))) event.source?.postMessage({ changed: check });
  })().catch(() => {}));
});

/** One page is written after another. @type {Promise<unknown>} */
let writing = Promise.resolve();
/** @template Made @param {() => Promise<Made>} write @returns {Promise<Made>} */
function inTurn(write) {
  const made = writing.then(write);
  writing = made.catch(() => {});
  return made;
}

async function fileOf(/** @type {Request} */ request) {
  const cache = await caches.open(FILES);
  return (await cache.match(pathOf(request.url), { ignoreVary: true })) ?? fetch(request);
}

/* What was said of a step, before htmx was there, and without a connection: the walk after it, which its address holds. */
async function goOn(/** @type {Request} */ request) {
  const copy = request.clone();
  try {
    return await fetch(request);
  } catch (why) {
    const said = new URLSearchParams(await copy.text());
    const link = said.get("link");
    if (link && !said.get("release")) throw why;
    const [kind] = (said.get("kind") ?? "").split("-");
    const walk = new URLSearchParams(said.get("walk") ?? "");
    walk.append(kind === "cannot" ? kind : ["fixed", "explained"].includes(kind) ? "worked" : "tried", said.get("step") ?? "");
    if (link) walk.append("link", link);
    return Response.redirect(new URL(`../check/?${walk}`, request.url).href, 303);
  }
}

/* A whole page: from the network, else what was kept of it, else what can be read instead. */
async function openPage(/** @type {FetchEvent} */ event) {
  const fresh = fetch(event.request);
  const copy = fresh.then((response) => response.clone());
  event.waitUntil(copy.then((response) => keepPage(event.request.url, response)).catch(() => {}));
  const kept = await keptPage(event.request.url);
  const late = new Promise((_, reject) => { if (kept) setTimeout(reject, PATIENCE, "late"); });
  try {
    const response = /** @type {Response} */ (await Promise.race([fresh, late]));
    return kept && response.status >= 500 ? await marked(kept, "error") : response;
  } catch (why) {
    return kept ? marked(kept, why === "late" ? why : "offline") : fileOf(new Request(offline));
  }
}

/* The inside of the frame, for htmx; it takes a whole page as well (walk.js). */
async function swapScreen(/** @type {FetchEvent} */ event) {
  const fresh = fetch(event.request);
  const copy = fresh.then((response) => response.clone());
  const from = event.request.headers.get("HX-Current-URL") ?? "";
  event.waitUntil(copy.then((response) => keepScreen(event.request.url, response, from)).catch(() => {}));
  try {
    return await fresh;
  } catch (why) {
    const kept = await keptPage(event.request.url);
    if (kept) return marked(kept, "offline");
    throw why;
  }
}

/** @returns {Promise<Response | undefined>} */
async function keptPage(/** @type {string} */ address) {
  return (await caches.open(PAGES)).match(withoutHash(address));
}

/* Which page this is, and since when it is kept, said inside its frame, where offline.js finds it. */
async function marked(/** @type {Response} */ kept, /** @type {string} */ why) {
  const at = kept.headers.get("Kept-At") ?? "";
  const notice = `<p class="notice" hidden data-kept="${at}" data-why="${why}"></p>`;
  const html = (await kept.text()).replace(/<main\s[^>]*>/, (main) => main + notice);
  return new Response(html, { headers: kept.headers });
}

function mayBeKept(/** @type {string} */ address, /** @type {Response} */ response) {
  const { status, type, redirected, headers } = response;
  return status === 200 && type === "basic" && !redirected && isOurs(address) && !isUnkept(address)
    && (headers.get("Content-Type") ?? "").startsWith("text/html") && !/no-store/.test(headers.get("Cache-Control") ?? "");
}

async function keepPage(/** @type {string} */ address, /** @type {Response} */ response) {
  if (mayBeKept(address, response)) await keepText(address, response, await response.text());
}

/* A fragment becomes a whole page inside the one on which it was asked for. */
async function keepScreen(/** @type {string} */ address, /** @type {Response} */ response, /** @type {string} */ from) {
  if (!mayBeKept(address, response)) return;
  const text = await response.text();
  await writing;
  const around = await keptPage(from);
  if (/^\s*<!doctype/i.test(text)) await keepText(address, response, text);
  else if (around && releaseOf(around) === releaseOf(response)) await keepText(address, response, inside(await around.text(), text));
  else await keepPage(address, await fetchAgain(address));
}

/* Another release may have withdrawn what an older one said: its pages go at once, and the last ones are fetched anew. */
async function keepText(/** @type {string} */ address, /** @type {Response} */ response, /** @type {string} */ text) {
  const old = await inTurn(async () => {
    await put(address, response, text);
    return dropOthers(releaseOf(response));
  });
  for (const one of old.slice(-MOST_RENEWED)) await fetchAndKeep(one, releaseOf(response));
}

function inside(/** @type {string} */ page, /** @type {string} */ screen) {
  const [title] = /<title>[^]*?<\/title>/.exec(screen) ?? [""];
  const withTitle = title ? page.replace(/<title>[^]*?<\/title>/, () => title) : page;
  return withTitle.replace(/(<main\s[^>]*>)[^]*(<\/main>)/, (_, begin, end) => begin + screen.replace(title, "") + end);
}

async function put(/** @type {string} */ address, /** @type {Response} */ response, /** @type {string} */ text) {
  const headers = new Headers(response.headers);
  for (const name of ["Vary", "Content-Encoding", "Content-Length"]) headers.delete(name);
  headers.set("Kept-At", new Date().toISOString());
  const pages = await caches.open(PAGES);
  await pages.put(withoutHash(address), new Response(text, { headers }));
  for (const old of (await pages.keys()).slice(0, -MOST_PAGES)) await pages.delete(old);
}

/** @returns {Promise<string[]>} the addresses that were dropped */
async function dropOthers(/** @type {string} */ release) {
  const pages = await caches.open(PAGES);
  const [guide] = release.split(" ");
  const old = [];
  for (const { url } of await pages.keys()) {
    const kept = releaseOf(await pages.match(url));
    if (kept !== release && kept.split(" ")[0] === guide) old.push(url);
  }
  await Promise.all(old.map((address) => pages.delete(address)));
  return old;
}

/* For later: the server may tell it from a page that somebody looks at. */
async function fetchAgain(/** @type {string} */ address) {
  const isKept = isOurs(address) && !isUnkept(address);
  return isKept ? fetch(withoutHash(address), { headers: { Purpose: "prefetch" } }) : Response.error();
}

/* Not if a cache on the way still has it from another release. */
async function fetchAndKeep(/** @type {string} */ address, /** @type {string} */ release) {
  const response = await fetchAgain(address);
  if (!mayBeKept(address, response) || releaseOf(response) !== release) return;
  const text = await response.text();
  await inTurn(() => put(address, response, text));
}

/* Whether a page that is open came out of another release than the one that is live now. */
async function hasChanged(/** @type {string} */ address) {
  const kept = await keptPage(address);
  const response = await fetchAgain(address);
  await keepPage(address, response.clone());
  return response.ok && kept !== undefined && releaseOf(kept) !== releaseOf(response);
}

/* Guide and hash; empty on a page that belongs to no guide. */
function releaseOf(/** @type {Response | undefined} */ response) {
  return response?.headers.get("Guide-Release") ?? "";
}
