// Goal 13: closing 50 positions at market, one by one (serial) or all at once (together). Nothing is checked and nothing is stored.
import { latencies, options, print } from './shared.mjs'
import { KEY, SECRET, bybitApi, ccxtExchange } from './clients.mjs'

const { peer, port, mode, positions = '50', samples = '30' } = options()
const rest = `http://127.0.0.1:${port}`
const call = path => fetch(rest + path).then(answer => answer.text())
const rows = JSON.parse(await call('/v5/market/instruments-info?category=linear')).result.list.slice(0, Number(positions))
const held = rows.map(row => ({ symbol: row.symbol, quantity: Number(row.lotSizeFilter.qtyStep) * 1000 }))
let number = 0
const link = () => `bench-${process.pid}-${++number}`

let close
if (peer === 'ccxt') {
  const exchange = await ccxtExchange(port)
  await exchange.loadMarkets()
  const symbolOf = new Map(held.map(({ symbol }) => [symbol, exchange.safeMarket(symbol, undefined, undefined, 'contract').symbol]))
  close = ({ symbol, quantity }) => exchange.createOrder(symbolOf.get(symbol), 'market', 'sell', quantity, undefined, { clientOrderId: link(), reduceOnly: true })
} else if (peer === 'bybit-api') {
  const { RestClientV5 } = bybitApi()
  const client = new RestClientV5({ key: KEY, secret: SECRET, baseUrl: rest })
  close = async ({ symbol, quantity }) => {
    const answer = await client.submitOrder({ category: 'linear', symbol, side: 'Sell', orderType: 'Market', qty: String(quantity), reduceOnly: true, orderLinkId: link() })
    if (answer.retCode !== 0) throw new Error(answer.retMsg)
  }
} else throw new Error(`no such peer: ${peer}`)

const flatten = mode === 'serial'
  ? async () => { for (const position of held) await close(position) }
  : () => Promise.all(held.map(close))

const warm = mode === 'serial' ? 1 : 3
const times = []
let first
let cpu = 0
for (let sample = -warm; sample < Number(samples); sample++) {
  await call(`/bench/open?count=${positions}`)
  const before = process.cpuUsage()
  const started = process.hrtime.bigint()
  await flatten()
  const took = Number(process.hrtime.bigint() - started) / 1000
  first ??= took
  if (sample < 0) continue
  const used = process.cpuUsage(before)
  cpu += (used.user + used.system) / 1000 / Number(samples)
  times.push(took)
}
const left = JSON.parse(await call('/v5/position/list?category=linear')).result.list.length
if (left !== 0) throw new Error(`${left} positions are left`)
print('flatten', peer, { ...latencies('', times), first_us: first, cpu_ms: cpu, samples: times.length, positions: held.length })
process.exit(0)
