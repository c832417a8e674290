// Goal 10's peer: what a Node service of this kind loads before it can answer: two venue clients, a database, sockets for the console.
import http from 'node:http'
import { createRequire } from 'node:module'
import ccxt from 'ccxt'
import { Server } from 'socket.io'
import { options } from './shared.mjs'
const require = createRequire(import.meta.url)
const { RestClientV5 } = require('bybit-api')
const Database = require('better-sqlite3')

const { port, data } = options()
const db = new Database(`${data}/peer.db`)
db.pragma('journal_mode = WAL')
db.exec('CREATE TABLE IF NOT EXISTS journal(sequence INTEGER PRIMARY KEY, payload BLOB)')
const exchange = new ccxt.pro.bybit({ options: { defaultType: 'swap' } })
const client = new RestClientV5({})
const server = http.createServer((request, response) => {
  response.writeHead(request.url === '/health/ready' ? 200 : 404, { 'Content-Type': 'text/plain' })
  response.end(exchange && client ? 'ready' : '')
})
new Server(server)
server.listen(Number(port), '127.0.0.1')
