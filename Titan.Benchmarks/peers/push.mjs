// Goal 9's Node servers: ten rows and two figures, five times a second, to whoever is connected: socket.io, or ws with one shared string.
import http from 'node:http'
import { options } from './shared.mjs'

const { peer, port } = options()
const SYMBOLS = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT', 'BNBUSDT', 'ADAUSDT', 'DOGEUSDT', 'XRPUSDT', 'AVAXUSDT', 'DOTUSDT', 'LTCUSDT']
const BEAT = 200
const server = http.createServer((request, response) => response.end('ready'))

/** The same figures as in Titan.Benchmarks' floors: every one changes with every beat; `at` is when it was made. */
function state(at) {
  const step = (at / BEAT) % 200
  const two = figure => figure.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const rows = SYMBOLS.map((symbol, index) => [symbol, two(61_000 - index * 5_000 + step / 10), `+${two(1_000 + index * 10 + step / 10)}`])
  return { at, equity: two(10_010_450 + step), pnl: `+${two(10_450 + step)}`, rows }
}

let send
if (peer === 'socket.io') {
  const { Server } = await import('socket.io')
  const io = new Server(server, { transports: ['websocket'] })
  send = at => io.emit('push', state(at))
} else if (peer === 'ws') {
  const { WebSocketServer } = await import('ws')
  const sockets = new WebSocketServer({ server, perMessageDeflate: false })
  send = at => {
    const text = JSON.stringify(state(at))
    for (const socket of sockets.clients) socket.send(text)
  }
} else throw new Error(`no such server: ${peer}`)

// On whole beats of the wall clock, as the stub's market is.
let next = (Math.floor(Date.now() / BEAT) + 1) * BEAT
function beat() {
  send(next)
  next = Math.max(next + BEAT, Math.floor(Date.now() / BEAT) * BEAT)
  setTimeout(beat, Math.max(0, next - Date.now()))
}
setTimeout(beat, next - Date.now())
server.listen(Number(port), '127.0.0.1')
