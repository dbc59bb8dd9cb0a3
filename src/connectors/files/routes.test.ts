import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openHttp, type Api } from '#platform/http.ts'
import { openLog } from '#platform/log.ts'
import { sql } from '#platform/database.ts'
import { read, type Scope } from '#platform/scope.ts'
import { anEntry, aWorkspace, NOW } from '#testing/workspace.ts'
import { eventRule, foreignRecords } from '../../imports.ts'
import type { ImportStatus } from './contract.ts'
import { importRoutes, openImports, type Imports, type ImportsDoor } from './index.ts'

let scope: Scope
let api: Api
let imports: Imports
let directory: string
let url: string
const removed: string[] = []

function doorOf(over: Partial<ImportsDoor> = {}): ImportsDoor {
  return {
    db: scope.db,
    log: openLog('silent'),
    clock: () => NOW,
    directory,
    foreign: foreignRecords,
    eventRule,
    noticedSince: () =>
      Promise.resolve({ momentsSoFar: 3, momentsOpen: 1, entriesToRead: 0, worthALook: [] }),
    sample: {
      entries: () =>
        Array.from({ length: 2_500 }, (_, i) => anEntry({ source: 'sample', messageId: `s${i}` })),
      prepare: () => Promise.resolve(),
      remove: (of) => Promise.resolve(void removed.push(of.workspace.id)),
    },
    ...over,
  }
}

beforeAll(async () => {
  scope = await aWorkspace()
  directory = await mkdtemp(join(tmpdir(), 'spoonful-imports-'))
  imports = openImports(doorOf({ largest: 1_000_000 }))
  api = openHttp({
    db: scope.db,
    log: openLog('silent'),
    clock: () => NOW,
    identify: () => Promise.resolve({ actor: scope.actor, workspace: scope.workspace }),
    origins: () => [],
    isSecure: false,
  })
  api.after(() => importRoutes(api, imports))
  url = await api.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await api.close()
  await imports.stop()
  await rm(directory, { recursive: true })
})

async function ask<T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> {
  const isFile = typeof body === 'string'
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers:
      body === undefined ? {} : { 'content-type': isFile ? 'application/octet-stream' : 'application/json' },
    ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
  })
  const text = await answer.text()
  return {
    status: answer.status,
    body: (text.startsWith('{') && !text.includes('\n') ? JSON.parse(text) : text) as T,
  }
}
const upload = (name: string, text: string) =>
  ask<ImportStatus>('POST', `/imports?name=${encodeURIComponent(name)}`, text)
const show = async (id: string) => (await ask<ImportStatus>('GET', `/imports/${id}`)).body
const mappingOf = ({ columns }: ImportStatus) =>
  Object.fromEntries(columns.flatMap(({ column, field }) => (field ? [[column, field]] : [])))

const rows = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => `2025-03-01,c${from + i}@example.com,Hello ${from + i}\n`).join('')
const csv = (count: number) => `date,email,text\n${rows(count)}`

