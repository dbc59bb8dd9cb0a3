/** Bad days: the database goes away and comes back, the port is taken, the disk is full. What the sender or the operator is told. */
import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { testDatabase } from '#testing/database.ts'
import { makeTestDirectory } from '#testing/directory.ts'
import { aKey, enter, startProgram } from '#testing/program.ts'
import { openProxy } from '#testing/proxy.ts'

test(
  'while the database is gone senders are asked to come again, and nothing acknowledged is missing after',
  { timeout: 120_000 },
  async () => {
    const proxy = await openProxy(await testDatabase())
    const program = await startProgram({ DATABASE_URL: proxy.url })
    try {
      const cookie = await enter(program)
      const secret = await aKey(program.url, cookie, ['intake', 'read'])
      const acknowledged: string[] = []
      let told: { status: number; retryAfter: string | null; tookMs: number; body: string } | undefined
      const send = async (id: string) => {
        const began = performance.now()
        const response = await fetch(`${program.url}/v1/track`, {
          method: 'POST',
          headers: { authorization: `Basic ${btoa(`${secret}:`)}` },
          body: JSON.stringify({
            event: 'Contact Received',
            messageId: id,
            userId: 'maren',
            properties: { message: `Where is it? ${id}` },
          }),
        })
        const body = await response.text()
        if (response.status === 200) acknowledged.push(id)
        return {
          status: response.status,
          retryAfter: response.headers.get('retry-after'),
          tookMs: performance.now() - began,
          body,
        }
      }
      for (let i = 0; i < 20; i++) await send(`before-${i}`)

      const lines = 30_000
      const wanted = await anImport(program.url, cookie, lines)
      proxy.cut()
      const until = performance.now() + 10_000
      for (let i = 0; performance.now() < until; i++) {
        told = await send(`during-${i}`)
        await wait(200)
      }
      expect(told).toMatchObject({ status: 503, retryAfter: expect.stringMatching(/^\d+$/) as unknown })
      expect(told?.body).not.toMatch(/postgres|ECONN|at .*\.ts/)
      const queue = await fetch(`${program.url}/api/v1/queue`, { headers: { cookie } })
      expect([queue.status, queue.headers.get('retry-after')]).toEqual([503, '2'])
      expect((await fetch(`${program.url}/readyz`)).status).toBe(503)
      expect((await fetch(`${program.url}/healthz`)).status).toBe(200)

      proxy.mend()
      for (let i = 0, status = 0; status !== 200; i++) {
        status = (await send(`after-${i}`)).status
        await wait(100)
      }
      for (let i = 0; i < 20; i++) await send(`later-${i}`)
      await expect
        .poll(() => wanted.stands(), { timeout: 60_000 })
        .toMatchObject({ state: 'finished', problem: null })
      const file = await wanted.stands()
      expect(file.stored + file.known).toBe(lines)
      const [customer] = (
        (await (
          await fetch(`${program.url}/api/v1/customers?identity=external:user:maren`, { headers: { cookie } })
        ).json()) as { items: { id: string }[] }
      ).items
      const page = (await (
        await fetch(`${program.url}/api/v1/customers/${customer?.id}/timeline?limit=200`, {
          headers: { cookie },
        })
      ).json()) as { items: { text: string }[] }
      const stored = page.items.map(({ text }) => text.split(' ').at(-1))
      expect(acknowledged.filter((id) => !stored.includes(id))).toEqual([])
      expect(acknowledged.length).toBeGreaterThan(40)
    } finally {
      await program.stop()
      await proxy.close()
    }
  },
)

/** Begins to import a file of so many messages. */
async function anImport(url: string, cookie: string, lines: number) {
  const ask = async <T>(method: string, path: string, type?: string, body?: string) =>
    (await (
      await fetch(`${url}/api/v1/imports${path}`, {
        method,
        headers: { cookie, ...(type ? { 'content-type': type } : {}) },
        ...(body ? { body } : {}),
      })
    ).json()) as T
  const rows = Array.from(
    { length: lines },
    (_, i) => `m${i},2025-03-01T10:00:00Z,customer${i % 500}@example.com,About line ${i}`,
  )
  const file = ['id,date,email,message', ...rows].join('\n')
  const { id } = await ask<{ id: string }>('POST', '?name=old.csv', 'application/octet-stream', file)
  const map = { id: 'id', date: 'at', email: 'email', message: 'text' }
  await ask('PUT', `/${id}/run`, 'application/json', JSON.stringify({ as: 'messages', map }))
  return {
    stands: () =>
      ask<{ state: string; problem: string | null; stored: number; known: number }>('GET', `/${id}`),
  }
}

test('a taken port is said in one sentence, with what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const directory = await makeTestDirectory('port')
  await expect(startProgram({ PORT: String(port), SPOONFUL_DATA: directory.path })).rejects.toThrow(
    `It ended with 1: Port ${port} is taken by another program: stop it, or start with PORT=0 for any free port.`,
  )
  other.close()
  await directory.remove()
})

test('too little room on the disk is said before anything is started', async () => {
  const directory = await makeTestDirectory('full')
  await expect(
    startProgram({ SPOONFUL_MIN_FREE_MB: '1000000', SPOONFUL_DATA: directory.path }),
  ).rejects.toThrow(
    /It ended with 1: The disk of .* has \d+ MB free and 1000000 MB are the least to start with: make room/,
  )
  await directory.remove()
})

test('an address that other machines reach is served by https only, or not at all', async () => {
  await expect(startProgram({ HOST: '0.0.0.0' })).rejects.toThrow(
    /It ended with 1: With HOST=0\.0\.0\.0 passwords would cross the network in plain http\. Put a proxy/,
  )
})

test('every wrong setting is named', async () => {
  await expect(startProgram({ PORT: 'http', SPOONFUL_BASE_URL: 'nonsense' })).rejects.toThrow(
    /It ended with 1: PORT .*\n.*SPOONFUL_BASE_URL/s,
  )
})

test(
  'a second start on the same data is refused and names the first; Ctrl-C ends the first cleanly',
  { timeout: 60_000 },
  async () => {
    const directory = await makeTestDirectory('two starts')
    const first = await startProgram({ SPOONFUL_DATA: directory.path })
    await expect(startProgram({ SPOONFUL_DATA: directory.path })).rejects.toThrow(
      new RegExp(`It ended with 1: .*${first.child.pid}`),
    )
    expect(await first.stop()).toBe(0)
    await directory.remove()
  },
)
