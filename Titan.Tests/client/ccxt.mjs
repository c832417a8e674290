// Runs npm ccxt, unchanged but for its addresses, against a venue and prints what it saw as one JSON object.
import ccxt from 'ccxt';

const [rest, stream, apiKey, secret] = process.argv.slice(2);
const exchange = new ccxt.pro.bybit({
  apiKey, secret, options: { fetchMarkets: { types: ['linear'] }, defaultType: 'swap' },
});
for (const name of Object.keys(exchange.urls.api)) {
  if (typeof exchange.urls.api[name] === 'string') exchange.urls.api[name] = rest;
}
const linear = `${stream}/v5/public/linear`;
exchange.urls.api.ws.public = { linear, spot: linear, inverse: linear, option: linear };
exchange.urls.api.ws.private = {
  spot: { unified: `${stream}/v5/private`, nonUnified: `${stream}/v5/private` },
  contract: `${stream}/v5/private`, usdc: `${stream}/v5/private`, trade: `${stream}/v5/trade`,
};
await exchange.loadHttpProxyAgent();

// Only listens: a promise of the client says that a request was sent, not that the venue took it.
let subscribed = 0;
const handle = exchange.handleMessage.bind(exchange);
exchange.handleMessage = (client, message) => {
  if (message.op === 'subscribe' && message.success !== false) subscribed++;
  return handle(client, message);
};
const answers = async (count) => {
  for (let i = 0; subscribed < count; i++) {
    if (i > 400) throw new Error(`${subscribed} of ${count} subscriptions were answered`);
    await new Promise((wake) => setTimeout(wake, 25));
  }
};

const within = (what, promise) => Promise.race([
  promise,
  new Promise((_, fail) => setTimeout(() => fail(new Error(`nothing came: ${what}`)), 15_000)),
]);
const seek = async (what, watch, wanted) => {
  for (let i = 0; i < 40; i++) {
    const found = (await within(what, watch())).find(wanted);
    if (found) return found;
  }
  throw new Error(`never seen: ${what}`);
};

try {
  const symbol = 'BTC/USDT:USDT';
  await exchange.loadMarkets();
  const balance = await exchange.fetchBalance();
  const book = await within('book', exchange.watchOrderBook(symbol));
  const bid = book.bids[0][0];

  const waitForNew = seek('open order', () => exchange.watchOrders(symbol), (order) => order.status === 'open');
  await answers(2);
  const placed = await exchange.createOrder(symbol, 'limit', 'buy', 0.01, exchange.priceToPrecision(symbol, bid * 0.99), { postOnly: true, clientOrderId: 'foreign-c1' });
  const seenOpen = await waitForNew;
  await exchange.editOrder(placed.id, symbol, 'limit', 'buy', 0.01, exchange.priceToPrecision(symbol, bid * 0.98));
  const open = await exchange.fetchOpenOrders(symbol);
  const waitForGone = seek('cancelled order', () => exchange.watchOrders(symbol), (order) => order.status === 'canceled');
  await exchange.cancelOrder(placed.id, symbol);
  await waitForGone;

  const waitForTrade = seek('own trade', () => exchange.watchMyTrades(symbol), (trade) => trade.side === 'buy');
  await answers(3);
  await exchange.createOrder(symbol, 'market', 'buy', 0.01, undefined, { clientOrderId: 'foreign-c2', stopLoss: { triggerPrice: exchange.priceToPrecision(symbol, bid * 0.9) } });
  const trade = await waitForTrade;
  const positions = await exchange.fetchPositions([symbol]);
  const history = await exchange.fetchMyTrades(symbol);
  const bars = await exchange.fetchOHLCV(symbol, '1m', undefined, 10);
  await exchange.createOrder(symbol, 'market', 'sell', 0.01, undefined, { reduceOnly: true });
  const after = await exchange.fetchPositions([symbol]);

  console.log(JSON.stringify({
    usdt: balance.USDT.total, seenOpen: seenOpen.clientOrderId, amendedPrice: open[0].price / bid,
    trade: { side: trade.side, amount: trade.amount, taker: trade.takerOrMaker, fee: trade.fee?.cost },
    contracts: positions[0].contracts, stopLoss: positions[0].stopLossPrice / bid, executions: history.length, bars: bars.length,
    after: after.filter((position) => position.contracts > 0).length,
  }));
} finally {
  await exchange.close();
}
process.exit(0);
