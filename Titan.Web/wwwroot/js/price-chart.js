// One instrument's price with what stands around it: tripwires, entry, stop and target as lines, entries and exits as marks, decisions as
// diamonds that lead to why. The server sends the past once and then single prices; lines and marks come when they changed.

import { Chart, clock, color, figure, ratio, registry } from './chart.js';
import { lineAt, markAt } from './marks.js';

/** Rows of words that never touch. */
const ROW = 15;

export class PriceChart extends Chart {
  prepare() {
    this.levels = [];
    this.marks = [];
    this.spots = [];
    this.labelled = [];
    this.element.addEventListener('click', this.open = event => this.follow(event));
  }

  get newest() {
    const [, ys] = this.data;
    for (let i = ys.length - 1; i >= 0; i--) {
      if (ys[i] != null) {
        return ys[i];
      }
    }

    return null;
  }

  numbers() {
    return [this.newest, ...this.labelled];
  }

  // A level joins while the line keeps its shape: what is far away is said at the edge instead.
  range(low, high) {
    if (low == null || high == null) {
      const now = this.newest ?? this.levels[0]?.price ?? 1;
      [low, high] = [now, now];
    }

    const now = this.newest ?? (low + high) / 2;
    const own = Math.max(high - low, Math.abs(now) * 0.002);
    for (const level of [...this.levels].sort((one, other) => Math.abs(one.price - now) - Math.abs(other.price - now))) {
      const [down, up] = [Math.min(low, level.price), Math.max(high, level.price)];
      if (up - down <= own * (level.held ? 6 : 3)) {
        [low, high] = [down, up];
      }
    }

    // An edge that says what lies beyond it needs a row of its own.
    const pad = Math.max((high - low) * 0.1, Math.abs(now) * 0.0002);
    const row = (high - low) * 0.16;
    return [low - pad - (this.levels.some(level => level.price < low) ? row : 0), high + pad + (this.levels.some(level => level.price > high) ? row : 0)];
  }

  draw() {
    const { plot } = this;
    const { ctx } = plot;
    ctx.save();
    ctx.font = this.font;
    ctx.textBaseline = 'middle';
    const now = this.newest;
    const taken = now == null ? [] : [plot.valToPos(now, 'y', true)];
    this.labelled = [];
    this.drawLevels(taken);
    if (now != null) {
      this.badge(figure(now, this.decimals), taken[0], '--accent', true);
      this.lastPoint();
    }

    this.drawMarks();
    ctx.restore();
  }

  // Lines of the position first, then the nearest wires. Words that would touch the newest price or each other go to the left end; where there
  // is no room either they are left out, and their line stays. Lines lie under all words.
  drawLevels(taken) {
    const { plot } = this;
    const { bbox } = plot;
    const [right, bottom] = [bbox.left + bbox.width, bbox.top + bbox.height];
    const now = this.newest ?? 0;
    const order = this.levels.map(level => ({ level, y: plot.valToPos(level.price, 'y', true) }))
      .sort((one, other) => (other.level.held - one.level.held) || Math.abs(one.level.price - now) - Math.abs(other.level.price - now));
    const seen = order.filter(one => one.y >= bbox.top && one.y <= bottom);
    for (const one of seen) {
      one.from = one.level.from ? Math.min(Math.max(plot.valToPos(one.level.from, 'x', true), bbox.left), right) : bbox.left;
      this.line(one.from, one.y, right, one.y, one.level.token, one.level.held ? [] : [6, 4]);
    }

    this.beyond(order.filter(one => one.y < bbox.top), '↑', bbox.top + 8 * ratio(), taken);
    this.beyond(order.filter(one => one.y > bottom), '↓', bottom - 8 * ratio(), taken);
    const near = (rows, y) => rows.some(other => Math.abs(other - y) < ROW * ratio());
    const aside = [];
    for (const { level, y, from } of seen.slice(0, this.narrow ? 4 : 7)) {
      const text = `${level.label} ${level.text}`;
      const end = from + plot.ctx.measureText(text).width + 6 * ratio();
      if (!near(taken, y)) {
        this.badge(level.text, y, level.token, false);
        // On a line that only just began the word stands before it, where no mark of its entry is.
        const short = right - from < plot.ctx.measureText(level.label).width + 30 * ratio();
        this.words(level.label, short && from > bbox.left ? from - 12 * ratio() : right - 6 * ratio(), y, level.token);
        taken.push(y);
        this.labelled.push(level.price);
      } else if (!near(aside, y) && end < right - 120 * ratio()) {
        this.words(text, end, y, level.token);
        aside.push(y);
      }
    }
  }

