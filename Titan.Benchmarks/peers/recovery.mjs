// Goal 8's peer: better-sqlite3 reads the same journal and folds orders and positions; no hash chain is checked.
import { createRequire } from 'node:module'
import { options, print } from './shared.mjs'
const started = process.hrtime.bigint()
const Database = createRequire(import.meta.url)('better-sqlite3')
const { database } = options()
const orders = new Map()
const positions = new Map()
let equity = 0
let sequence = 0
const final = new Set(['Filled', 'Cancelled', 'Rejected', 'Expired'])

const db = new Database(database, { readonly: true })
for (const row of db.prepare('SELECT sequence, at, kind, payload FROM journal ORDER BY sequence').iterate()) {
  sequence = row.sequence
  const fact = JSON.parse(row.payload.toString())
  switch (row.kind) {
    case 'OrderCreated':
      orders.set(fact.order.id.value, fact.order)
      fact.order.filledQuantity = 0
      break
    case 'OrderMoved': {
      const order = orders.get(fact.id.value)
      if (order) order.status = fact.status
      break
    }
    case 'FillBooked': {
      const order = fact.order && orders.get(fact.order.value)
      if (order) {
        order.filledQuantity += fact.quantity
        if (order.filledQuantity >= order.quantity - 1e-12) {
          order.status = 'Filled'
          orders.delete(fact.order.value)
        } else order.status = 'PartiallyFilled'
      }
      const symbol = fact.instrument.value
      const signed = (fact.side === 'Buy' ? 1 : -1) * fact.quantity
      const before = positions.get(symbol)
      const total = (before ? before.quantity : 0) + signed
      if (Math.abs(total) < 1e-9) positions.delete(symbol)
      else positions.set(symbol, { quantity: total, entry: before && Math.sign(before.quantity) === Math.sign(signed) ? (before.entry * before.quantity + fact.price * signed) / total : fact.price })
      break
    }
    case 'EquityMarked':
      equity = fact.walletBalance + fact.unrealizedPnl
      break
  }
}
const restore = Number(process.hrtime.bigint() - started) / 1e9
const used = process.cpuUsage()
let working = 0
for (const order of orders.values()) if (!final.has(order.status)) working++
print('recovery', 'better-sqlite3', {
  restore_s: restore, total_s: process.uptime(), per_s: sequence / restore, cpu_s: (used.user + used.system) / 1e6, rss_mb: process.memoryUsage().rss / 1048576,
  check: `${sequence}/${positions.size}/${working}`,
})
process.exit(equity === 0.5 ? 1 : 0)
