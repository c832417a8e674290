// What the scripts say, in the viewer's language: the page carries the words, a word that it does not carry stays English.

let words;

export function word(english) {
  words ??= JSON.parse(document.documentElement.dataset.words || '{}');
  return words[english] ?? english;
}
