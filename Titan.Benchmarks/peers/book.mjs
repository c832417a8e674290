// Goal 1: a book frame as text, parsed, applied, best bid and ask read.
import { bookCheck, frames, instruments, options, passes, print } from './shared.mjs'
import { ccxtOffline, orderbooksStore, bybitStream } from './clients.mjs'
import { CarefulBooks, HandBooks } from './handbook.mjs'

const { peer, data, instruments: list, seconds = '2' } = options()
const lines = frames(data)
const known = instruments(list)
let sink = 0
let one
let topOf

if (peer === 'ccxt') {
  const { exchange, connection } = await ccxtOffline(list)
  const books = new Map()
  one = i => {
    const message = JSON.parse(lines.text(i))
    exchange.handleMessage(connection, message)
    let book = books.get(message.data.s)
    if (book === undefined) books.set(message.data.s, (book = exchange.orderbooks[exchange.safeMarket(message.data.s, undefined, undefined, 'contract').symbol]))
    sink += book.bids[0][0] + book.asks[0][0]
  }
  topOf = symbol => {
    const book = books.get(symbol)
    return [book.bids[0][0], book.bids[0][1], book.asks[0][0], book.asks[0][1]]
  }
} else if (peer === 'bybit-api') {
  const stream = bybitStream('ws://127.0.0.1:1/v5/public/linear')
  const books = orderbooksStore()
  stream.on('update', message => {
    const book = books.apply(message)
    sink += book.getBestBid() + book.getBestAsk()
  })
  one = i => stream.onWsMessage({ type: 'message', data: lines.text(i) }, 'v5LinearPublic', undefined)
  topOf = symbol => books.top(symbol)
} else if (peer === 'node-hand') {
  const books = new HandBooks(known)
  one = i => {
    const book = books.apply(lines.plain(i))
    sink += book.bids.best + book.asks.best
  }
  topOf = symbol => books.top(symbol)
} else if (peer === 'node-careful') {
  const books = new CarefulBooks(known)
  one = i => {
    const book = books.apply(lines.text(i))
    sink += book.bids.best + book.asks.best
  }
  topOf = symbol => books.top(symbol)
} else if (peer === 'node-parse-only') {
  one = i => { sink += JSON.parse(lines.text(i)).data.u }
} else throw new Error(`no such peer: ${peer}`)

const figures = passes(lines.length, Number(seconds), one)
print('book', peer, { ...figures, per_cpu_s: 1e6 / figures.cpu_us_each, ns_each: figures.cpu_us_each * 1000, check: topOf ? bookCheck(known, topOf) : undefined })
process.exit(sink === 0.5 ? 1 : 0)
