// Small manners of the console that need the browser: hold buttons, theme, keys. No figures are made here.

import { cells, wire } from './cells.js';
import './roundtrip.js';
import { word } from './words.js';

const holdMs = 1500;
let holding = null;

// ---- hold buttons: [data-hold]; fills while held, sends one "held" event at the end, nothing when let go early
function startHold(button) {
  if (holding || button.disabled) {
    return;
  }

  const started = performance.now();
  const note = button.querySelector('[data-hold-note]');
  const rest = note?.textContent ?? '';
  holding = { button, note, rest, frame: 0 };
  button.classList.add('holding');
  const step = now => {
    const share = Math.min(1, (now - started) / holdMs);
    button.style.setProperty('--hold', `${(share * 100).toFixed(1)}%`);
    if (note) {
      note.textContent = `${((1 - share) * holdMs / 1000).toFixed(1)} ${word('s more')}`;
    }

    if (share >= 1) {
      endHold();
      button.dispatchEvent(new CustomEvent('held', { bubbles: true }));
    } else if (holding) {
      holding.frame = requestAnimationFrame(step);
    }
  };
  holding.frame = requestAnimationFrame(step);
}

function endHold() {
  if (!holding) {
    return;
  }

  cancelAnimationFrame(holding.frame);
  holding.button.classList.remove('holding');
  holding.button.style.removeProperty('--hold');
  if (holding.note) {
    holding.note.textContent = holding.rest;
  }

  holding = null;
}

globalThis.Blazor.registerCustomEventType('held', { createEventArgs: () => ({}) });

const holdable = event => event.target.closest?.('[data-hold]');

document.addEventListener('pointerdown', event => {
  const button = holdable(event);
  if (button && event.button === 0) {
    startHold(button);
  }
});
for (const name of ['pointerup', 'pointercancel']) {
  window.addEventListener(name, endHold, true);
}

// The window losing focus lets go; an element losing it does not (pressing the button takes the focus from the page's heading).
window.addEventListener('blur', event => {
  if (event.target === window) {
    endHold();
  }
});

document.addEventListener('pointerout', event => {
  if (holding && event.target === holding.button && !holding.button.contains(event.relatedTarget)) {
    endHold();
  }
});
document.addEventListener('contextmenu', event => {
  if (holdable(event)) {
    event.preventDefault();
  }
});
document.addEventListener('keydown', event => {
  const button = holdable(event);
  if (button && (event.key === ' ' || event.key === 'Enter')) {
    event.preventDefault();
    if (!event.repeat) {
      startHold(button);
    }
  }
});
document.addEventListener('keyup', endHold);

// ---- Space presses the page's own button while nothing else wants the key
document.addEventListener('keydown', event => {
  const focused = document.activeElement;
  const free = focused === document.body || focused?.tagName === 'H1';
  const button = event.key === ' ' && !event.repeat && free && !document.querySelector('[role=alertdialog],[role=dialog]:not([hidden])') ? document.querySelector('[data-space]') : null;
  if (button) {
    event.preventDefault();
    button.click();
  }
});

// ---- theme: remembered in a cookie, so that the server's first paint is right
function setTheme(theme) {
  const root = document.documentElement;
  root.dataset.theme = theme;
  document.cookie = `titan-theme=${theme};path=/;max-age=31536000;samesite=lax`;
  const sheet = document.getElementById('radzen-theme');
  if (sheet) {
    sheet.href = theme === 'light' ? sheet.dataset.light : sheet.dataset.dark;
  }
}

document.addEventListener('click', event => {
  const choice = event.target.closest?.('[data-theme-choice]');
  if (choice) {
    setTheme(choice.dataset.themeChoice);
    choice.closest('details')?.removeAttribute('open');
  }

  for (const open of document.querySelectorAll('details[data-menu][open]')) {
    if (!open.contains(event.target)) {
      open.removeAttribute('open');
    }
  }
});

// ---- a receipt is put away here at the press itself, so that a reload right after it does not bring it back
document.addEventListener('click', event => {
  const id = event.target.closest?.('[data-receipt]')?.dataset.receipt;
  if (id) {
    sessionStorage.setItem('titan.receipt', id);
  }
});

// ---- dialogs: focus stays inside the dialog or in the safety bar, whose danger zone no dialog may cut off
document.addEventListener('keydown', event => {
  const dialog = event.key === 'Tab' ? document.querySelector('[role=alertdialog],[role=dialog]:not([hidden])') : null;
  if (!dialog || !dialog.contains(document.activeElement)) {
    return;
  }

  const stops = [...dialog.querySelectorAll('button,a[href],input,select,textarea')].filter(one => !one.disabled && one.offsetParent !== null);
  if (stops.length === 0) {
    return;
  }

  const edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
  if (document.activeElement === edge) {
    event.preventDefault();
    (event.shiftKey ? stops[stops.length - 1] : stops[0]).focus();
  }
});

// ---- on a phone the pages lie in one row that scrolls: the page that is shown is brought into sight, however one came to it
new MutationObserver(changes => {
  const shown = changes.map(change => change.target).find(link => link.matches?.('nav.rail a.active'));
  shown?.scrollIntoView({ block: 'nearest', inline: 'center' });
}).observe(document.documentElement, { subtree: true, attributes: true, attributeFilter: ['class'] });
document.querySelector('nav.rail a.active')?.scrollIntoView({ block: 'nearest', inline: 'center' });

// ---- the circuit asks for pong to know that a drawing has arrived; a receipt that was put away stays away in this tab
globalThis.titan = {
  pong: () => true,
  cells,
  wire,
  focus: id => document.getElementById(id)?.focus(),
  seenReceipt: () => sessionStorage.getItem('titan.receipt'),
  sawReceipt: id => sessionStorage.setItem('titan.receipt', id),
};
