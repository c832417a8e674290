// Figures that move without being drawn. The server names each by its path and sends its new text, over a socket of the page's own; a spot says
// in data-cell which figure it shows, and data-drawn which drawing of a view stands in the page. Texts belong to one drawing: what was told for
// one that is not drawn yet waits for it, and what belongs to an older one is never shown. A text is only ever a text. Blazor holds on to its
// own text nodes, so the one that is there changes.

const waits = [500, 1000, 2000, 4000, 8000];
const gone = 4404;
const known = new Map();
const told = new WeakMap();
let newest = 0;
let word = null;
let answeredTogether = 1;
let socket = null;
let tries = 0;

const ways = {
  'data-cell': show,
  'data-cell-title': (element, text) => put(element, 'title', text),
  'data-cell-label': (element, text) => put(element, 'aria-label', text),
  'data-cell-width': (element, text) => { element instanceof SVGElement ? put(element, 'width', text) : element.style.width = text; },
  'data-cell-left': (element, text) => { element.style.left = text; },
  'data-cell-x': place,
  'data-cell-points': (element, text) => put(element, 'points', text),
  'data-cell-tone': tint,
  'data-cell-event': tell,
};

function show(element, text) {
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) {
      if (node.data !== text) {
        node.data = text;
      }

      return;
    }
  }
}

function put(element, name, text) {
  if (element.getAttribute(name) !== text) {
    element.setAttribute(name, text);
  }
}

function place(element, text) {
  for (const name of ['x', 'x1', 'x2', 'cx']) {
    if (element.hasAttribute(name)) {
      put(element, name, text);
    }
  }
}

// What a figure means is a class of its own; Blazor's other classes stay.
function tint(element, tone) {
  if (!element.classList.contains(tone)) {
    element.classList.remove(...[...element.classList].filter(name => name.startsWith('tone-')));
    element.classList.add(tone);
  }
}

// Each new text once: a script that draws by itself keeps what it was told.
function tell(element, text) {
  if (told.get(element) !== text) {
    told.set(element, text);
    element.dispatchEvent(new CustomEvent('cell', { detail: JSON.parse(text) }));
  }
}

function collect(piece, path, texts) {
  for (const [name, inner] of Object.entries(piece)) {
    if (typeof inner === 'string') {
      texts.set(path + name, inner);
    } else {
      collect(inner, path + name, texts);
    }
  }
}

/** While the link is down the page says what it last knew for certain. */
export const linked = () => !document.documentElement.dataset.link || document.documentElement.dataset.link === 'up';

function showAll() {
  if (known.size === 0 || !linked()) {
    return;
  }

  const drawn = new Map();
  for (const element of document.querySelectorAll('[data-drawn]')) {
    const [root, drawing] = element.dataset.drawn.split(' ');
    drawn.set(root, Number(drawing));
  }

  for (const [attribute, change] of Object.entries(ways)) {
    for (const element of document.querySelectorAll(`[${attribute}]`)) {
      const path = element.getAttribute(attribute);
      const view = known.get(path[0]);
      const text = view && (view.drawing === 0 || view.drawing === drawn.get(path[0])) ? view.texts.get(path) : undefined;
      if (text !== undefined) {
        change(element, text);
      }
    }
  }

  // What was done here needs no second look.
  drawings.takeRecords();
}

// After every drawing: the renderer does not know what cells did, and would not send again what it believes to stand there.
const drawings = new MutationObserver(showAll);
drawings.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['data-drawn', ...Object.keys(ways)] });

/** Takes what one beat moved: its number, then for each view its drawing and objects in the shape of the paths, texts at their ends. */
export function cells([beat, ...views]) {
  // Two ways lead here; what the slower one brings is old.
  if (beat < newest) {
    return;
  }

  newest = beat;
  for (const [drawing, piece] of views) {
    for (const [root, inner] of Object.entries(piece)) {
      let view = known.get(root);
      if (view?.drawing !== drawing) {
        known.set(root, view = { drawing, texts: new Map() });
      }

      collect({ [root]: inner }, '', view.texts);
    }
  }

  showAll();
}

function open() {
  const address = new URL('cells', document.baseURI);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const mine = new WebSocket(address);
  let answered = -1;
  socket = mine;
  mine.onopen = () => mine.send(word);
  mine.onmessage = event => {
    tries = 0;
    const message = JSON.parse(event.data);
    cells(message);
    // All pages answer after the same beats: a server that wakes up for one answer finds the others there too.
    const due = Math.floor(message[0] / answeredTogether);
    if (due !== answered) {
      answered = due;
      mine.send('');
    }
  };
  mine.onclose = event => {
    if (mine === socket && event.code !== gone) {
      setTimeout(() => mine === socket && open(), waits[Math.min(tries++, waits.length - 1)]);
    }
  };
}

/** The circuit asks the page to take cells from now on: the word for its socket, and how many beats one answer is for. */
export function wire(given, together) {
  word = given;
  answeredTogether = together;
  tries = 0;
  const before = socket;
  open();
  before?.close();
}
