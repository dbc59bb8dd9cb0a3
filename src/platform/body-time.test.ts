/** What trickles in is cut off; a file may take as long as its bytes keep coming. */
import { connect } from 'node:net'
import type { Readable } from 'node:stream'
import { setTimeout as later } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aWorkspace, NOW } from '#testing/workspace.ts'
import { openHttp, type Api } from './http.ts'
import { openLog } from './log.ts'

let api: Api
let port: number

beforeAll(async () => {
  const scope = await aWorkspace()
  api = openHttp({
    db: scope.db,
    log: openLog('silent'),
    clock: () => NOW,
    identify: () => Promise.resolve({ actor: scope.actor, workspace: scope.workspace }),
    origins: () => [],
    isSecure: false,
    bodyTime: { wholeMs: 300, idleMs: 300 },
  })
  api.after(() => {
    api.addContentTypeParser('application/octet-stream', (_: unknown, body: Readable) =>
      Promise.resolve(body),
    )
    const take = async ({ body }: { body: unknown }) => {
      let bytes = 0
      for await (const chunk of body as AsyncIterable<Buffer>) bytes += chunk.length
      return { bytes }
    }
    const because = 'a test'
    api.post('/long', { config: { permission: 'public', because, bodyMayBeLong: true } }, take)
    api.post('/short', { config: { permission: 'public', because } }, take)
  })
  port = Number(new URL(await api.listen({ port: 0, host: '127.0.0.1' })).port)
})
afterAll(() => api.close())

/** Sends a body of so many pieces, one every so many milliseconds; of `pieces` only `sent` go out. */
async function trickle(path: string, { pieces, sent = pieces }: { pieces: number; sent?: number }) {
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.on('data', (data) => (answer += data.toString())).on('error', () => {})
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\nContent-Length: ${pieces * 4}\r\nConnection: close\r\n\r\n`,
  )
  const over = new Promise<void>((resolve) => socket.on('close', () => resolve()))
  for (let i = 0; i < sent && !socket.destroyed; i++) {
    socket.write('abcd')
    await later(60)
  }
  await over
  return answer
}

test('a body that trickles in is cut off after its time', async () => {
  expect(await trickle('/short', { pieces: 30 })).toMatch(/^HTTP\/1\.1 408 /)
})

test('a file may take longer, as long as bytes keep coming', async () => {
  const answer = await trickle('/long', { pieces: 20 })
  expect(answer).toMatch(/^HTTP\/1\.1 200 /)
  expect(answer).toContain('{"bytes":80}')
})

test('a file that stops coming is cut off, too', async () => {
  expect(await trickle('/long', { pieces: 20, sent: 3 })).toMatch(/^HTTP\/1\.1 408 |^$/)
})
