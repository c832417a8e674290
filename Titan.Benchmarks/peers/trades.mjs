// Goal 3: public trade frames to trades a strategy can read.
import { frames, options, passes, print } from './shared.mjs'
import { ccxtOffline, bybitStream } from './clients.mjs'

const { peer, data, instruments: list, seconds = '2' } = options()
const lines = frames(data)
let trades = 0
let value = 0
let one

if (peer === 'ccxt') {
  const { exchange, connection } = await ccxtOffline(list)
  one = i => {
    const message = JSON.parse(lines.text(i))
    exchange.handleMessage(connection, message)
    trades += message.data.length
  }
} else if (peer === 'bybit-api') {
  const stream = bybitStream('ws://127.0.0.1:1/v5/public/linear')
  stream.on('update', message => {
    for (const row of message.data) {
      trades++
      value += Number(row.p) * Number(row.v)
    }
  })
  one = i => stream.onWsMessage({ type: 'message', data: lines.text(i) }, 'v5LinearPublic', undefined)
} else throw new Error(`no such peer: ${peer}`)

const figures = passes(lines.length, Number(seconds), one)
const perPass = trades / (figures.passes + 1)
const each = perPass / lines.length
print('trades', peer, {
  per_s: figures.per_s * each, cold_per_s: figures.cold_per_s * each, cpu_us_each: figures.cpu_us_each / each, per_cpu_s: 1e6 / figures.cpu_us_each * each, check: String(Math.round(perPass)),
})
process.exit(value === 0.5 ? 1 : 0)
