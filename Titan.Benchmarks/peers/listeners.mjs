// Goal 9's other ends: many connections that only count: plain WebSocket, socket.io over WebSocket, a SignalR hub with JSON.
import { WebSocket } from 'ws'
import { Samples, serveWords } from './tally.mjs'
import { options } from './shared.mjs'

const { url, speak = 'plain', connections = '1' } = options()
const ADDRESS = { plain: '/push', 'socket.io': '/socket.io/?EIO=4&transport=websocket', signalr: '/push' }
const END = '\u001e'
const latency = new Samples()
const all = []

class Listener {
  constructor() {
    Object.assign(this, { updates: 0, payload: 0, alive: false })
  }

  get wire() {
    return this.socket._socket?.bytesRead ?? this.read ?? 0
  }

  open() {
    return new Promise((resolve, reject) => {
      this.socket = new WebSocket(url.replace('http', 'ws') + ADDRESS[speak], { perMessageDeflate: false })
      this.socket.on('open', () => {
        this.alive = true
        if (speak === 'signalr') this.socket.send(`{"protocol":"json","version":1}${END}`)
      })
      this.socket.on('message', data => {
        this.payload += data.length
        this.#hear(data.latin1Slice(0, data.length))
        if (this.updates > 0) resolve()
      })
      this.socket.on('close', () => { this.alive = false })
      this.socket.on('error', reject)
    })
  }

  // Engine.IO: 0 opens, 2 asks for 3, 40 joins the namespace, 42 is an event. SignalR: type 1 is a call, 6 a sign of life.
  #hear(text) {
    if (speak === 'socket.io') {
      if (text.startsWith('0')) return this.socket.send('40')
      if (text === '2') return this.socket.send('3')
      if (!text.startsWith('42')) return
    } else if (speak === 'signalr' && !text.startsWith('{"type":1')) return
    this.updates++
    if (this === all[0]) latency.add(Date.now() - Number(/"at":(\d+)/.exec(text)[1]))
  }
}

async function open(count) {
  for (let left = Number(count); left > 0; left -= 20) {
    const some = Array.from({ length: Math.min(20, left) }, () => new Listener())
    all.push(...some)
    await Promise.all(some.map(listener => listener.open()))
  }
}

function sums() {
  const total = name => all.reduce((sum, listener) => sum + listener[name], 0)
  const time = latency.take()
  return {
    at_ms: performance.now(), circuits: all.length, alive: all.filter(listener => listener.alive).length, updates: total('updates'), payload_bytes: total('payload'), wire_bytes: total('wire'),
    latency_p50_ms: time.p50, latency_p99_ms: time.p99, latency_samples: time.count, client_cpu_ms: Object.values(process.cpuUsage()).reduce((a, b) => a + b) / 1000,
  }
}

await open(connections)
await serveWords({ open }, sums)
process.exit(0)
