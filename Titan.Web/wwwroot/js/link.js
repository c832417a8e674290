// The page's link to the console server. Blazor marks #components-reconnect-modal with classes; this turns them into the frame's state:
// html[data-link] is up, retrying (first 3 s) or down, --link-age counts, and a page whose circuit is gone loads itself anew as soon as
// the server answers. It asks by fetch first, so the browser's own error page never shows.

import { word } from './words.js';

const root = document.documentElement;
const modalId = 'components-reconnect-modal';
const prefix = 'components-reconnect-';
const patience = 3000;
const backKey = 'titan.back';

let downSince = 0;
let ticker = 0;
let reloading = false;
let shown = { title: '', icon: '' };

const two = number => String(number).padStart(2, '0');

function count(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

function put(name, text) {
  for (const element of document.querySelectorAll(`[data-link-${name}]`)) {
    element.textContent = text;
  }
}

function tick() {
  const age = count(Date.now() - downSince);
  root.style.setProperty('--link-age', `"${age} ${word('old')}"`);
  put('age', age);
  if (root.dataset.link === 'retrying' && Date.now() - downSince >= patience) {
    root.dataset.link = 'down';
    document.title = `${word('Disconnected')} · ${shown.title}`;
    const icon = document.getElementById('favicon');
    if (icon?.dataset.unknown) {
      icon.href = icon.dataset.unknown;
    }
  }
}

function goDown() {
  if (downSince > 0) {
    return;
  }

  downSince = Date.now();
  const icon = document.getElementById('favicon');
  shown = { title: document.title, icon: icon?.href ?? '' };
  root.dataset.link = 'retrying';
  put('time', document.querySelector('[data-clock]')?.textContent ?? '');
  tick();
  ticker = setInterval(tick, 500);
}

function goUp() {
  if (downSince === 0 || reloading) {
    return;
  }

  clearInterval(ticker);
  const away = Date.now() - downSince;
  downSince = 0;
  root.dataset.link = 'up';
  document.title = shown.title;
  const icon = document.getElementById('favicon');
  if (icon && shown.icon) {
    icon.href = shown.icon;
  }

  if (away >= patience) {
    say(`${word('Back after')} ${count(away)}.`);
  }
}

function say(text) {
  const toast = document.getElementById('link-toast');
  if (toast) {
    toast.textContent = text;
    toast.hidden = false;
    setTimeout(() => { toast.hidden = true; }, 6000);
  }
}

async function alive() {
  try {
    const answer = await fetch('health/live', { cache: 'no-store' });
    return answer.ok;
  } catch {
    return false;
  }
}

async function reloadWhenAlive() {
  if (reloading) {
    return;
  }

  reloading = true;
  goDown();
  for (let wait = 500; ; wait = Math.min(wait * 2, 8000)) {
    if (await alive()) {
      sessionStorage.setItem(backKey, String(Date.now() - downSince));
      location.reload();
      return;
    }

    await new Promise(done => setTimeout(done, wait));
  }
}

async function tryNow() {
  if (!await alive()) {
    return;
  }

  try {
    if (!await globalThis.Blazor.reconnect()) {
      await reloadWhenAlive();
    }
  } catch {
    await reloadWhenAlive();
  }
}

function follow(modal) {
  if (modal.classList.contains(`${prefix}rejected`) || modal.classList.contains(`${prefix}failed`)) {
    reloadWhenAlive();
  } else if (modal.classList.contains(`${prefix}show`)) {
    goDown();
  } else if (modal.classList.contains(`${prefix}hide`)) {
    goUp();
  }
}

new MutationObserver(changes => {
  for (const change of changes) {
    if (change.target.id === modalId) {
      follow(change.target);
    }
  }
}).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['class'] });

document.addEventListener('click', event => {
  if (event.target.closest?.('[data-link-try]')) {
    tryNow();
  }

  const copy = event.target.closest?.('[data-copy]');
  if (copy) {
    navigator.clipboard?.writeText(copy.dataset.copy).then(() => say('Copied.'), () => say('Could not copy; select the text instead.'));
  }
});

// While the link is down the danger zone's forms are plain forms: Blazor must not swallow their submit. Where /oncall does not stand yet
// they say so and stay still.
window.addEventListener('submit', event => {
  if (root.dataset.link === 'down' && event.target.matches?.('[data-danger]')) {
    event.stopImmediatePropagation();
    if (!('oncall' in event.target.dataset)) {
      event.preventDefault();
    }
  }
}, true);

const back = sessionStorage.getItem(backKey);
if (back !== null) {
  sessionStorage.removeItem(backKey);
  say(`${word('Back after')} ${count(Number(back))}.`);
}
