// The equity curve: uPlot with the console's own labels. The server sends the history once and then single points; levels come with them. Closed
// trades are discs on it, sent anew when another one was closed.

import { Chart, clock, color, figure, ratio, registry } from './chart.js';
import { TradeDiscs } from './trade-discs.js';
import { word } from './words.js';

const money = value => figure(value, 2);

class EquityChart extends Chart {
  prepare() {
    this.levels = {};
    this.boxes = [];
    this.discs = new TradeDiscs(this);
    // While equity is unknown there is no point to draw.
    this.element.addEventListener('cell', ({ detail }) => detail.at != null && this.push(detail.at, detail.equity, detail));
  }

  numbers() {
    return [this.levels.equity, this.levels.breaker, this.levels.allStops];
  }

  // The breaker is in sight when it is near enough to matter, else it would flatten the curve to a line.
  range(low, high) {
    if (low == null || high == null) {
      const now = this.levels.equity ?? 0;
      [low, high] = [now, now];
    }

    const { breaker, allStops, peak } = this.levels;
    const wide = Math.max(high, peak ?? high);
    for (const level of [breaker, allStops]) {
      if (level != null && level < low) {
        low = level;
      }
    }

    const pad = Math.max((wide - low) * 0.08, Math.abs(wide) * 0.0005, 0.5);
    return [low - pad, wide + pad];
  }

  draw() {
    const { plot, levels } = this;
    const { ctx, bbox } = plot;
    this.boxes = [];
    const start = Math.min(Math.max(plot.valToPos(levels.dayStartsAt || this.from, 'x', true), bbox.left), bbox.left + bbox.width);
    ctx.save();
    ctx.font = this.font;
    ctx.textBaseline = 'middle';
    if (levels.dayStartsAt > this.from && levels.dayStartsAt < this.to) {
      this.line(start, bbox.top, start, bbox.top + bbox.height, '--text-3', [2, 4]);
    }

    const labels = [];
    if (levels.breaker != null) {
      this.level(levels.breaker, start, '--critical', [6, 4], word('breaker trips below'), labels, false);
    }

    if (levels.allStops != null) {
      this.level(levels.allStops, start, '--high', [2, 4], word('if every stop fills'), labels, false);
    }

    if (levels.equity != null) {
      this.level(levels.equity, bbox.left, '--accent', [], null, labels, true);
    }

    if (levels.dayStart != null && !this.narrow && levels.dayStartsAt > this.from) {
      this.word(`${word('day start')} ${money(levels.dayStart)}`, start, bbox.top + bbox.height * 0.6, '--text-3', labels);
    }

    this.peak();
    this.discs.draw(this.boxes);
    this.lastPoint();
    ctx.restore();
  }

  level(value, from, name, dash, label, labels, newest) {
    const { plot } = this;
    const { ctx, bbox } = plot;
    const y = plot.valToPos(value, 'y', true);
    if (y < bbox.top - 2 || y > bbox.top + bbox.height + 2) {
      return;
    }

    ctx.globalAlpha = newest ? 0.45 : 1;
    this.line(from, y, bbox.left + bbox.width, y, name, dash);
    ctx.globalAlpha = 1;
    this.badge(money(value), y, name, newest);
    if (label) {
      this.word(label, from, y, name, labels);
    }
  }

  // A word stands left of the day's line, or right of it when there is no room; one that would cover another moves up.
  word(text, x, y, name, labels) {
    const { ctx, bbox } = this.plot;
    const width = ctx.measureText(text).width;
    const left = x - width - 8 * ratio() >= bbox.left;
    while (labels.some(other => Math.abs(other - y) < 13 * ratio())) {
      y -= 13 * ratio();
    }

    labels.push(y);
    ctx.fillStyle = color(name);
    ctx.textAlign = left ? 'right' : 'left';
    const [at, row] = [left ? x - 6 * ratio() : x + 6 * ratio(), left ? y : y - 8 * ratio()];
    ctx.fillText(text, at, row);
    this.taken(left ? at - width : at, row, width);
  }

  peak() {
    const { plot, data, levels } = this;
    const [xs, ys] = data;
    let best = -1;
    for (let i = 0; i < ys.length; i++) {
      if (ys[i] != null && xs[i] >= (levels.dayStartsAt ?? 0) && (best < 0 || ys[i] > ys[best])) {
        best = i;
      }
    }

    if (best < 0 || levels.peak == null || Math.abs(ys[best] - levels.peak) > Math.abs(levels.peak) * 0.0005) {
      return;
    }

    const { ctx, bbox } = plot;
    const x = plot.valToPos(xs[best], 'x', true);
    const y = plot.valToPos(ys[best], 'y', true);
    ctx.strokeStyle = color('--text-2');
    ctx.lineWidth = 1.5 * ratio();
    ctx.beginPath();
    ctx.arc(x, y, 3.5 * ratio(), 0, 2 * Math.PI);
    ctx.stroke();
    const text = `${word('peak')} ${money(levels.peak)}`;
    const left = x - ctx.measureText(text).width - 8 * ratio() > bbox.left;
    ctx.fillStyle = color('--text-2');
    ctx.textAlign = left ? 'right' : 'left';
    // On the line of the newest equity a word would be struck through.
    const struck = levels.equity != null && Math.abs(plot.valToPos(levels.equity, 'y', true) - y) < 8 * ratio();
    const [at, row, width] = [left ? x - 8 * ratio() : x + 8 * ratio(), struck ? y - 9 * ratio() : y, ctx.measureText(text).width];
    ctx.fillText(text, at, row);
    this.taken(left ? at - width : at, row, width);
  }

  // Words stand here: nothing else is written over them.
  taken(left, y, width) {
    this.boxes.push([left - 3 * ratio(), y - 7 * ratio(), left + width + 3 * ratio(), y + 7 * ratio()]);
  }

  under(index) {
    const mark = this.discs.under(this.plot.cursor);
    this.plot.over.style.cursor = mark?.address ? 'pointer' : '';
    return mark ? `${clock(mark.at, 0)} UTC  ${mark.text}` : super.under(index);
  }

  set(xs, ys, levels, trades, from, to) {
    this.from = from;
    this.to = to;
    this.levels = levels;
    this.discs.marks = trades;
    this.data = [xs, ys];
    this.plot.setData(this.data);
  }

  // Points are limited to what the width can show.
  push(at, equity, levels) {
    this.levels = levels;
    this.append(at, equity, 0);
    const [xs, ys] = this.data;
    if (xs.length > 4000) {
      this.data = [xs.filter((_, i) => i % 2 === 0 || i > xs.length - 200), ys.filter((_, i) => i % 2 === 0 || i > ys.length - 200)];
    }

    this.plot.setData(this.data);
  }

  mark(trades) {
    this.discs.marks = trades;
    this.plot.redraw(false, false);
  }

  dispose() {
    this.discs.dispose();
    super.dispose();
  }
}

const charts = registry(EquityChart);

export const create = charts.create;
export const dispose = charts.dispose;

export function set(id, xs, ys, levels, trades, from, to) {
  charts.get(id)?.set(xs, ys, levels, trades, from, to);
}

export function mark(id, trades) {
  charts.get(id)?.mark(trades);
}
