// What marks on a line share: where the line stood at their time, which of them is under the pointer, and words that do not cover each other.

/** Nearer than this to a mark, in CSS pixels, is on it: a fingertip's reach. */
const REACH = 14;

/** The line's value at a time: of the two points around it the nearer one. */
export function lineAt([xs, ys], at) {
  let next = xs.findIndex(x => x >= at);
  next = next < 0 ? xs.length - 1 : next;
  const before = next > 0 && at - xs[next - 1] < xs[next] - at ? next - 1 : next;
  return ys[before] ?? ys[next] ?? ys[before - 1] ?? null;
}

/** The mark at a place, in CSS pixels; undefined where there is none. */
export function markAt(spots, x, y) {
  let best;
  for (const spot of spots) {
    const away = Math.hypot(spot.x - x, spot.y - y);
    if (away <= REACH && away < (best?.away ?? Infinity)) {
      best = { away, mark: spot.mark };
    }
  }

  return best?.mark;
}

/** Two boxes of left, top, right and bottom touch. */
export const touch = (one, other) => one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
