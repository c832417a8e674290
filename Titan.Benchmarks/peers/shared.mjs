// What every Node peer needs: options, frames, the one line of figures, the shared check.
import { readFileSync } from 'node:fs'

export function options() {
  const found = {}
  const words = process.argv.slice(2)
  for (let i = 0; i < words.length; i++) {
    if (words[i].startsWith('--')) found[words[i].slice(2)] = words[i + 1] && !words[i + 1].startsWith('--') ? words[++i] : 'true'
  }
  return found
}

/** Frames as a socket hands them over: bytes. `text(i)` decodes one, as every client must. */
export function frames(path) {
  const bytes = readFileSync(path)
  const ends = []
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(10, at)
    ends.push(end)
    at = end + 1
  }
  const start = i => (i === 0 ? 0 : ends[i - 1] + 1)
  return {
    length: ends.length,
    text: i => bytes.utf8Slice(start(i), ends[i]),
    plain: i => bytes.latin1Slice(start(i), ends[i]),
  }
}

/** Symbols with their steps, from the venue's own instrument list. */
export function instruments(path) {
  return JSON.parse(readFileSync(path, 'utf8')).result.list.map((row, index) => ({
    index,
    symbol: row.symbol,
    tick: Number(row.priceFilter.tickSize),
    step: Number(row.lotSizeFilter.qtyStep),
  }))
}

/** The same sum over best prices and sizes in ticks and lots that the .NET side makes. */
export function bookCheck(list, topOf) {
  let sum = 0
  for (const instrument of list) {
    const [bid, bidSize, ask, askSize] = topOf(instrument.symbol)
    sum += (instrument.index + 1) * (Math.round(bid / instrument.tick) * 7 + Math.round(ask / instrument.tick) * 13)
    sum += Math.round(bidSize / instrument.step) * 17 + Math.round(askSize / instrument.step) * 19
  }
  return String(sum)
}

export function print(op, peer, figures) {
  const line = { op, peer }
  for (const [name, value] of Object.entries(figures)) line[name] = typeof value === 'number' ? Math.round(value * 10000) / 10000 : value
  console.log(JSON.stringify(line))
}

/** Runs a pass over all frames: the first second apart (cold), then whole passes until the time is up (warm). */
export function passes(count, seconds, one) {
  const coldUntil = process.hrtime.bigint() + 1_000_000_000n
  let cold = 0
  while (process.hrtime.bigint() < coldUntil) {
    const end = Math.min(cold + 256, count)
    if (cold === count) break
    for (; cold < end; cold++) one(cold)
  }
  const coldSeconds = 1 - Number(coldUntil - process.hrtime.bigint()) / 1e9
  for (let i = cold; i < count; i++) one(i)
  const cpu = process.cpuUsage()
  const started = process.hrtime.bigint()
  let done = 0
  let elapsed = 0
  do {
    for (let i = 0; i < count; i++) one(i)
    done += count
    elapsed = Number(process.hrtime.bigint() - started) / 1e9
  } while (elapsed < seconds)
  const used = process.cpuUsage(cpu)
  return { per_s: done / elapsed, cold_per_s: cold / coldSeconds, cpu_us_each: (used.user + used.system) / done, passes: done / count }
}

export function latencies(prefix, microseconds) {
  const ascending = Float64Array.from(microseconds).sort()
  const at = share => ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)] ?? 0
  return { [`${prefix}p50_us`]: at(0.5), [`${prefix}p99_us`]: at(0.99), [`${prefix}max_us`]: at(1) }
}
