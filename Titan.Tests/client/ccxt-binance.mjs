// Runs npm ccxt's binance, unchanged but for its addresses, against the spot side of a venue and prints what it saw as one JSON object.
import ccxt from 'ccxt';

const [rest, stream] = process.argv.slice(2);
const exchange = new ccxt.pro.binance({ options: { fetchMarkets: { types: ['spot'] }, defaultType: 'spot' } });
exchange.urls.api.public = exchange.urls.api.private = `${rest}/api/v3`;
exchange.urls.api.ws.spot = `${stream}/ws`;
await exchange.loadHttpProxyAgent();

const within = (what, promise) => Promise.race([
  promise,
  new Promise((_, fail) => setTimeout(() => fail(new Error(`nothing came: ${what}`)), 15_000)),
]);

try {
  const symbol = 'BTC/USDT';
  await exchange.loadMarkets();
  const book = await within('book', exchange.watchOrderBook(symbol));
  const first = book.nonce;
  await within('a later book', (async () => {
    while ((await exchange.watchOrderBook(symbol)).nonce === first);
  })());
  const trades = await within('trades', exchange.watchTrades(symbol));
  const ticker = await exchange.fetchTicker(symbol);
  const bars = await exchange.fetchOHLCV(symbol, '1m', undefined, 10);
  const rest20 = await exchange.fetchOrderBook(symbol, 20);

  console.log(JSON.stringify({
    markets: exchange.symbols.length, tick: exchange.market(symbol).precision.price, bid: book.bids[0][0], ask: book.asks[0][0], nonce: first,
    trade: { side: trades[0].side, price: trades[0].price, amount: trades[0].amount }, last: ticker.last, bars: bars.length, levels: rest20.bids.length,
  }));
} finally {
  await exchange.close();
}
process.exit(0);
