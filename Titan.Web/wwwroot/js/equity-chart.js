// The equity curve: uPlot with the console's own labels. The server sends the history once and then single points; levels come with them.

import { word } from './words.js';

const charts = new Map();
let nextId = 1;
let library;

function load(address) {
  library ??= new Promise((done, fail) => {
    const script = document.createElement('script');
    script.src = address;
    script.onload = () => done(globalThis.uPlot);
    script.onerror = () => fail(new Error(`could not load ${address}`));
    document.head.append(script);
  });
  return library;
}

const money = value => value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const color = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const two = number => String(number).padStart(2, '0');

function clock(seconds, span) {
  const at = new Date(seconds * 1000);
  const time = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
  if (span > 2 * 86400) {
    return `${at.getUTCDate()} ${at.toLocaleString('en-US', { month: 'short', timeZone: 'UTC' })}`;
  }

  return span < 900 ? `${time}:${two(at.getUTCSeconds())}` : time;
}

class EquityChart {
  constructor(element, uPlot, from, to) {
    this.element = element;
    this.uPlot = uPlot;
    this.from = from;
    this.to = to;
    this.levels = {};
    this.data = [[], []];
    this.plot = new uPlot(this.options(), this.data, element);
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(element);
    this.themes = new MutationObserver(() => this.plot.redraw(false, true));
    this.themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'data-link'] });
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
        { ...axis, side: 1, size: 74, space: 40, grid: { stroke: () => color('--line'), width: 1 }, values: (plot, splits) => splits.map(split => this.covered(plot, split) ? '' : money(split)) },
      ],
      series: [
        {},
        { stroke: () => color('--accent'), width: 1.5, fill: (plot) => this.fill(plot), points: { show: false }, spanGaps: false },
      ],
      hooks: { draw: [() => this.drawLevels()], setCursor: [() => this.tellCursor()] },
    };
  }

  // A level's own number stands on the axis; a grid number under it would only blur it.
  covered(plot, split) {
    const { min, max } = plot.scales.y;
    const reach = (max - min) / Math.max(1, plot.height - 42) * 15;
    return [this.levels.equity, this.levels.breaker, this.levels.allStops].some(level => level != null && Math.abs(level - split) < reach);
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

  fill(plot) {
    const gradient = plot.ctx.createLinearGradient(0, plot.bbox.top, 0, plot.bbox.top + plot.bbox.height);
    const accent = color('--accent');
    gradient.addColorStop(0, `${accent}33`);
    gradient.addColorStop(1, `${accent}00`);
    return gradient;
  }

  drawLevels() {
    const { plot, levels } = this;
    const ratio = globalThis.devicePixelRatio || 1;
    const { ctx, bbox } = plot;
    const start = Math.min(Math.max(plot.valToPos(levels.dayStartsAt || this.from, 'x', true), bbox.left), bbox.left + bbox.width);
    ctx.save();
    ctx.font = `${11 * ratio}px InterVariable, sans-serif`;
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
    this.lastPoint();
    ctx.restore();
  }

  line(x1, y1, x2, y2, name, dash) {
    const ratio = globalThis.devicePixelRatio || 1;
    const { ctx } = this.plot;
    ctx.strokeStyle = color(name);
    ctx.lineWidth = ratio;
    ctx.setLineDash(dash.map(part => part * ratio));
    ctx.beginPath();
    ctx.moveTo(x1, y1);
    ctx.lineTo(x2, y2);
    ctx.stroke();
    ctx.setLineDash([]);
  }

  level(value, from, name, dash, label, labels, badge) {
    const ratio = globalThis.devicePixelRatio || 1;
    const { plot } = this;
    const { ctx, bbox } = plot;
    const y = plot.valToPos(value, 'y', true);
    if (y < bbox.top - 2 || y > bbox.top + bbox.height + 2) {
      return;
    }

    const right = bbox.left + bbox.width;
    ctx.globalAlpha = badge ? 0.45 : 1;
    this.line(from, y, right, y, name, dash);
    ctx.globalAlpha = 1;
    const text = money(value);
    ctx.fillStyle = badge ? color('--accent') : color('--panel');
    ctx.beginPath();
    ctx.roundRect(right + 3 * ratio, y - 9 * ratio, ctx.measureText(text).width + 12 * ratio, 18 * ratio, 3 * ratio);
    ctx.fill();
    ctx.fillStyle = badge ? color('--on-accent') : color(name);
    ctx.textAlign = 'left';
    ctx.font = `${badge ? '600 ' : ''}${11 * ratio}px InterVariable, sans-serif`;
    ctx.fillText(text, right + 9 * ratio, y + ratio);
    ctx.font = `${11 * ratio}px InterVariable, sans-serif`;
    if (label) {
      this.word(label, from, y, name, labels);
    }
  }

  // A word stands left of the day's line, or right of it when there is no room; one that would cover another moves up.
  word(text, x, y, name, labels) {
    const ratio = globalThis.devicePixelRatio || 1;
    const { ctx, bbox } = this.plot;
    const width = ctx.measureText(text).width;
    const left = x - width - 8 * ratio >= bbox.left;
    while (labels.some(other => Math.abs(other - y) < 13 * ratio)) {
      y -= 13 * ratio;
    }

    labels.push(y);
    ctx.fillStyle = color(name);
    ctx.textAlign = left ? 'right' : 'left';
    ctx.fillText(text, left ? x - 6 * ratio : x + 6 * ratio, left ? y : y - 8 * ratio);
  }

  peak() {
    const ratio = globalThis.devicePixelRatio || 1;
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
    ctx.lineWidth = 1.5 * ratio;
    ctx.beginPath();
    ctx.arc(x, y, 3.5 * ratio, 0, 2 * Math.PI);
    ctx.stroke();
    const text = `${word('peak')} ${money(levels.peak)}`;
    const left = x - ctx.measureText(text).width - 8 * ratio > bbox.left;
    ctx.fillStyle = color('--text-2');
    ctx.textAlign = left ? 'right' : 'left';
    ctx.fillText(text, left ? x - 8 * ratio : x + 8 * ratio, y);
  }

  lastPoint() {
    const ratio = globalThis.devicePixelRatio || 1;
    const { plot, data } = this;
    const last = data[0].length - 1;
    if (last < 0 || data[1][last] == null) {
      return;
    }

    plot.ctx.fillStyle = color('--accent');
    plot.ctx.beginPath();
    plot.ctx.arc(plot.valToPos(data[0][last], 'x', true), plot.valToPos(data[1][last], 'y', true), 3.5 * ratio, 0, 2 * Math.PI);
    plot.ctx.fill();
  }

  tellCursor() {
    const { plot, element } = this;
    const note = element.querySelector('[data-chart-note]') ?? element.parentElement.querySelector('[data-chart-note]');
    if (!note) {
      return;
    }

    const index = plot.cursor.idx;
    note.textContent = index == null || this.data[1][index] == null
      ? ''
      : `${clock(this.data[0][index], 0)} UTC  ${money(this.data[1][index])}`;
  }

  resize() {
    if (this.element.clientWidth > 0) {
      this.plot.setSize({ width: this.element.clientWidth, height: this.element.clientHeight });
    }
  }

  set(xs, ys, levels, from, to) {
    this.from = from;
    this.to = to;
    this.levels = levels;
    this.data = [xs, ys];
    this.plot.setData(this.data);
  }

  // Points are limited to what the width can show: the oldest leave as time passes, and a second holds one point.
  push(at, equity, levels) {
    const [xs, ys] = this.data;
    const span = this.to - this.from;
    this.levels = levels;
    this.to = Math.max(this.to, at);
    this.from = this.to - span;
    if (xs.length > 0 && xs[xs.length - 1] >= at) {
      ys[ys.length - 1] = equity;
    } else {
      xs.push(at);
      ys.push(equity);
    }

    let old = 0;
    while (old < xs.length && xs[old] < this.from) {
      old++;
    }

    if (old > 0) {
      xs.splice(0, old);
      ys.splice(0, old);
    }

    if (xs.length > 4000) {
      this.data = [xs.filter((_, i) => i % 2 === 0 || i > xs.length - 200), ys.filter((_, i) => i % 2 === 0 || i > ys.length - 200)];
    }

    this.plot.setData(this.data);
  }

  dispose() {
    this.sizes.disconnect();
    this.themes.disconnect();
    this.plot.destroy();
  }
}

export async function create(element, libraryAddress, from, to) {
  const uPlot = await load(libraryAddress);
  const id = nextId++;
  charts.set(id, new EquityChart(element, uPlot, from, to));
  return id;
}

export function set(id, xs, ys, levels, from, to) {
  charts.get(id)?.set(xs, ys, levels, from, to);
}

export function push(id, at, equity, levels) {
  charts.get(id)?.push(at, equity, levels);
}

export function dispose(id) {
  charts.get(id)?.dispose();
  charts.delete(id);
}
