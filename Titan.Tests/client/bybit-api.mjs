// Runs npm bybit-api, unchanged but for its addresses, against a venue and prints what it saw as one JSON object.
import { RestClientV5, WebsocketClient, WebsocketAPIClient } from 'bybit-api';

const [rest, stream, key, secret] = process.argv.slice(2);
const quiet = { trace() {}, info() {}, error() {} };
const updates = { order: [], execution: [], position: [], wallet: [], book: [], ticker: [] };

const until = async (what, condition) => {
  for (let i = 0; i < 400; i++) {
    const value = condition();
    if (value) return value;
    await new Promise((wake) => setTimeout(wake, 25));
  }
  throw new Error(`nothing came: ${what}`);
};
const ok = (reply) => {
  if (reply.retCode !== 0) throw new Error(`${reply.retCode} ${reply.retMsg}`);
  return reply.result;
};

const client = new RestClientV5({ key, secret, baseUrl: rest, parseAPIRateLimits: true });

const privateSocket = new WebsocketClient({ key, secret, wsUrl: `${stream}/v5/private` }, quiet);
const answered = { private: false, public: false };
privateSocket.on('update', (message) => updates[message.topic]?.push(...message.data));
privateSocket.on('response', (message) => { answered.private ||= message.op === 'subscribe' && message.success; });
privateSocket.on('exception', (problem) => { throw new Error(`private: ${JSON.stringify(problem)}`); });
const publicSocket = new WebsocketClient({ wsUrl: `${stream}/v5/public/linear` }, quiet);
publicSocket.on('update', (message) => (message.topic.startsWith('orderbook') ? updates.book : updates.ticker).push(message));
publicSocket.on('response', (message) => { answered.public ||= message.op === 'subscribe' && message.success; });
publicSocket.on('exception', (problem) => { throw new Error(`public: ${JSON.stringify(problem)}`); });

try {
  await Promise.all(privateSocket.subscribeV5(['order', 'execution', 'position', 'wallet'], 'linear'));
  await Promise.all(publicSocket.subscribeV5(['orderbook.50.BTCUSDT', 'tickers.BTCUSDT'], 'linear'));
  // The client's promise ends when the request is on its way; what happens before the venue's answer is told to nobody.
  await until('an answer to both subscriptions', () => answered.private && answered.public);

  const common = { category: 'linear', symbol: 'BTCUSDT' };
  const instruments = ok(await client.getInstrumentsInfo({ category: 'linear' })).list.map((row) => row.symbol);
  const bid = Number(ok(await client.getOrderbook(common)).b[0][0]);

  const placed = await client.submitOrder({
    ...common, side: 'Buy', orderType: 'Limit', qty: '0.01', price: (bid * 0.99).toFixed(1), timeInForce: 'PostOnly', orderLinkId: 'foreign-1',
  });
  const limits = placed.rateLimitApi;
  ok(placed);
  await until('New on the stream', () => updates.order.find((row) => row.orderLinkId === 'foreign-1' && row.orderStatus === 'New'));
  const twice = await client.submitOrder({
    ...common, side: 'Buy', orderType: 'Limit', qty: '0.01', price: (bid * 0.99).toFixed(1), orderLinkId: 'foreign-1',
  });
  ok(await client.amendOrder({ ...common, orderLinkId: 'foreign-1', price: (bid * 0.98).toFixed(1) }));
  const amended = ok(await client.getActiveOrders({ ...common, orderLinkId: 'foreign-1' })).list[0];
  ok(await client.cancelOrder({ ...common, orderLinkId: 'foreign-1' }));
  await until('Cancelled on the stream', () => updates.order.find((row) => row.orderLinkId === 'foreign-1' && row.orderStatus === 'Cancelled'));

  ok(await client.setLeverage({ ...common, buyLeverage: '5', sellLeverage: '5' }));
  ok(await client.submitOrder({ ...common, side: 'Buy', orderType: 'Market', qty: '0.01', orderLinkId: 'foreign-2' }));
  const fill = await until('a fill', () => updates.execution.find((row) => row.orderLinkId === 'foreign-2'));
  await until('a position', () => updates.position.find((row) => row.symbol === 'BTCUSDT' && Number(row.size) > 0));
  await until('a wallet', () => updates.wallet.length > 0);
  ok(await client.setTradingStop({ ...common, positionIdx: 0, tpslMode: 'Full', stopLoss: (bid * 0.9).toFixed(1), slTriggerBy: 'MarkPrice' }));
  const position = ok(await client.getPositionInfo({ category: 'linear', settleCoin: 'USDT' })).list[0];

  const trade = new WebsocketAPIClient({ key, secret, wsUrl: `${stream}/v5/trade`, attachEventListeners: false }, quiet);
  const bySocket = await trade.submitNewOrder({
    ...common, side: 'Buy', orderType: 'Limit', qty: '0.01', price: (bid * 0.97).toFixed(1), timeInForce: 'GTC', orderLinkId: 'foreign-3',
  });
  const cancelled = await trade.cancelOrder({ ...common, orderLinkId: 'foreign-3' });
  trade.getWSClient().closeAll(true);

  const batch = await client.batchSubmitOrders('linear', ['foreign-4', 'foreign-5', 'foreign-6'].map((orderLinkId, i) => ({
    symbol: 'BTCUSDT', side: 'Buy', orderType: 'Limit', qty: '0.01', price: (bid * (0.96 - i / 100)).toFixed(1), timeInForce: 'GTC', orderLinkId,
  })));
  const pages = [];
  let cursor = '';
  do {
    const page = ok(await client.getActiveOrders({ ...common, orderFilter: 'Order', limit: 1, ...(cursor ? { cursor } : {}) }));
    pages.push(page.list.length);
    cursor = page.nextPageCursor;
  } while (cursor && pages.length < 10);

  ok(await client.submitOrder({ ...common, side: 'Sell', orderType: 'Market', qty: '0.01', reduceOnly: true, orderLinkId: 'foreign-7' }));
  await until('flat', () => updates.position.find((row) => row.symbol === 'BTCUSDT' && row.size === '0' && row.side === ''));
  const all = ok(await client.cancelAllOrders({ category: 'linear', settleCoin: 'USDT' })).list.length;
  await until('a book delta', () => updates.book.find((message) => message.type === 'delta'));

  console.log(JSON.stringify({
    instruments, limits, duplicate: twice.retCode, amendedPrice: Number(amended.price) / bid, fill, stopLoss: Number(position.stopLoss) / bid,
    leverage: position.leverage, bySocket: bySocket.retCode, cancelledBySocket: cancelled.retCode,
    batchCodes: batch.retExtInfo.list.map((row) => row.code), pages, cancelledAll: all,
    bookTypes: [...new Set(updates.book.map((message) => message.type))], tickers: updates.ticker.length > 0,
  }));
} finally {
  privateSocket.closeAll(true);
  publicSocket.closeAll(true);
}
process.exit(0);
