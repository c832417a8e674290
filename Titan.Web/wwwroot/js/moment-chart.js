// The price around one decision: the price chart with a line where the decision fell. What counts as "now" there is the price of that moment, so
// that lines are near or far from it, and the number that is filled on the axis is the price that was judged.

import { color, ratio, registry } from './chart.js';
import { lineAt } from './marks.js';
import { PriceChart } from './price-chart.js';

class MomentChart extends PriceChart {
  get newest() {
    return this.moment == null || this.data[0].length === 0 ? super.newest : lineAt(this.data, this.moment.at);
  }

  draw() {
    if (this.moment) {
      this.drawMoment();
    }

    super.draw();
  }

  drawMoment() {
    const { ctx, bbox } = this.plot;
    const x = this.plot.valToPos(this.moment.at, 'x', true);
    ctx.save();
    ctx.font = `600 ${this.font}`;
    ctx.textBaseline = 'middle';
    this.line(x, bbox.top, x, bbox.top + bbox.height, '--needle', []);
    this.words(this.moment.clock, x - 6 * ratio(), bbox.top + 10 * ratio(), this.moment.approved ? '--text' : '--warn');
    ctx.restore();
  }

  // The dot stands where it was decided, not where the line ends.
  lastPoint() {
    const price = this.newest;
    if (!this.moment || price == null) {
      return;
    }

    const { ctx } = this.plot;
    ctx.fillStyle = color('--accent');
    ctx.beginPath();
    ctx.arc(this.plot.valToPos(this.moment.at, 'x', true), this.plot.valToPos(price, 'y', true), 3.5 * ratio(), 0, 2 * Math.PI);
    ctx.fill();
  }
}

const charts = registry(MomentChart);

export const create = charts.create;
export const dispose = charts.dispose;

export function set(id, xs, ys, view, marks, from, to, at, clock, approved) {
  const chart = charts.get(id);
  if (chart) {
    chart.moment = { at, clock, approved };
    chart.set(xs, ys, view, marks, from, to);
  }
}
