/** SAFETY.md G10: a database that is slow, or of which some connections hang. What is acknowledged is there, the rest is asked to come again, and it mends itself. */
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '#testing/database.ts'
import { aKey, enter, startProgram, type Program } from '#testing/program.ts'
import type { TestConnection } from '#testing/global-setup.ts'
import { openProxy, type Wire } from '#testing/proxy.ts'
import { asked } from '#testing/asked.ts'
import { writersWith, type Writers } from './writers.ts'

/** As many as the product has to its database, how many of them hang, and the names it gives them. */
const CONNECTIONS = 10
const HANGING = 4
const POOLED = 'spoonful'
const LISTENER = 'spoonful listens'
/** Between two batches of one writer: it is not speed that is looked at here. */
const PAUSE_MS = 200

let database: TestConnection
let proxy: Wire
let program: Program
let cookie: string
let writers: Writers
let page: Page
beforeAll(async () => {
  database = await testDatabase()
  proxy = await openProxy(database)
  program = await startProgram({ DATABASE_URL: proxy.url })
  cookie = await enter(program)
  writers = writersWith(await aKey(program.url, cookie, ['intake', 'read']))
  page = openPage()
  await page.opened
})
afterAll(async () => {
  page?.close()
  await program?.stop()
  await proxy?.close()
})

test('a slow database is waited for: all that is acknowledged is there, and an open page hears of it', async () => {
  const stop = writers.start(program.url, PAUSE_MS)
  const before = page.heard.length
  proxy.slow(200)
  for (const line of ['one', 'two']) await say(line)
  await page.away()
  for (const line of ['while the page was away', 'and again']) await say(line)
  page.comeBack()
  proxy.slow(2_000)
  const late = say('at two seconds a question')
  await wait(5_000)
  expect(await (await fetch(`${program.url}/healthz`)).json()).toEqual({ alive: true })
  proxy.mend()
  await late
  await stop()
  // Of each, or that something may have been missed: on a busy machine the connection that listens may have been given up.
  const isTold = (heard: readonly string[]) =>
    heard.includes('resync') || heard.filter((name) => name === 'friction.changed').length === 5
  await expect.poll(() => isTold(page.heard.slice(before)), POLLED).toBe(true)
  expect(writers.acknowledged.size).toBeGreaterThan(0)
  await expectAllIsWell()
})

test('where some connections hang, the others go on and pages are told to ask again, without anybody’s help', async () => {
  await askedAtOnce()
  const other = openPage()
  await other.opened
  await say('heard by both')
  await expect.poll(() => other.heard, POLLED).toContain('friction.changed')
  await other.away()
  const before = page.heard.length
  expect(proxy.hang({ count: HANGING, name: POOLED })).toBe(HANGING)
  expect(proxy.hang({ count: 1, name: LISTENER })).toBe(1)
  const stop = writers.start(program.url, PAUSE_MS)
  const answers = await askedAtOnce()
  expect(new Set(answers)).toEqual(new Set(['200 null', '503 2']))
  await say('heard by nobody')
  await stop()
  await expect.poll(() => page.heard.slice(before), POLLED).toContain('resync')
  other.comeBack()
  await expect.poll(() => other.heard, POLLED).toContain('resync')
  other.close()
  await expectAllIsWell()
})

test('while nothing answers senders are asked to come again, and the process stays', async () => {
  const stop = writers.start(program.url, PAUSE_MS)
  await wait(200)
  proxy.hang()
  const said = await tell('asked of a database that does not answer', 'the-key-of-one-note')
  expect([said.status, said.headers.get('retry-after')]).toEqual([503, '2'])
  expect(await said.text()).not.toMatch(/postgres|ETIMEDOUT|at .*\.ts/)
  const queue = await fetch(`${program.url}/api/v1/queue`, { headers: { cookie } })
  expect([queue.status, queue.headers.get('retry-after')]).toEqual([503, '2'])
  const ready = await fetch(`${program.url}/readyz`)
  expect([ready.status, ready.headers.get('retry-after')]).toEqual([503, '2'])
  expect(await (await fetch(`${program.url}/healthz`)).json()).toEqual({ alive: true })
  proxy.mend()
  await say('asked of a database that does not answer', 'the-key-of-one-note')
  await stop()
  await expectAllIsWell()
})

