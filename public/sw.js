// The installed app's worker: keeps the shell and the page for no network, and shows notices. Never kept: a page of the
// cabinet, an answer of the server, a receipt. The server puts the build's number in place of HASH.
const SHELL = 'shell-HASH';
const OFFLINE = '/offline';
const FILES = ['/pkg/kvitok.HASH.css', '/pkg/kvitok.HASH.js', '/pkg/kvitok.HASH.wasm', '/favicon.svg'];

addEventListener('install', (event) => {
  const offline = new Request(OFFLINE, { credentials: 'omit' });
  event.waitUntil(caches.open(SHELL).then((shell) => shell.addAll([offline, ...FILES])).then(() => skipWaiting()));
});

addEventListener('activate', (event) => event.waitUntil(takeOver()));

async function takeOver() {
  const old = (await caches.keys()).filter((name) => name !== SHELL);
  await Promise.all(old.map((name) => caches.delete(name)));
  // The server is asked while this worker is still waking up.
  await registration.navigationPreload?.enable();
  await clients.claim();
}

addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  // Posts go past this worker: the server has to see where they really come from.
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(event));
  else if (FILES.includes(pathname)) event.respondWith(file(request));
});

async function page(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return (await caches.match(OFFLINE, { cacheName: SHELL })) ?? Response.error();
  }
}

async function file(request) {
  return (await caches.match(request, { cacheName: SHELL })) ?? fetch(request);
}

addEventListener('push', (event) => {
  if (!event.data) return;
  const { title, body, lang, tag, url } = event.data.json();
  event.waitUntil(registration.showNotification(title, { body, lang, tag, icon: '/icon-192.png', data: url }));
});

addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(clients.openWindow(event.notification.data));
});

// The browser has given the device another address at its push service.
addEventListener('pushsubscriptionchange', (event) => event.waitUntil(moveOver(event.oldSubscription)));

async function moveOver(old) {
  if (!old) return;
  const { endpoint, keys } = (await registration.pushManager.subscribe(old.options)).toJSON();
  const body = new URLSearchParams({ endpoint, ...keys });
  await fetch('/api/keep-push', { method: 'POST', headers: { accept: 'application/json' }, body });
}
