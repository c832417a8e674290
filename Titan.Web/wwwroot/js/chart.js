// What the console's charts share: uPlot loaded once, tokens for colors, UTC for times, the frame of a chart, and the way numbers stand on its axis.

let library;

export function load(address) {
  library ??= new Promise((done, fail) => {
    const script = document.createElement('script');
    script.src = address;
    script.onload = () => done(globalThis.uPlot);
    script.onerror = () => fail(new Error(`could not load ${address}`));
    document.head.append(script);
  });
  return library;
}

export const color = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
export const figure = (value, decimals) => value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
export const ratio = () => globalThis.devicePixelRatio || 1;
const two = number => String(number).padStart(2, '0');

export function clock(seconds, span) {
  const at = new Date(seconds * 1000);
  const time = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
  if (span > 2 * 86400) {
    return `${at.getUTCDate()} ${at.toLocaleString('en-US', { month: 'short', timeZone: 'UTC' })}`;
  }

  return span < 900 ? `${time}:${two(at.getUTCSeconds())}` : time;
}

/** One chart: a line over time with a price or money axis at its right, drawn anew when its size or the theme changes. */
export class Chart {
  constructor(element, uPlot, from, to) {
    this.element = element;
    this.uPlot = uPlot;
    this.from = from;
    this.to = to;
    this.decimals = 2;
    this.data = [[], []];
    this.prepare();
    this.plot = new uPlot(this.options(), this.data, element);
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(element);
    this.themes = new MutationObserver(() => this.plot.redraw(false, true));
    this.themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'data-link'] });
  }

  // What a kind of chart keeps beside its line.
  prepare() {
  }

  get narrow() {
    return this.element.clientWidth < 480;
  }

  options() {
    const axis = { font: '11px InterVariable, sans-serif', stroke: () => color('--text-3'), ticks: { show: false } };
    return {
      width: Math.max(1, this.element.clientWidth),
      height: Math.max(1, this.element.clientHeight),
      tzDate: seconds => this.uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
      padding: [14, 0, 0, 12],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 7, fill: () => color('--accent') } },
      scales: { x: { time: true, range: () => [this.from, this.to] }, y: { range: (_, low, high) => this.range(low, high) } },
      axes: [
        { ...axis, size: 28, grid: { show: false }, space: this.narrow ? 90 : 110, values: (_, splits) => splits.map(split => clock(split, this.to - this.from)) },
        { ...axis, side: 1, size: 74, space: 40, grid: { stroke: () => color('--line'), width: 1 }, values: (plot, splits) => splits.map(split => this.covered(plot, split) ? '' : figure(split, this.decimals)) },
      ],
      series: [
        {},
        { stroke: () => color('--accent'), width: 1.5, fill: (plot) => this.fill(plot), points: { show: false }, spanGaps: false },
      ],
      hooks: { draw: [() => this.draw()], setCursor: [() => this.tellCursor()] },
    };
  }

  fill(plot) {
    const gradient = plot.ctx.createLinearGradient(0, plot.bbox.top, 0, plot.bbox.top + plot.bbox.height);
    const accent = color('--accent');
    gradient.addColorStop(0, `${accent}33`);
    gradient.addColorStop(1, `${accent}00`);
    return gradient;
  }

  // A level's own number stands on the axis; a grid number under it would only blur it.
  covered(plot, split) {
    const { min, max } = plot.scales.y;
    const reach = (max - min) / Math.max(1, plot.height - 42) * 15;
    return this.numbers().some(number => number != null && Math.abs(number - split) < reach);
  }

  get font() {
    return `${11 * ratio()}px InterVariable, sans-serif`;
  }

  line(x1, y1, x2, y2, name, dash) {
    const { ctx } = this.plot;
    ctx.strokeStyle = color(name);
    ctx.lineWidth = ratio();
    ctx.setLineDash(dash.map(part => part * ratio()));
    ctx.beginPath();
    ctx.moveTo(x1, y1);
    ctx.lineTo(x2, y2);
    ctx.stroke();
    ctx.setLineDash([]);
  }

  // A number on the axis; filled when it is the newest value.
  badge(text, y, name, filled) {
    const { ctx, bbox } = this.plot;
    const right = bbox.left + bbox.width;
    ctx.font = `${filled ? '600 ' : ''}${this.font}`;
    ctx.fillStyle = filled ? color('--accent') : color('--panel');
    ctx.beginPath();
    ctx.roundRect(right + 3 * ratio(), y - 9 * ratio(), ctx.measureText(text).width + 12 * ratio(), 18 * ratio(), 3 * ratio());
    ctx.fill();
    ctx.fillStyle = filled ? color('--on-accent') : color(name);
    ctx.textAlign = 'left';
    ctx.fillText(text, right + 9 * ratio(), y + ratio());
    ctx.font = this.font;
  }

  lastPoint() {
    const { plot, data } = this;
    const last = data[0].length - 1;
    if (last < 0 || data[1][last] == null) {
      return;
    }

    plot.ctx.fillStyle = color('--accent');
    plot.ctx.beginPath();
    plot.ctx.arc(plot.valToPos(data[0][last], 'x', true), plot.valToPos(data[1][last], 'y', true), 3.5 * ratio(), 0, 2 * Math.PI);
    plot.ctx.fill();
  }

  // What is under the cursor, in words above the line.
  tellCursor() {
    const note = this.element.querySelector('[data-chart-note]') ?? this.element.parentElement.querySelector('[data-chart-note]');
    if (note) {
      note.textContent = this.under(this.plot.cursor.idx);
    }
  }

  under(index) {
    return index == null || this.data[1][index] == null ? '' : `${clock(this.data[0][index], 0)} UTC  ${figure(this.data[1][index], this.decimals)}`;
  }

  resize() {
    if (this.element.clientWidth > 0) {
      this.plot.setSize({ width: this.element.clientWidth, height: this.element.clientHeight });
    }
  }

  // The newest point; the oldest leave as time passes, and within a step the newest point counts.
  append(at, value, step) {
    const [xs, ys] = this.data;
    const span = this.to - this.from;
    this.to = Math.max(this.to, at);
    this.from = this.to - span;
    const last = xs.length - 1;
    if (last >= 0 && xs[last] >= at) {
      ys[last] = value;
    } else if (last > 0 && at - xs[last - 1] < step && ys[last - 1] != null && ys[last] != null) {
      [xs[last], ys[last]] = [at, value];
    } else {
      xs.push(at);
      ys.push(value);
    }

    let old = 0;
    while (old < xs.length && xs[old] < this.from) {
      old++;
    }

    if (old > 0) {
      xs.splice(0, old);
      ys.splice(0, old);
    }
  }

  dispose() {
    this.sizes.disconnect();
    this.themes.disconnect();
    this.plot.destroy();
  }
}

/** The charts of a page by number, as the server knows them. */
export function registry(kind) {
  const charts = new Map();
  let next = 1;
  return {
    get: id => charts.get(id),
    async create(element, libraryAddress, from, to) {
      const uPlot = await load(libraryAddress);
      const id = next++;
      charts.set(id, new kind(element, uPlot, from, to));
      return id;
    },
    dispose(id) {
      charts.get(id)?.dispose();
      charts.delete(id);
    },
  };
}
