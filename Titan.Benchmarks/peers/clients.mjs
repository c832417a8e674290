// ccxt, bybit-api and orderbooks set up as their documents say, pointed at an address of ours.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
const require = createRequire(import.meta.url)

export const KEY = 'bench-key'
export const SECRET = 'bench-secret'

export async function ccxtExchange(port) {
  const ccxt = (await import('ccxt')).default
  const exchange = new ccxt.pro.bybit({
    apiKey: KEY, secret: SECRET, enableRateLimit: false,
    options: { fetchMarkets: { types: ['linear'] }, defaultType: 'swap', enableUnifiedMargin: true, enableUnifiedAccount: true },
  })
  const rest = `http://127.0.0.1:${port}`
  for (const name of Object.keys(exchange.urls.api)) if (typeof exchange.urls.api[name] === 'string') exchange.urls.api[name] = rest
  const ws = `ws://127.0.0.1:${port}/v5`
  for (const kind of Object.keys(exchange.urls.api.ws.public)) exchange.urls.api.ws.public[kind] = `${ws}/public/linear`
  exchange.urls.api.ws.private = { spot: { unified: `${ws}/private`, nonUnified: `${ws}/private` }, contract: `${ws}/private`, usdc: `${ws}/private`, trade: `${ws}/trade` }
  await exchange.loadHttpProxyAgent()
  return exchange
}

/** ccxt without any server: its own parser of the instrument list, and a connection that only says where it points. */
export async function ccxtOffline(instrumentsPath) {
  const exchange = await ccxtExchange(1)
  const answer = JSON.parse(readFileSync(instrumentsPath, 'utf8'))
  exchange.fetchCurrencies = async () => ({})
  exchange.publicGetV5MarketInstrumentsInfo = async query => (query && query.status ? { retCode: 0, result: { category: 'linear', list: [], nextPageCursor: '' } } : answer)
  await exchange.loadMarkets()
  const connection = { url: 'ws://127.0.0.1/v5/public/linear', subscriptions: {}, futures: {}, resolve() {}, reject() {} }
  return { exchange, connection }
}

export function orderbooksStore() {
  const { OrderBooksStore, OrderBookLevel } = require('orderbooks')
  const store = new OrderBooksStore({ maxDepth: 100, traceLog: false, checkTimestamps: false })
  const level = (symbol, side) => row => OrderBookLevel(symbol, Number(row[0]), side, Number(row[1]))
  return {
    store,
    apply(message) {
      const { s, b, a } = message.data
      if (message.type === 'snapshot') return store.handleSnapshot(s, [...a.map(level(s, 'Sell')), ...b.map(level(s, 'Buy'))], message.ts)
      const gone = []
      const changed = []
      for (const row of a) (row[1] === '0' ? gone : changed).push(OrderBookLevel(s, Number(row[0]), 'Sell', Number(row[1])))
      for (const row of b) (row[1] === '0' ? gone : changed).push(OrderBookLevel(s, Number(row[0]), 'Buy', Number(row[1])))
      return store.handleDelta(s, gone, changed, [], message.ts)
    },
    top(symbol) {
      const book = store.getBook(symbol)
      const bid = book.getBestBid()
      const ask = book.getBestAsk()
      const sizeAt = price => book.book.find(row => row[1] === price)[3]
      return [bid, sizeAt(bid), ask, sizeAt(ask)]
    },
  }
}

export const bybitApi = () => require('bybit-api')

/** bybit-api's stream client, silent. */
export function bybitStream(url) {
  const { WebsocketClient, DefaultLogger } = bybitApi()
  const quiet = { ...DefaultLogger, trace() {}, info() {}, error(...words) { console.error(...words) } }
  return new WebsocketClient({ key: KEY, secret: SECRET, market: 'v5', wsUrl: url }, quiet)
}