  // Words on the line's own ground, so that a price behind them does not cross them out.
  words(text, right, y, name) {
    const { ctx } = this.plot;
    const width = ctx.measureText(text).width;
    ctx.fillStyle = color('--panel');
    ctx.globalAlpha = 0.85;
    ctx.fillRect(right - width - 4 * ratio(), y - 7 * ratio(), width + 8 * ratio(), 14 * ratio());
    ctx.globalAlpha = 1;
    ctx.fillStyle = color(name);
    ctx.textAlign = 'right';
    ctx.fillText(text, right, y);
  }

  // What lies beyond an edge: the first of them, and how many more.
  beyond(lines, arrow, y, taken) {
    if (lines.length > 0) {
      const [{ level }] = lines;
      const rest = lines.length > 1 ? ` +${lines.length - 1}` : '';
      const { bbox } = this.plot;
      this.words(`${arrow} ${level.label} ${level.text}${rest}`, bbox.left + bbox.width - 6 * ratio(), y, level.token);
      taken.push(y);
    }
  }

  drawMarks() {
    const { plot } = this;
    this.spots = [];
    for (const mark of this.marks) {
      const price = mark.price ?? lineAt(this.data, mark.at);
      if (mark.at < this.from || mark.at > this.to || price == null) {
        continue;
      }

      const x = plot.valToPos(mark.at, 'x', true);
      const y = Math.min(Math.max(plot.valToPos(price, 'y', true), plot.bbox.top), plot.bbox.top + plot.bbox.height);
      this.shape(mark.shape, x, y, color(mark.token));
      this.spots.push({ x: (x - plot.bbox.left) / ratio(), y: (y - plot.bbox.top) / ratio(), mark });
    }
  }

  // ▲ ▼ entries, ● exits, ◆ decisions; a rim of the panel's color keeps each apart from the line.
  shape(kind, x, y, fill) {
    const { ctx } = this.plot;
    const size = (kind === 'diamond' ? 5 : 6) * ratio();
    ctx.beginPath();
    if (kind === 'disc') {
      ctx.arc(x, y, size * 0.8, 0, 2 * Math.PI);
    } else if (kind === 'diamond') {
      ctx.moveTo(x, y - size);
      ctx.lineTo(x + size, y);
      ctx.lineTo(x, y + size);
      ctx.lineTo(x - size, y);
    } else {
      const tip = kind === 'up' ? -size : size;
      ctx.moveTo(x, y + tip);
      ctx.lineTo(x + size, y - tip * 0.8);
      ctx.lineTo(x - size, y - tip * 0.8);
    }

    ctx.closePath();
    ctx.fillStyle = fill;
    ctx.fill();
    ctx.strokeStyle = color('--panel');
    ctx.lineWidth = 1.5 * ratio();
    ctx.stroke();
  }

  under(index) {
    const { left, top } = this.plot.cursor;
    const mark = left == null ? undefined : markAt(this.spots, left, top);
    this.plot.over.style.cursor = mark?.address ? 'pointer' : '';
    return mark ? `${clock(mark.at, 0)} UTC  ${mark.text}` : super.under(index);
  }

  follow(event) {
    const box = this.plot.over.getBoundingClientRect();
    const mark = markAt(this.spots, event.clientX - box.left, event.clientY - box.top);
    if (mark?.address) {
      globalThis.Blazor.navigateTo(mark.address);
    }
  }

  set(xs, ys, view, marks, from, to) {
    Object.assign(this, { from, to, levels: view.rows, decimals: view.decimals, marks, data: [xs, ys] });
    this.plot.setData(this.data);
  }

  // A day of single seconds is more than any width shows: 1,200 steps are kept.
  push(at, price, view, hole) {
    if (view) {
      Object.assign(this, { levels: view.rows, decimals: view.decimals });
    }

    if (at != null) {
      const before = this.data[0].at(-1);
      if (hole && before < at - 1) {
        this.append((before + at) / 2, null, 0);
      }

      this.append(at, price, (this.to - this.from) / 1200);
    }

    this.plot.setData(this.data);
  }

  mark(marks) {
    this.marks = marks;
    this.plot.redraw(false, false);
  }

  dispose() {
    this.element.removeEventListener('click', this.open);
    super.dispose();
  }
}

const charts = registry(PriceChart);

export const create = charts.create;
export const dispose = charts.dispose;

export function set(id, xs, ys, view, marks, from, to) {
  charts.get(id)?.set(xs, ys, view, marks, from, to);
}

export function push(id, at, price, view, hole) {
  charts.get(id)?.push(at, price, view, hole);
}

export function mark(id, marks) {
  charts.get(id)?.mark(marks);
}