describe('a file by the browser', () => {
  it('is shown with guessed columns and twenty rows, then read, with its lines set aside', async () => {
    const { status, body } = await upload(
      '../My mails.csv',
      `${csv(30)}2025-03-01,broken\n,c@example.com,No date\n`,
    )
    expect(status).toBe(201)
    expect(body).toMatchObject({
      state: 'preview',
      kind: 'file',
      name: 'My mails.csv',
      as: 'messages',
      progress: 0,
    })
    expect(body.format).toBe('CSV, commas, UTF-8; dates as year-month-day')
    expect(body.columns.map(({ column, field }) => [column, field])).toEqual([
      ['date', 'at'],
      ['email', 'email'],
      ['text', 'text'],
    ])
    expect(body.preview).toHaveLength(20)
    expect(body.fields).toContainEqual({ field: 'text', label: 'What was written', needed: true })

    const { body: asReviews } = await ask<ImportStatus>('GET', `/imports/${body.id}?as=reviews`)
    expect(asReviews.fields).toContainEqual({ field: 'rating', label: 'Rating', needed: false })

    expect(
      (await ask('PUT', `/imports/${body.id}/run`, { as: 'messages', map: mappingOf(body) })).status,
    ).toBe(200)
    await imports.settled(body.id)
    expect(await show(body.id)).toMatchObject({
      state: 'finished',
      progress: 1,
      read: 32,
      stored: 30,
      known: 0,
      setAside: 2,
      customers: 30,
      momentsSoFar: 3,
      reasons: [
        { reason: 'The row has more or fewer cells than the header', count: 1 },
        { reason: 'The date is missing or can’t be read', count: 1 },
      ],
    })
    const { body: aside } = await ask<{ items: unknown[] }>('GET', `/imports/${body.id}/set-aside`)
    expect(aside.items).toEqual([
      { line: 32, reason: 'The row has 2 cells where the header has 3', text: '2025-03-01,broken' },
      { line: 33, reason: 'The date is missing or can’t be read', text: ',c@example.com,No date' },
    ])
    const { body: file } = await ask<string>('GET', `/imports/${body.id}/set-aside.jsonl`)
    expect(file.trim().split('\n')).toHaveLength(2)
    expect((await ask('PUT', `/imports/${body.id}/run`, { as: 'messages', map: {} })).status).toBe(409)
  })

  it('removed from the list, its file is gone too', async () => {
    const { body } = await upload('gone.csv', csv(2))
    expect((await ask('DELETE', `/imports/${body.id}`)).status).toBe(204)
    expect((await ask('GET', `/imports/${body.id}`)).status).toBe(404)
    expect((await readdir(directory)).filter((name) => name.startsWith(body.id))).toEqual([])
  })

  it.each([
    ['empty', '', 422, 'file_empty'],
    ['a header alone', 'a,b\n', 422, 'file_empty'],
    ['larger than allowed', 'x'.repeat(1_000_001), 413, 'too_large'],
  ])('%s: told why, and nothing is kept', async (_, text, status, code) => {
    const before = (await readdir(directory)).length
    expect(await upload('bad.csv', text)).toMatchObject({ status, body: { code } })
    expect((await readdir(directory)).length).toBe(before)
  })

  it.each([
    ['an Excel workbook', '504b0304140006000800000021', '[Content_Types].xml xl/workbook.xml', 'CSV (UTF-8)'],
    ['an old Excel workbook', 'd0cf11e0a1b11ae1', '', 'CSV (UTF-8)'],
    ['a ZIP archive', '504b0304140000000800', 'mails.csv', 'Unpack it'],
    ['a picture', '89504e470d0a1a0a0000000d49484452', '', 'picture (PNG)'],
    ['a PDF', '255044462d312e37', '', 'PDF'],
    ['a compressed file', '1f8b080000000000', '', 'Unpack it'],
    ['a program', '7f454c4602010100010203040506070801020304050607080102', '', 'not text'],
  ])('%s: is told what to do instead, and nothing is kept', async (_, hex, rest, words) => {
    const before = (await readdir(directory)).length
    const bytes = Buffer.concat([Buffer.from(hex, 'hex'), Buffer.from(rest)])
    const answer = await fetch(`${url}/api/v1/imports?name=file`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: bytes,
    })
    expect(answer.status).toBe(422)
    const problem = (await answer.json()) as { code: string; title: string }
    expect(problem.code).toBe('file_not_text')
    expect(problem.title).toContain(words)
    expect((await readdir(directory)).length).toBe(before)
  })

  it('says how its dates are read, and reads them as a person says', async () => {
    const text = 'Sent,Paid,Email,Body\n' + '01/02/2025,2025-03-04,c@example.com,Hello\n'.repeat(3)
    const { body } = await upload('dates.csv', text)
    expect(body.dates).toMatchObject({ standing: 'assumed' })
    const read = async (query: string) =>
      (await ask<ImportStatus>('GET', `/imports/${body.id}?${query}`)).body.dates
    expect(await read('dates=month-first')).toEqual({
      standing: 'read',
      words: 'dates as month/day/year',
      order: 'month-first',
    })
    expect(await read('at=Paid')).toMatchObject({ standing: 'read', words: 'dates as year-month-day' })
    expect(await read('at=Body')).toMatchObject({ standing: 'unreadable' })
    expect(await read('at=')).toMatchObject({ standing: 'none' })

    const map = { Sent: 'at', Email: 'email', Body: 'text' }
    await ask('PUT', `/imports/${body.id}/run`, { as: 'messages', map, dates: 'month-first' })
    await imports.settled(body.id)
    const found = await firstEntry(scope, 'csv:dates')
    expect(found?.at.toISOString().slice(0, 10)).toBe('2025-01-02')
  })

  it('sent twice under one key is kept once, its bytes unread', async () => {
    const send = (text: string) =>
      fetch(`${url}/api/v1/imports?name=twice.csv`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream', 'idempotency-key': 'upload-0001' },
        body: text,
      })
    const first = (await (await send(csv(5))).json()) as ImportStatus
    const second = await send(csv(5))
    expect(second.headers.get('idempotent-replay')).toBe('true')
    expect(((await second.json()) as ImportStatus).id).toBe(first.id)
    // Another file is another request.
    expect((await send(csv(6))).status).toBe(422)
  })

  it('counts persons, not the addresses and numbers they go by', async () => {
    const text =
      'date,customer id,email,text\n2025-03-01,7,maren@example.com,One\n2025-03-02,,maren@example.com,Two\n2025-03-03,7,,Three\n2025-03-04,,theo@example.com,Four\n'
    const { body } = await upload('persons.csv', text)
    await ask('PUT', `/imports/${body.id}/run`, { as: 'messages', map: mappingOf(body) })
    await imports.settled(body.id)
    expect(await show(body.id)).toMatchObject({ stored: 4, customers: 2 })
  })

  it('without the column it needs, the start is refused and says which', async () => {
    const { body } = await upload('bare.csv', 'a,b\n1,2\n3,4\n')
    const answer = await ask<{ code: string; title: string }>('PUT', `/imports/${body.id}/run`, {
      as: 'reviews',
      map: {},
    })
    expect(answer).toMatchObject({ status: 422, body: { code: 'field_needed' } })
    expect(answer.body.title).toContain('What was written')
  })

  it('of another workspace is not found', async () => {
    const { body } = await upload('ours.csv', csv(2))
    const other = await aWorkspace()
    await expect(imports.show(other, body.id)).rejects.toMatchObject({ code: 'import_not_found' })
  })
})

