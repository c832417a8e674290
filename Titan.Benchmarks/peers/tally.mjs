// Counters of many connections, told on demand: a line of input asks ("mark", "stall 3", "end"), a line of JSON answers with the sums so far.
import { createInterface } from 'node:readline'

/** Serves the words until "end" or the end of input. Every word answers with what `sums` says. */
export async function serveWords(words, sums) {
  const say = figures => console.log(JSON.stringify(figures))
  say(sums())
  for await (const line of createInterface({ input: process.stdin })) {
    const [word, ...rest] = line.trim().split(' ')
    if (word === 'end') break
    await words[word]?.(...rest)
    say(sums())
  }
}

/** Samples that are wanted since the last word only. */
export class Samples {
  #kept = []

  add(value) {
    if (this.#kept.length < 1_000_000) this.#kept.push(value)
  }

  /** p50 and p99 of what came since it was last asked. */
  take() {
    const ascending = this.#kept.sort((a, b) => a - b)
    this.#kept = []
    const at = share => ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)] ?? null
    return { p50: at(0.5), p99: at(0.99), count: ascending.length }
  }
}
