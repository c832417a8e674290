// One Blazor Server circuit without a browser: every call that blazor.web.js 9.0.22 makes (docs/decisions/0007), nothing drawn.
import { createRequire } from 'node:module'
import { HubConnectionBuilder, LogLevel } from '@microsoft/signalr'
import { WebSocket } from 'ws'
const require = createRequire(import.meta.url)
const { MessagePackHubProtocol } = require('@microsoft/signalr-protocol-msgpack')

const START = /<!--\s*Blazor:(\{.*?\})\s*-->/gs
const STATE = /<!--\s*Blazor-Server-Component-State:([a-zA-Z0-9+/=]+)\s*-->/
const FIRST_BATCH = 2
const MEASURE_EVERY = 30_000
const KIND = { plain: 0, object: 1, stream: 2, nothing: 3 }

/** The interactive root components that a page asks for, in the order of the server's sequence. */
export function markers(html) {
  const found = []
  for (const [, text] of html.matchAll(START)) {
    const marker = JSON.parse(text)
    if (marker.type === 'server') found.push({ ...marker, uniqueId: found.length })
  }
  return found.sort((a, b) => a.sequence - b.sequence)
}

/** MessagePack under Blazor's own name; says how many bytes of payload came. */
class BlazorPack extends MessagePackHubProtocol {
  constructor(onBytes) {
    super()
    this.name = 'blazorpack'
    this.onBytes = onBytes
  }

  parseMessages(input, logger) {
    this.onBytes(input.byteLength)
    return super.parseMessages(input, logger)
  }
}

export class Circuit {
  constructor(setting) {
    Object.assign(this, setting)
    Object.assign(this, { batches: 0, batchBytes: 0, cellMessages: 0, payload: 0, interops: 0, updates: 0, pending: 0, mostPending: 0, unanswered: [], alive: false, stalled: false, pings: 0 })
    this.next = FIRST_BATCH
    this.objects = 0
  }

  /** Bytes that came over this circuit's sockets, compressed as they were, frames' heads included. */
  get wire() {
    return (this.socket?._socket?.bytesRead ?? 0) + (this.cells?._socket?.bytesRead ?? 0)
  }

  async open() {
    const address = new URL(this.path, this.base)
    const answer = await fetch(address, { headers: { Cookie: this.cookie, 'Accept-Language': 'en' }, redirect: 'manual' })
    const html = await answer.text()
    const components = markers(html)
    if (components.length === 0) throw new Error(`${address} holds no interactive component (HTTP ${answer.status})`)
    this.pageBytes = Buffer.byteLength(html)
    const state = STATE.exec(html)?.[1] ?? ''
    this.connection = this.#connect()
    await this.connection.start()
    this.id = await this.connection.invoke('StartCircuit', this.base, address.href, '[]', state)
    if (!this.id) throw new Error('the server gave no circuit')
    this.alive = true
    const operations = components.map((marker, index) => ({ type: 'add', ssrComponentId: index + 1, marker }))
    await this.connection.send('UpdateRootComponents', JSON.stringify({ batchId: 1, operations }), state)
    await this.#until(() => this.batches > 0)
    this.#measure()
  }

  // As roundtrip.js: a question that draws nothing. A browser that hangs asks nothing.
  #measure() {
    if (!this.stalled) this.connection.send('BeginInvokeDotNetFromJS', String(++this.pings), 'Titan.Web', 'Ping', 0, '[]').catch(() => {})
    this.measuring = setTimeout(() => this.alive && this.#measure(), MEASURE_EVERY)
  }

  /** A browser that hangs: it still holds the socket, but acknowledges nothing. */
  stall() {
    this.stalled = true
  }

  /** The browser works on: acknowledges what it was shown, as one that slept does. */
  resume() {
    this.stalled = false
    for (const answer of this.unanswered.splice(0)) answer()
    this.pending = 0
  }

  /** As a page that is left: the socket goes, and a beacon says that the circuit need not be kept. */
  async close() {
    this.closing = true
    clearTimeout(this.measuring)
    this.cells?.close()
    const form = new FormData()
    form.append('circuitId', this.id)
    await this.connection.stop()
    await fetch(new URL('_blazor/disconnect', this.base), { method: 'POST', body: form, headers: { Cookie: this.cookie } })
  }

