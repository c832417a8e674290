// Closed trades on a line: a disc where the line stood when the trade closed, the sign of its result in it, and its words where there is room.

import { color, ratio } from './chart.js';
import { lineAt, markAt, touch } from './marks.js';

/** Half a label's height and its distance from the disc, in CSS pixels. */
const [HALF, AWAY] = [7, 15];

export class TradeDiscs {
  constructor(chart) {
    this.chart = chart;
    this.marks = [];
    this.spots = [];
    chart.element.addEventListener('click', this.open = event => this.follow(event));
  }

  /** Draws all of them; boxes are the words that stand there already. */
  draw(boxes) {
    const { plot, data, from, to } = this.chart;
    const { bbox } = plot;
    const discs = [];
    for (const mark of this.marks) {
      const value = mark.at < from || mark.at > to ? null : lineAt(data, mark.at);
      if (value != null) {
        const x = plot.valToPos(mark.at, 'x', true);
        const y = Math.min(Math.max(plot.valToPos(value, 'y', true), bbox.top), bbox.top + bbox.height);
        this.disc(x, y, mark);
        discs.push({ x, y, mark });
      }
    }

    this.spots = discs.map(({ x, y, mark }) => ({ x: (x - bbox.left) / ratio(), y: (y - bbox.top) / ratio(), mark }));
    this.label(discs, boxes);
  }

  disc(x, y, { token, sign }) {
    const { ctx } = this.chart.plot;
    const arm = 2.5 * ratio();
    ctx.beginPath();
    ctx.arc(x, y, 5 * ratio(), 0, 2 * Math.PI);
    ctx.fillStyle = color(token);
    ctx.fill();
    ctx.strokeStyle = color('--panel');
    ctx.lineWidth = 1.5 * ratio();
    ctx.stroke();
    ctx.beginPath();
    if (sign !== 0) {
      ctx.moveTo(x - arm, y);
      ctx.lineTo(x + arm, y);
    }

    if (sign > 0) {
      ctx.moveTo(x, y - arm);
      ctx.lineTo(x, y + arm);
    }

    ctx.stroke();
  }

  // The newest first, gains above and losses below; a word that would cover a disc or another word is left out, and the pointer still finds it.
  label(discs, boxes) {
    const { ctx, bbox } = this.chart.plot;
    const unit = ratio();
    const around = discs.map(({ x, y }) => [x - 6 * unit, y - 6 * unit, x + 6 * unit, y + 6 * unit]);
    const words = [...boxes];
    for (const { x, y, mark } of [...discs].reverse()) {
      const width = ctx.measureText(mark.label).width;
      const left = Math.min(Math.max(x - width / 2, bbox.left + 4 * unit), bbox.left + bbox.width - width - 4 * unit);
      const box = row => [left - 3 * unit, row - HALF * unit, left + width + 3 * unit, row + HALF * unit];
      const isFree = ([one, top, two, bottom]) => top >= bbox.top && bottom <= bbox.top + bbox.height
        && ![...words, ...around].some(other => touch([one, top, two, bottom], other));
      const side = mark.sign < 0 ? 1 : -1;
      const row = [y + side * AWAY * unit, y - side * AWAY * unit].find(at => isFree(box(at)));
      if (row != null) {
        words.push(box(row));
        this.write(mark, left, row, width);
      }
    }
  }

  // Words on the panel's own ground, so that the curve behind them does not cross them out.
  write({ label, token }, left, row, width) {
    const { ctx } = this.chart.plot;
    const unit = ratio();
    ctx.globalAlpha = 0.8;
    ctx.fillStyle = color('--panel');
    ctx.fillRect(left - 2 * unit, row - HALF * unit, width + 4 * unit, 2 * HALF * unit);
    ctx.globalAlpha = 1;
    ctx.fillStyle = color(token);
    ctx.textAlign = 'left';
    ctx.fillText(label, left, row);
  }

  /** The trade under the pointer. */
  under({ left, top }) {
    return left == null ? undefined : markAt(this.spots, left, top);
  }

  follow(event) {
    const box = this.chart.plot.over.getBoundingClientRect();
    const mark = markAt(this.spots, event.clientX - box.left, event.clientY - box.top);
    if (mark?.address) {
      globalThis.Blazor.navigateTo(mark.address);
    }
  }

  dispose() {
    this.chart.element.removeEventListener('click', this.open);
  }
}
