// Goal 9 and the soak: many circuits of the console in one process. Says its sums when it is asked (tally.mjs).
import { Circuit, signIn } from './circuit.mjs'
import { Samples, serveWords } from './tally.mjs'
import { options } from './shared.mjs'

const { url, user = 'titan_admin', circuits: wanted = '1', path = '/', beside = '4', wire = 'compressed' } = options()
const base = url.endsWith('/') ? url : `${url}/`
const cookie = await signIn(base, user, process.env.TITAN_ADMIN_PASSWORD)
const latency = new Samples()
const all = []

// The stub's market writes the time of a change into BTCUSDT's mark price (PushScenario): its beat of 200 ms, modulo 200, in tenths.
const BEAT = 200
const ROUND = 200
const MARK = '61,0'
function look(circuit, bytes) {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const at = text.indexOf(MARK, 0, 'latin1')
  if (at < 0) return
  const step = text[at + 4] * 100 + text[at + 5] * 10 + text[at + 7] - 48 * 111
  if (step === circuit.step) return
  circuit.step = step
  circuit.updates++
  if (circuit !== all[0]) return
  const now = Date.now()
  const newest = Math.floor(now / BEAT)
  const back = (((newest - step) % ROUND) + ROUND) % ROUND
  latency.add(now - (newest - back) * BEAT)
}

async function open(count) {
  const queue = Array.from({ length: count }, () => new Circuit({ base, cookie, path, compress: wire === 'compressed', onBatch: look }))
  all.push(...queue)
  await Promise.all(Array.from({ length: Math.min(Number(beside), count) }, async () => {
    for (let circuit; (circuit = queue.pop()) !== undefined;) await circuit.open()
  }))
}

function sums() {
  const total = name => all.reduce((sum, circuit) => sum + circuit[name], 0)
  const steady = all.filter(circuit => !circuit.stalled)
  const time = latency.take()
  return {
    at_ms: performance.now(), circuits: all.length, alive: all.filter(circuit => circuit.alive).length, batches: total('batches'), cell_messages: total('cellMessages'), updates: total('updates'), batch_bytes: total('batchBytes'), payload_bytes: total('payload'), wire_bytes: total('wire'), interops: total('interops'),
    steady: steady.length, steady_updates: steady.reduce((sum, circuit) => sum + circuit.updates, 0), most_pending: Math.max(0, ...all.map(circuit => circuit.mostPending)), latency_p50_ms: time.p50, latency_p99_ms: time.p99, latency_samples: time.count,
    page_bytes: all[0]?.pageBytes ?? 0, client_cpu_ms: Object.values(process.cpuUsage()).reduce((a, b) => a + b) / 1000, problems: [...new Set(all.map(circuit => circuit.problem).filter(Boolean))].slice(0, 3),
  }
}

await open(Number(wanted))
await serveWords({
  open: count => open(Number(count)),
  stall: count => all.slice(-Number(count)).forEach(circuit => circuit.stall()),
  close: count => Promise.all(all.splice(-Number(count)).map(circuit => circuit.close())),
  resume: () => all.filter(circuit => circuit.stalled).forEach(circuit => circuit.resume()),
}, sums)
process.exit(0)