  #connect() {
    const circuit = this
    class Socket extends WebSocket {
      constructor(address, protocols, options) {
        super(address, protocols, { ...options, perMessageDeflate: circuit.compress })
        circuit.socket = this
      }
    }
    const connection = new HubConnectionBuilder()
      .withUrl(new URL('_blazor', this.base).href, { headers: { Cookie: this.cookie }, WebSocket: Socket })
      .withHubProtocol(new BlazorPack(bytes => { this.payload += bytes }))
      .configureLogging(LogLevel.None)
      .build()
    connection.on('JS.RenderBatch', (id, bytes) => this.#drawn(id, bytes))
    connection.on('JS.BeginInvokeJS', (task, name, words, kind) => this.#asked(task, name, words, kind))
    connection.on('JS.Error', problem => this.#end(problem))
    for (const name of ['JS.AttachComponent', 'JS.EndInvokeDotNet', 'JS.ReceiveByteArray', 'JS.BeginTransmitStream', 'JS.EndUpdateRootComponents', 'JS.EndLocationChanging']) connection.on(name, () => {})
    connection.onclose(problem => this.#end(problem?.message ?? 'closed'))
    return connection
  }

  // As RenderQueue: an old batch is acknowledged again, one too early waits for those before it.
  #drawn(id, bytes) {
    if (id > this.next) return
    if (id === this.next) {
      this.next++
      this.batches++
      this.batchBytes += bytes.byteLength
      this.onBatch?.(this, bytes)
      if (this.stalled) return this.#leave(() => this.#acknowledge(id))
    }
    this.#acknowledge(id)
  }

  #leave(answer) {
    this.unanswered.push(answer)
    this.mostPending = Math.max(this.mostPending, ++this.pending)
  }

  #acknowledge(id) {
    this.connection.send('OnRenderCompleted', id, null).catch(() => {})
  }

  // Cells are figures that move without being drawn: what they bring counts as what a batch brings.
  #told(bytes, answer) {
    this.cellMessages++
    this.onBatch?.(this, bytes)
    if (this.stalled) this.#leave(answer)
    else answer()
  }

  // As cells.js: a socket of the page's own, opened with the word that the circuit gave, and once more when it was cut.
  #wired([word, together]) {
    const address = new URL('cells', this.base)
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
    const cells = this.cells = new WebSocket(address, { headers: { Cookie: this.cookie }, perMessageDeflate: this.compress })
    let answered = -1
    cells.on('open', () => cells.send(word))
    cells.on('message', bytes => {
      this.payload += bytes.byteLength
      const due = Math.floor(Number.parseInt(bytes.toString('latin1', 1, 20), 10) / together)
      this.#told(bytes, () => { if (due !== answered) cells.send(''); answered = due })
    })
    cells.on('error', problem => this.#end(problem.message))
    cells.on('close', code => { if (!this.closing && code !== 4404) setTimeout(() => { if (!this.closing) this.#wired([word, together]) }, 500) })
  }

  #asked(task, name, words, kind) {
    this.interops++
    if (name === 'titan.wire') this.#wired(JSON.parse(words))
    if (name === 'titan.cells') return this.#told(Buffer.from(words), () => { if (task) this.#answer(task, name, kind) })
    if (!task) return
    if (this.stalled) this.#leave(() => this.#answer(task, name, kind))
    else this.#answer(task, name, kind)
  }

  // What the console's own scripts would say: a reference for a module, true for a pong, a chart's number; null for the rest.
  #answer(task, name, kind) {
    const value = kind === KIND.object ? { __jsObjectId: ++this.objects } : kind !== KIND.plain ? null : name === 'titan.pong' ? true : name === 'create' ? 1 : null
    this.connection.send('EndInvokeJSFromDotNet', task, true, JSON.stringify([task, true, value])).catch(() => {})
  }

  #end(problem) {
    this.alive = false
    if (!this.closing) this.problem ??= String(problem)
  }

  async #until(holds) {
    for (const end = Date.now() + 30_000; !holds();) {
      if (Date.now() > end || this.problem) throw new Error(this.problem ?? 'no batch within 30 s')
      await new Promise(done => setTimeout(done, 10))
    }
  }
}

/** Signs in as the browser does: the form with its token first, then the post; the cookies that came with both. */
export async function signIn(base, user, password) {
  const jar = new Map()
  const keep = answer => answer.headers.getSetCookie().forEach(line => {
    const [pair] = line.split(';')
    jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
  })
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const form = await fetch(new URL('sign-in', base))
  keep(form)
  const fields = new URLSearchParams()
  for (const [tag] of (await form.text()).matchAll(/<input [^>]*>/g)) {
    const of = name => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1]
    if (of('type') === 'hidden') fields.set(of('name'), of('value') ?? '')
  }
  fields.set('username', user)
  fields.set('password', password)
  const answer = await fetch(new URL('sign-in', base), { method: 'POST', body: fields, headers: { Cookie: cookies() }, redirect: 'manual' })
  if (answer.status !== 302) throw new Error(`sign-in answered ${answer.status}`)
  keep(answer)
  return cookies()
}
