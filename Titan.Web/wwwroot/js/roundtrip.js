// The round trip between this page and its circuit: measured here, by a question that draws nothing, and shown here. Asked only once the circuit
// has drawn the pill, so a figure means that the page listens;
// not while the link is down, when nobody would answer.

import { linked } from './cells.js';

const every = 30_000;
const again = 250;
const patience = 2_000;

const late = () => new Promise((_, giveUp) => { setTimeout(giveUp, patience); });

// Blazor holds on to its own text node, so the one that is there changes.
function show(pill, text) {
  const spot = pill.querySelector('b');
  (spot.firstChild ?? spot.appendChild(document.createTextNode(''))).data = text;
}

async function measure() {
  const pill = document.querySelector('[data-round-trip]');
  let wait = again;
  if (pill && linked()) {
    const began = performance.now();
    try {
      await Promise.race([globalThis.DotNet.invokeMethodAsync('Titan.Web', 'Ping'), late()]);
      const milliseconds = Math.max(1, Math.ceil(performance.now() - began));
      show(pill, `${milliseconds.toLocaleString(document.documentElement.lang)} ms`);
      wait = every;
    } catch {
      // Not this time: the link has just broken, or is slower than any figure here is worth.
      show(pill, '');
    }
  }

  setTimeout(measure, wait);
}

measure();
