// Goal 2: book frames through a WebSocket, every one parsed and applied; processor time a frame.
import { bookCheck, instruments, options, print } from './shared.mjs'
import { ccxtExchange, orderbooksStore, bybitStream } from './clients.mjs'
import { HandBooks } from './handbook.mjs'

const { peer, port, frames, cold: coldText, instruments: list } = options()
const total = Number(frames)
const cold = Number(coldText)
let coldCpu = 0
const known = instruments(list)
const topics = known.map(instrument => `orderbook.50.${instrument.symbol}`)
const url = `ws://127.0.0.1:${port}/v5/public/linear`
let seen = 0
let started
let cpu
let finish
const done = new Promise(resolve => { finish = resolve })

function count() {
  if (seen === 0 || seen === cold) {
    if (seen > 0) {
      const used = process.cpuUsage(cpu)
      coldCpu = (used.user + used.system) / cold
    }
    started = process.hrtime.bigint()
    cpu = process.cpuUsage()
  }
  if (++seen === total) finish()
}

let topOf
if (peer === 'ccxt') {
  const exchange = await ccxtExchange(port)
  await exchange.loadMarkets()
  const original = exchange.handleOrderBook
  exchange.handleOrderBook = function (client, message) {
    original.call(this, client, message)
    count()
  }
  const symbols = known.map(instrument => exchange.safeMarket(instrument.symbol, undefined, undefined, 'contract').symbol)
  exchange.watchOrderBookForSymbols(symbols, 50).catch(problem => { console.error(problem); process.exit(1) })
  topOf = symbol => {
    const book = exchange.orderbooks[exchange.safeMarket(symbol, undefined, undefined, 'contract').symbol]
    return [book.bids[0][0], book.bids[0][1], book.asks[0][0], book.asks[0][1]]
  }
} else if (peer === 'bybit-api') {
  const stream = bybitStream(url)
  const books = orderbooksStore()
  stream.on('update', message => {
    books.apply(message)
    count()
  })
  stream.subscribeV5(topics, 'linear')
  topOf = symbol => books.top(symbol)
} else if (peer === 'node-hand') {
  const { WebSocket } = await import('ws')
  const books = new HandBooks(known)
  const socket = new WebSocket(url, { perMessageDeflate: false })
  socket.on('open', () => socket.send(JSON.stringify({ req_id: '1', op: 'subscribe', args: topics })))
  socket.on('message', data => {
    if (books.apply(data.latin1Slice(0, data.length)) !== null) count()
  })
  topOf = symbol => books.top(symbol)
} else throw new Error(`no such peer: ${peer}`)

process.on('beforeExit', () => {
  console.error(`${peer}: the connection ended after ${seen} of ${total} frames`)
  process.exit(1)
})
await done
const seconds = Number(process.hrtime.bigint() - started) / 1e9
const used = process.cpuUsage(cpu)
print('stream', peer, {
  per_s: (total - cold) / seconds, cpu_us_each: (used.user + used.system) / (total - cold), cold_cpu_us_each: coldCpu, rss_mb: process.memoryUsage().rss / 1048576, check: bookCheck(known, topOf),
})
process.exit(0)
