// Tick to pixel and first render in a real browser, spoken to over its own debugging socket. A tick is the stub's change of BTCUSDT's mark price, which carries
// its time (tally of circuits.mjs); a pixel is the frame after the one in which the page changed. One line of figures at the end.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { signIn } from './circuit.mjs'
import { options } from './shared.mjs'

const { url, user = 'titan_admin', seconds = '20', loads = '5', browser = '/usr/bin/chromium' } = options()
const base = url.endsWith('/') ? url : `${url}/`

/** One page of one browser. */
class Page {
  #next = 0
  #waiting = new Map()

  async open() {
    this.profile = mkdtempSync(join(tmpdir(), 'titan-browser-'))
    this.process = spawn(browser, ['--headless=new', '--no-sandbox', '--disable-gpu', '--remote-debugging-port=0', '--window-size=1400,900', `--user-data-dir=${this.profile}`, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] })
    const port = await new Promise((resolve, reject) => {
      this.process.stderr.on('data', text => { const found = /127\.0\.0\.1:(\d+)\/devtools/.exec(text); if (found) resolve(found[1]) })
      this.process.on('exit', () => reject(new Error('the browser ended')))
    })
    const tabs = await (await fetch(`http://127.0.0.1:${port}/json`)).json()
    this.socket = new WebSocket(tabs.find(tab => tab.type === 'page').webSocketDebuggerUrl)
    await new Promise(done => this.socket.on('open', done))
    this.socket.on('message', text => {
      const { id, result, error } = JSON.parse(text)
      const waiting = this.#waiting.get(id)
      this.#waiting.delete(id)
      if (error) waiting?.reject(new Error(error.message))
      else waiting?.resolve(result)
    })
  }

  say(method, params = {}) {
    return new Promise((resolve, reject) => {
      this.#waiting.set(++this.#next, { resolve, reject })
      this.socket.send(JSON.stringify({ id: this.#next, method, params }))
    })
  }

  async ask(expression) {
    const { result, exceptionDetails } = await this.say('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }

  async until(expression) {
    for (const end = Date.now() + 30_000; !(await this.ask(expression));) {
      if (Date.now() > end) throw new Error(`not within 30 s: ${expression}`)
      await new Promise(done => setTimeout(done, 50))
    }
  }

  close() {
    this.process.kill('SIGKILL')
    try { rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 }) } catch { /* the browser still lets go of it */ }
  }
}

// In the page, before anything of the console's: every change of the mark, with the time of the frame that showed it.
function watch() {
  const [BEAT, ROUND, MARK] = [200, 200, '61,0']
  const seen = { late: [], step: null, live: null }
  globalThis.seen = seen
  const look = text => {
    const at = text.indexOf(MARK)
    if (at < 0) return
    const step = text[at + 4] * 100 + text[at + 5] * 10 + Number(text[at + 7])
    if (!Number.isFinite(step) || step === seen.step) return
    const first = seen.step === null
    seen.step = step
    if (first) return
    seen.live ??= performance.now()
    const shown = new MessageChannel()
    shown.port1.onmessage = () => {
      const now = Date.now()
      const newest = Math.floor(now / BEAT)
      seen.late.push(now - (newest - (((newest - step) % ROUND) + ROUND) % ROUND) * BEAT)
    }
    requestAnimationFrame(() => shown.port2.postMessage(null))
  }
  new MutationObserver(changes => { for (const change of changes) look(change.target.textContent.slice(0, 200)) })
    .observe(document, { subtree: true, childList: true, characterData: true })
}

const at = (ascending, share) => ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)] ?? null
const ascending = numbers => [...numbers].sort((a, b) => a - b)

const page = new Page()
await page.open()
try {
  const cookie = await signIn(base, user, process.env.TITAN_ADMIN_PASSWORD)
  await page.say('Page.enable')
  for (const pair of cookie.split('; ')) {
    const cut = pair.indexOf('=')
    await page.say('Network.setCookie', { name: pair.slice(0, cut), value: pair.slice(cut + 1), url: base })
  }
  await page.say('Page.addScriptToEvaluateOnNewDocument', { source: `(${watch})()` })
  const [paints, lives] = [[], []]
  for (let load = 0; load < Number(loads); load++) {
    await page.say('Page.navigate', { url: base })
    await page.until('globalThis.seen?.live != null && performance.getEntriesByName("first-contentful-paint").length > 0')
    const [paint, live] = await page.ask('[performance.getEntriesByName("first-contentful-paint")[0].startTime, seen.live]')
    paints.push(paint)
    lives.push(live)
  }
  await page.ask('void (seen.late.length = 0)')
  await new Promise(done => setTimeout(done, Number(seconds) * 1_000))
  const late = ascending(await page.ask('seen.late'))
  console.log(JSON.stringify({
    pixel_p50_ms: at(late, 0.5), pixel_p95_ms: at(late, 0.95), pixel_p99_ms: at(late, 0.99), pixels: late.length,
    first_paint_cold_ms: paints[0], first_paint_ms: at(ascending(paints.slice(1)), 0.5), live_cold_ms: lives[0], live_ms: at(ascending(lives.slice(1)), 0.5),
  }))
} finally {
  page.close()
}
process.exit(0)