test('what was cut off in the middle under a key is done once when it is sent again', async () => {
  const [line, key] = ['cut off in the middle', 'the-key-of-one-cut-off']
  proxy.slow(200)
  const first = tell(line, key)
  const isTaken = () => asked(database, `select from idempotency where key like '%${key}' and status is null`)
  await expect.poll(isTaken, POLLED).toHaveLength(1)
  proxy.cut()
  expect((await first).status).toBe(503)
  proxy.mend()
  await say(line, key)
  await expectAllIsWell()
})

const POLLED = { timeout: 30_000, interval: 100 }

/** Nothing lost, nothing twice, nobody told anything but to come again; the next is taken in, heard of, and the product is ready. */
async function expectAllIsWell(): Promise<void> {
  expect(program.child.exitCode).toBeNull()
  await expect.poll(async () => (await fetch(`${program.url}/readyz`)).status, POLLED).toBe(200)
  const { twice, lost } = await writers.compare(program.url)
  expect({ twice, lost }).toEqual({ twice: [], lost: [] })
  expect([...writers.refusals].filter((one) => one !== '503 2')).toEqual([])
  const before = page.heard.length
  await say(`all is well ${before}`)
  await expect.poll(() => page.heard.length, POLLED).toBeGreaterThan(before)
  const kept = await linesKept()
  expect(kept.toSorted()).toEqual([...told].toSorted())
}

const told: string[] = []

/** Logs a line and comes again until it is taken; under one key, so that it stands once. */
async function say(line: string, key = `key of ${line}`): Promise<void> {
  for (let tries = 0; ; tries++) {
    const answer = await tell(line, key)
    if (answer.status === 200) break
    // Who asks again while the first is being worked on is told so.
    expect([answer.status, tries < 100]).toEqual([answer.status === 409 ? 409 : 503, true])
    await wait(200)
  }
  told.push(line)
}

function tell(line: string, key: string): Promise<Response> {
  return fetch(`${program.url}/api/v1/friction-notes`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ cause: 'tool', line, touchpoint: null, momentId: null }),
  })
}

async function linesKept(): Promise<string[]> {
  const response = await fetch(`${program.url}/api/v1/friction-notes/mine`, { headers: { cookie } })
  return ((await response.json()) as { items: { line: string }[] }).items.map(({ line }) => line)
}

/** Asks so much at once that every connection is used; answers statuses with their Retry-After. */
function askedAtOnce(): Promise<string[]> {
  const ask = async () => {
    const { status, headers, body } = await fetch(`${program.url}/api/v1/queue`, { headers: { cookie } })
    await body?.cancel()
    return `${status} ${headers.get('retry-after')}`
  }
  return Promise.all(Array.from({ length: 4 * CONNECTIONS }, ask))
}

/** A page that listens, as a browser does: it remembers the last id it heard, and comes back with it. */
type Page = {
  /** Names of what it heard so far. */
  readonly heard: readonly string[]
  /** Resolves once it is heard of for the first time. */
  readonly opened: Promise<void>
  /** Hangs up. */
  away(): Promise<void>
  comeBack(): void
  close(): void
}

function openPage(): Page {
  const heard: string[] = []
  const { promise: opened, resolve: isOpen } = Promise.withResolvers<void>()
  let lastId: string | undefined
  let under: { hangUp: AbortController; done: Promise<void> }
  const listen = async (signal: AbortSignal): Promise<void> => {
    const headers = { cookie, ...(lastId === undefined ? {} : { 'last-event-id': lastId }) }
    const { body } = await fetch(`${program.url}/live`, { headers, signal })
    isOpen()
    let text = ''
    for await (const chunk of body!.pipeThrough(new TextDecoderStream())) {
      text += chunk
      const events = text.split('\n\n')
      text = events.pop() ?? ''
      for (const event of events) {
        lastId = /^id: (.*)$/m.exec(event)?.[1] ?? lastId
        const name = /^event: (.*)$/m.exec(event)?.[1]
        // Moments are noticed in what the writers send; the notes are what is counted.
        if (name === 'friction.changed' || name === 'resync') heard.push(name)
      }
    }
  }
  const open = () => {
    const hangUp = new AbortController()
    under = { hangUp, done: listen(hangUp.signal).catch(() => {}) }
  }
  const away = () => {
    under.hangUp.abort()
    return under.done
  }
  open()
  return { heard, opened, away, comeBack: open, close: () => void away() }
}
