// Goals 4 and 5: an order to the stub, triggered by a book frame (trigger) or one after the other (roundtrip).
import http from 'node:http'
import crypto from 'node:crypto'
import { latencies, options, print } from './shared.mjs'
import { KEY, SECRET, bybitApi, bybitStream, ccxtExchange, orderbooksStore } from './clients.mjs'

const { peer, port, mode, orders = '1000', warm = '300', flight = '1', symbols = '10' } = options()
const rest = `http://127.0.0.1:${port}`
const call = path => fetch(rest + path).then(answer => answer.text())
let number = 0
const link = () => `bench-${process.pid}-${++number}`

/** Sends one order and resolves with the acknowledgement; the book is there for those that are triggered by it. */
let send
let onBook

if (peer === 'ccxt' || peer === 'ccxt-ws') {
  const exchange = await ccxtExchange(port)
  await exchange.loadMarkets()
  const create = peer === 'ccxt' ? 'createOrder' : 'createOrderWs'
  const symbolOf = id => exchange.safeMarket(id, undefined, undefined, 'contract').symbol
  send = (symbol, price) => exchange[create](symbolOf(symbol), 'limit', 'buy', 1, price, { clientOrderId: link(), timeInForce: 'GTC' })
  onBook = handler => {
    const original = exchange.handleOrderBook
    exchange.handleOrderBook = function (client, message) {
      original.call(this, client, message)
      const book = this.orderbooks[symbolOf(message.data.s)]
      handler(message.data.s, book.bids[0][0], book.asks[0][0])
    }
    exchange.watchOrderBookForSymbols(Object.keys(exchange.markets).slice(0, Number(symbols)), 50).catch(problem => { console.error(problem); process.exit(1) })
  }
} else if (peer === 'bybit-api') {
  const { RestClientV5 } = bybitApi()
  const client = new RestClientV5({ key: KEY, secret: SECRET, baseUrl: rest })
  send = (symbol, price) => client.submitOrder({ category: 'linear', symbol, side: 'Buy', orderType: 'Limit', qty: '1', price: String(price), timeInForce: 'GTC', orderLinkId: link() })
  onBook = handler => {
    const stream = bybitStream(`ws://127.0.0.1:${port}/v5/public/linear`)
    const books = orderbooksStore()
    stream.on('update', message => {
      const book = books.apply(message)
      handler(message.data.s, book.getBestBid(), book.getBestAsk())
    })
    call('/v5/market/instruments-info?category=linear').then(text =>
      stream.subscribeV5(JSON.parse(text).result.list.map(row => `orderbook.50.${row.symbol}`), 'linear'))
  }
} else if (peer === 'node-hand') {
  const agent = new http.Agent({ keepAlive: true, noDelay: true })
  send = (symbol, price) => new Promise((resolve, reject) => {
    const body = `{"category":"linear","symbol":"${symbol}","side":"Buy","orderType":"Limit","qty":"1","price":"${price}","timeInForce":"GTC","orderLinkId":"${link()}"}`
    const stamp = String(Date.now())
    const sign = crypto.createHmac('sha256', SECRET).update(stamp + KEY + '5000' + body).digest('hex')
    const request = http.request(`${rest}/v5/order/create`, {
      method: 'POST', agent,
      headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body), 'X-BAPI-API-KEY': KEY, 'X-BAPI-TIMESTAMP': stamp, 'X-BAPI-RECV-WINDOW': '5000', 'X-BAPI-SIGN': sign },
    }, answer => {
      let text = ''
      answer.on('data', part => { text += part })
      answer.on('end', () => (JSON.parse(text).retCode === 0 ? resolve() : reject(new Error(text))))
    })
    request.on('error', reject)
    request.end(body)
  })
} else throw new Error(`no such peer: ${peer}`)

if (mode === 'trigger') {
  // The strategy: a better bid than the last one seen on the symbol is bought at the ask. Nothing is checked, nothing is stored.
  const last = new Map()
  onBook((symbol, bid, ask) => {
    const before = last.get(symbol)
    last.set(symbol, bid)
    if (before !== undefined && bid > before) send(symbol, ask).catch(problem => console.error(problem))
  })
  await call('/bench/ready')
  const cpu = process.cpuUsage()
  await call('/bench/finished')
  const used = process.cpuUsage(cpu)
  print('trigger', peer, { cpu_ms: (used.user + used.system) / 1000 })
} else {
  const all = Number(orders)
  const inFlight = Number(flight)
  const one = () => send('BTCUSDT', 60000)
  const first = process.hrtime.bigint()
  await one()
  const coldFirst = Number(process.hrtime.bigint() - first) / 1000
  for (let i = 0; i < Number(warm); i++) await one()
  const times = []
  const cpu = process.cpuUsage()
  const started = process.hrtime.bigint()
  let left = all
  await Promise.all(Array.from({ length: inFlight }, async () => {
    while (left-- > 0) {
      const sent = process.hrtime.bigint()
      await one()
      times.push(Number(process.hrtime.bigint() - sent) / 1000)
    }
  }))
  const seconds = Number(process.hrtime.bigint() - started) / 1e9
  const used = process.cpuUsage(cpu)
  print('order', peer, { per_s: all / seconds, cpu_us_each: (used.user + used.system) / all, first_us: coldFirst, ...latencies('', times) })
}
process.exit(0)