const firstEntry = (scope: Scope, source: string) =>
  read(scope, ({ db, homes }) =>
    db.maybe<{ at: Date }>(
      sql`select at from entry where home = any(${homes}::bigint[]) and source = ${source} limit 1`,
    ),
  )

describe('a restart', () => {
  it('goes on where the run was cut off, and counts each row once', async () => {
    const own = await aWorkspace({ slices: 4 })
    const first = openImports(doorOf())
    const { Readable } = await import('node:stream')
    const text = `date,email,text\n${rows(5_000)}2025-03-01,broken\n${rows(7_000, 5_000)}`
    const { id } = await first.upload(own, 'long.csv', Readable.from([Buffer.from(text)]), undefined)
    await first.start(own, id, { as: 'messages', map: {} })
    await first.stop()
    const paused = await first.show(own, id)
    expect(paused.state).toBe('running')
    expect(paused.read).toBeLessThan(12_001)

    const second = openImports(doorOf())
    await second.resume(own)
    await second.settled(id)
    expect(await second.show(own, id)).toMatchObject({
      state: 'finished',
      read: 12_001,
      stored: 12_000,
      known: 0,
      setAside: 1,
    })
    expect(await second.listSetAside(own, id, { after: 0, limit: 10 })).toHaveLength(1)
    const { count } = await read(own, ({ db, homes }) =>
      db.one<{ count: number }>(sql`select count(*) from entry where home = any(${homes}::bigint[])`),
    )
    expect(count).toBe(12_000)
  })

  it('cancelled, it stops and keeps what it stored', async () => {
    const { body } = await upload('cancelled.csv', csv(12_000))
    await ask('PUT', `/imports/${body.id}/run`, { as: 'messages', map: {} })
    expect((await ask('DELETE', `/imports/${body.id}`)).status).toBe(204)
    expect(await show(body.id)).toMatchObject({ state: 'cancelled' })
  })
})

describe('the sample brand', () => {
  it('fills behind the page as an import does, and is taken out again', async () => {
    const { body } = await ask<ImportStatus>('POST', '/sample')
    expect(body).toMatchObject({ kind: 'sample', state: 'running' })
    await imports.settled(body.id)
    expect(await show(body.id)).toMatchObject({ state: 'finished', stored: 2_500, setAside: 0, customers: 1 })
    const again = await ask<ImportStatus>('POST', '/sample')
    expect(again.body).toMatchObject({
      id: body.id,
      state: 'finished',
      read: 2_500,
      notice: 'The sample brand is in already; nothing was read again.',
    })
    expect((await ask('DELETE', '/sample')).status).toBe(204)
    expect(removed).toEqual([scope.workspace.id])
    expect((await ask('GET', `/imports/${body.id}`)).status).toBe(404)
    // Taken out, it can be filled anew.
    const anew = await ask<ImportStatus>('POST', '/sample')
    expect(anew.body).toMatchObject({ state: 'running', notice: null })
    await imports.settled(anew.body.id)
  })
})
