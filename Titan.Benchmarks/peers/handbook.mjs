// Hand-written order books: integer ticks and lots, sorted arrays with the best last. HandBooks reads the text with charCodeAt and knows
// the order of fields and the number of decimals, so it is a limit like the .NET hand scanner; CarefulBooks parses by name and takes
// frames in any order, as a client of a real venue must.
const QUOTE = 34, CLOSE = 93, COMMA = 44, DOT = 46

class Side {
  constructor(sign) {
    this.sign = sign
    this.keys = []
    this.lots = []
  }

  set(ticks, lots) {
    const key = ticks * this.sign
    const keys = this.keys
    let at = keys.length
    while (at > 0 && keys[at - 1] >= key) at--
    if (at < keys.length && keys[at] === key) {
      if (lots === 0) {
        keys.splice(at, 1)
        this.lots.splice(at, 1)
      } else this.lots[at] = lots
    } else if (lots !== 0) {
      keys.splice(at, 0, key)
      this.lots.splice(at, 0, lots)
    }
  }

  trim(depth) {
    if (this.keys.length > depth) {
      this.keys.splice(0, this.keys.length - depth)
      this.lots.splice(0, this.lots.length - depth)
    }
  }

  clear() {
    this.keys.length = 0
    this.lots.length = 0
  }

  get best() { return this.keys[this.keys.length - 1] * this.sign }
  get bestLots() { return this.lots[this.lots.length - 1] }
}

export class HandBooks {
  constructor(instruments) {
    this.books = new Map(instruments.map(instrument => [instrument.symbol, { bids: new Side(1), asks: new Side(-1), update: 0, instrument }]))
    this.at = 0
  }

  /** Applies one frame; returns the book, or null for a frame that is not a book or out of sequence. */
  apply(text) {
    if (!text.startsWith('{"topic":"orderbook.50.')) return null
    let at = 23
    const end = text.indexOf('"', at)
    const book = this.books.get(text.slice(at, end))
    if (book === undefined) return null
    const snapshot = text.charCodeAt(end + 10) === 115
    at = text.indexOf('"b":[', end) + 5
    const asks = text.indexOf('"a":[', at) + 5
    const u = text.indexOf('"u":', asks) + 4
    let update = 0
    for (let i = u, c = text.charCodeAt(i); c >= 48 && c <= 57; c = text.charCodeAt(++i)) update = update * 10 + c - 48
    if (snapshot) {
      book.bids.clear()
      book.asks.clear()
    } else if (update !== book.update + 1) return null
    this.levels(text, at, book.bids)
    this.levels(text, asks, book.asks)
    book.bids.trim(50)
    book.asks.trim(50)
    book.update = update
    return book
  }

  levels(text, at, side) {
    let c = text.charCodeAt(at)
    while (c !== CLOSE) {
      if (c === COMMA) at++
      at += 2
      let ticks = 0
      for (c = text.charCodeAt(at); c !== QUOTE; c = text.charCodeAt(++at)) if (c !== DOT) ticks = ticks * 10 + c - 48
      at += 3
      let lots = 0
      for (c = text.charCodeAt(at); c !== QUOTE; c = text.charCodeAt(++at)) if (c !== DOT) lots = lots * 10 + c - 48
      side.set(ticks, lots)
      at += 2
      c = text.charCodeAt(at)
    }
  }

  top(symbol) {
    const { bids, asks, instrument } = this.books.get(symbol)
    return [bids.best * instrument.tick, bids.bestLots * instrument.step, asks.best * instrument.tick, asks.bestLots * instrument.step]
  }
}

export class CarefulBooks extends HandBooks {
  constructor(instruments) {
    super(instruments)
    for (const book of this.books.values()) {
      book.ticks = Math.round(1 / book.instrument.tick)
      book.steps = Math.round(1 / book.instrument.step)
    }
  }

  apply(text) {
    const { topic, type, data } = JSON.parse(text)
    if (!topic.startsWith('orderbook.')) return null
    const book = this.books.get(data.s)
    if (book === undefined) return null
    if (type === 'snapshot' || data.u === 1) {
      book.bids.clear()
      book.asks.clear()
    } else if (data.u !== book.update + 1) return null
    for (const [price, size] of data.b) book.bids.set(Math.round(price * book.ticks), Math.round(size * book.steps))
    for (const [price, size] of data.a) book.asks.set(Math.round(price * book.ticks), Math.round(size * book.steps))
    book.bids.trim(50)
    book.asks.trim(50)
    book.update = data.u
    return book
  }
}
