// Runs npm binance, unchanged but for its addresses, against the spot side of a venue and prints what it saw as one JSON object.
import { MainClient, WebsocketClient } from 'binance';

const [rest, stream] = process.argv.slice(2);
const quiet = { trace() {}, info() {}, error() {} };
const updates = [];

const until = async (what, condition) => {
  for (let i = 0; i < 400; i++) {
    const value = condition();
    if (value) return value;
    await new Promise((wake) => setTimeout(wake, 25));
  }
  throw new Error(`nothing came: ${what}; had ${updates.length}`);
};

const client = new MainClient({ baseUrl: rest });
const socket = new WebsocketClient({ wsUrl: stream }, quiet);
socket.on('message', (message) => updates.push(message));
socket.on('exception', (problem) => { throw new Error(`socket: ${JSON.stringify(problem)}`); });

const kind = (message) => message.e ?? message.data?.e ?? '';
const payload = (message) => message.data ?? message;

try {
  const info = await client.getExchangeInfo({ symbol: 'BTCUSDT' });
  const book = await client.getOrderBook({ symbol: 'BTCUSDT', limit: 20 });
  const bars = await client.getKlines({ symbol: 'BTCUSDT', interval: '1m', limit: 10 });
  const day = await client.get24hrChangeStatistics({ symbol: 'BTCUSDT' });
  const best = await client.getSymbolOrderBookTicker({ symbol: 'BTCUSDT' });
  const last = await client.getSymbolPriceTicker({ symbol: 'BTCUSDT' });
  const trades = await client.getAggregateTrades({ symbol: 'BTCUSDT', limit: 5 });
  const recent = await client.getRecentTrades({ symbol: 'BTCUSDT', limit: 5 });
  const refused = await client.getOrderBook({ symbol: 'NOPEUSDT' }).catch((problem) => problem.code ?? problem.body?.code);

  await socket.subscribe(['btcusdt@aggTrade', 'btcusdt@bookTicker', 'btcusdt@depth@100ms'], 'main');
  const trade = payload(await until('an aggregate trade', () => updates.find((message) => kind(message) === 'aggTrade')));
  await until('a diff', () => updates.filter((message) => kind(message) === 'depthUpdate').length >= 3);
  const diffs = updates.filter((message) => kind(message) === 'depthUpdate').map(payload);
  const ticker = payload(await until('a book ticker', () => updates.find((message) => kind(message) === 'bookTicker' || message.stream?.endsWith('@bookTicker'))));
  const seen = diffs.slice(1).every((diff, i) => diff.U === diffs[i].u + 1);
  await socket.unsubscribe(['btcusdt@aggTrade'], 'main');

  console.log(JSON.stringify({
    symbol: info.symbols[0].symbol, filters: info.symbols[0].filters.map((filter) => filter.filterType), weightLimit: info.rateLimits[0].limit,
    levels: [book.bids.length, book.asks.length], lastUpdateId: book.lastUpdateId, bars: bars.length, dayHigh: Number(day.highPrice), bid: Number(best.bidPrice),
    ask: Number(best.askPrice), last: Number(last.price), trades: trades.length, recent: recent.length, refused, trade, chained: seen, ticker,
  }));
} finally {
  socket.closeAll(true);
}
process.exit(0);
