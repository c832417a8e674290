// Figures that move without being drawn: the server names each by its path and sends its new text; a spot says in data-cell which one it
// shows. Nothing is kept here, and a text is only ever a text. Blazor holds on to its own text nodes, so the one that is there changes.

const ways = {
  'data-cell': show,
  'data-cell-title': (element, text) => element.setAttribute('title', text),
  'data-cell-label': (element, text) => element.setAttribute('aria-label', text),
  'data-cell-width': (element, text) => { element.style.width = text; },
  'data-cell-left': (element, text) => { element.style.left = text; },
  'data-cell-x': place,
  'data-cell-event': (element, text) => element.dispatchEvent(new CustomEvent('cell', { detail: JSON.parse(text) })),
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

function place(element, text) {
  for (const name of ['x', 'x1', 'x2', 'cx']) {
    if (element.hasAttribute(name)) {
      element.setAttribute(name, text);
    }
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

/** Shows what one beat moved: objects in the shape of the paths, texts at their ends. */
export function cells(...pieces) {
  const texts = new Map();
  for (const piece of pieces) {
    collect(piece, '', texts);
  }

  if (texts.size === 0) {
    return;
  }

  for (const [attribute, change] of Object.entries(ways)) {
    for (const element of document.querySelectorAll(`[${attribute}]`)) {
      const text = texts.get(element.getAttribute(attribute));
      if (text !== undefined) {
        change(element, text);
      }
    }
  }
}
