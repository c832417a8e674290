// Goal 14's peer: node:http that answers with a file's bytes and does nothing else.
import http from 'node:http'
import { readFileSync } from 'node:fs'
import { options } from './shared.mjs'

const { port, body: path } = options()
const body = readFileSync(path)
http.createServer((request, response) => {
  if (request.url === '/health/ready') return response.end('ready')
  response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': body.length })
  response.end(body)
}).listen(Number(port), '127.0.0.1')
