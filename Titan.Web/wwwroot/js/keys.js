// Keys and palette. Nothing here sends an act: dangerous entries press the button that opens a dialog, and disarming is the one key that acts,
// because stopping is always safe. Single keys are off while one types or a dialog is open.

const pages = { o: '/', 1: '/phase-1', p: '/positions', w: '/why', a: '/alerts', s: '/settings', y: '/system' };
const waitForSecond = 1200;
let leaderAt = 0;
let before = null;

const palette = () => document.getElementById('palette');
const options = () => [...palette().querySelectorAll('[role=option]')].filter(one => !one.hidden);
const isOpen = () => palette() && !palette().hidden;
const go = path => globalThis.Blazor.navigateTo(path);
const press = selector => document.querySelector(selector)?.click();

function choose(option) {
  for (const one of options()) {
    one.setAttribute('aria-selected', one === option ? 'true' : 'false');
  }

  document.getElementById('palette-find').setAttribute('aria-activedescendant', option?.id ?? '');
  option?.scrollIntoView({ block: 'nearest' });
}

function filter() {
  const text = document.getElementById('palette-find').value.trim();
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const symbol = /^[a-z0-9]{2,20}$/i.test(text) ? text.toUpperCase() : '';
  for (const one of palette().querySelectorAll('[role=option]')) {
    if ('symbol' in one.dataset) {
      one.hidden = symbol === '';
      one.querySelector('[data-symbol-name]').textContent = symbol;
    } else {
      const said = one.textContent.toLowerCase();
      one.hidden = !words.every(word => said.includes(word));
    }
  }

  choose(options()[0]);
}

function open() {
  before = document.activeElement;
  palette().hidden = false;
  const find = document.getElementById('palette-find');
  find.value = '';
  filter();
  find.focus();
}

function close() {
  palette().hidden = true;
  before?.focus?.();
}

function follow(option) {
  close();
  if (option.dataset.press) {
    press(option.dataset.press);
  } else {
    const symbol = option.querySelector('[data-symbol-name]')?.textContent ?? '';
    go(option.dataset.go + encodeURIComponent(symbol.length > 0 && !symbol.endsWith('USDT') ? `${symbol}USDT` : symbol));
  }
}

function inPalette(event) {
  const all = options();
  const at = all.findIndex(one => one.getAttribute('aria-selected') === 'true');
  if (event.key === 'Escape') {
    close();
  } else if (event.key === 'ArrowDown') {
    choose(all[(at + 1) % all.length]);
  } else if (event.key === 'ArrowUp') {
    choose(all[(at + all.length - 1) % all.length]);
  } else if (event.key === 'Enter' && !event.repeat) {
    if (all[at]) {
      follow(all[at]);
    }
  } else if (event.key !== 'Tab') {
    return;
  }

  event.preventDefault();
  event.stopPropagation();
}

function row(step, selector) {
  const links = [...document.querySelectorAll(selector)];
  const chosen = document.activeElement.closest?.('[data-row]') ?? document.querySelector('[data-row].chosen');
  const at = links.findIndex(link => link.closest('[data-row]') === chosen);
  return links[Math.min(links.length - 1, Math.max(0, at + step))];
}

// A button that stands for another: it opens the same dialog, also while the circuit is down.
document.addEventListener('click', ({ target }) => {
  const stand = target.closest?.('button[data-press]');
  if (stand) press(stand.dataset.press);
});

// On the timeline the arrows go from mark to mark; one of them is where Tab comes in.
function along(step) {
  const marks = [...document.querySelectorAll('[data-timeline] [data-mark][href]')];
  const at = marks.indexOf(document.activeElement);
  if (at < 0) {
    return false;
  }

  marks[Math.min(marks.length - 1, Math.max(0, at + step))].focus();
  return true;
}

// From no to no: down the list while the open decision stands in it, else along the timeline.
function refusal(step) {
  const marks = [...document.querySelectorAll('[data-timeline] [data-mark][href]')];
  const at = marks.findIndex(mark => mark.getAttribute('aria-current'));
  if (at < 0 || document.querySelector('[data-row].chosen')) {
    row(step, '[data-row][data-no] th a')?.click();
    return;
  }

  const noes = (step > 0 ? marks.slice(0, at).reverse() : marks.slice(at + 1)).filter(mark => 'no' in mark.dataset);
  if (noes.length > 0) {
    go(noes[0].getAttribute('href'));
  }
}

function single(event) {
  const key = event.key.toLowerCase();
  if (leaderAt > 0 && performance.now() - leaderAt < waitForSecond && pages[key]) {
    leaderAt = 0;
    go(pages[key]);
    return true;
  }

  leaderAt = 0;
  if (event.shiftKey && ['f', 'c', 'x'].includes(key)) {
    press({ f: '#flatten', c: '#cancel', x: '#kill' }[key]);
    return true;
  }

  switch (event.key) {
    case 'g': leaderAt = performance.now(); return true;
    case '?': open(); return true;
    case '/': document.querySelector('main [data-filter]')?.focus(); return true;
    case 'r': go('/reconcile'); return true;
    case 'a': press('[data-ack]:not(:disabled)'); return true;
    case 'd': press('[data-disarm]:not(:disabled)'); return true;
    case 'j': case 'k': row(event.key === 'j' ? 1 : -1, '[data-row] th a')?.focus(); return true;
    case '[': case ']': refusal(event.key === '[' ? 1 : -1); return true;
    case 'ArrowLeft': case 'ArrowRight': return along(event.key === 'ArrowLeft' ? -1 : 1);
    case 'Home': case 'End': return along(event.key === 'Home' ? -Infinity : Infinity);
    default: return false;
  }
}

document.addEventListener('keydown', event => {
  if (!palette()) {
    return;
  }

  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    if (isOpen()) {
      close();
    } else if (!document.querySelector('[role=alertdialog]')) {
      open();
    }

    return;
  }

  if (isOpen()) {
    inPalette(event);
    return;
  }

  const typing = event.target.closest?.('input,textarea,select,[contenteditable]');
  if (!typing && !event.repeat && !event.ctrlKey && !event.metaKey && !event.altKey && !document.querySelector('[role=alertdialog]') && single(event)) {
    event.preventDefault();
  }
}, true);

document.addEventListener('input', event => {
  if (event.target.id === 'palette-find') {
    filter();
  }
});

document.addEventListener('click', event => {
  if (!isOpen()) {
    return;
  }

  const option = event.target.closest?.('#palette [role=option]');
  if (option) {
    follow(option);
  } else if (event.target === palette()) {
    close();
  }
});

// ---- zone and language: kept in cookies and read by the server, so the page is asked for anew
function keep(name, value) {
  document.cookie = `${name}=${value};path=/;max-age=31536000;samesite=lax`;
  location.reload();
}

document.addEventListener('click', event => {
  const zone = event.target.closest?.('[data-zone-choice]')?.dataset.zoneChoice;
  if (zone) {
    keep('titan-zone', zone === 'local' ? Intl.DateTimeFormat().resolvedOptions().timeZone : 'utc');
  }

  const language = event.target.closest?.('[data-language-choice]')?.dataset.languageChoice;
  if (language) {
    keep('titan-language', language);
  }
});
