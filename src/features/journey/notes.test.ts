/** Photos and notes of places where nothing comes in by itself: who may, what is kept, how it goes away, and comes back. */
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sweepRetention } from '#features/privacy/actions/retention.ts'
import { DAY_MS } from '#kit/time.ts'
import { listAudit } from '#platform/audit/index.ts'
import type { Api } from '#platform/http.ts'
import type { RoleName } from '#platform/permissions.ts'
import { read, type Scope } from '#platform/scope.ts'
import { aSession, openTestApi } from '#testing/api.ts'
import { aWorkspace, NOW } from '#testing/workspace.ts'
import { forgetRemovedNotes } from './actions/notes.ts'
import { TouchpointNote, TouchpointPage, type TouchpointFields } from './contract.ts'

let api: Api
let close: () => Promise<void>
let scope: Scope
let place: string
let photo: Buffer
let clock = NOW
beforeAll(async () => {
  scope = await aWorkspace({ slices: 4 })
  ;({ api, close } = await openTestApi({ clock: () => clock }))
  photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#963a70' } })
    .withExif({ IFD0: { Copyright: 'planted words' } })
    .jpeg()
    .toBuffer()
  const made = await ask('supervisor', 'POST', '/touchpoints', POSTER)
  place = made.json<{ id: string }>().id
})
afterAll(() => close())

/** Nothing comes in from here. */
const POSTER: TouchpointFields = {
  name: 'Poster',
  icon: 'map-pin',
  phase: 'before',
  stage: 'find',
  channel: null,
  ownerId: null,
  rule: { happens: [], spokenOf: [] },
  promise: null,
  effects: [],
  why: '',
  reviewEveryWeeks: 13,
  place: 50,
  isHidden: false,
}

async function ask(
  role: RoleName,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  payload?: object,
  of = scope,
) {
  const headers = {
    cookie: await aSession(of, role),
    ...(Buffer.isBuffer(payload) ? { 'content-type': 'application/octet-stream' } : {}),
  }
  return api.inject({ method, url: `/api/v1${path}`, headers, ...(payload ? { payload } : {}) })
}
const notes = async (): Promise<TouchpointNote[]> =>
  TouchpointPage.parse((await ask('viewer', 'GET', `/touchpoints/${place}/page`)).json()).notes

test('a supervisor notes what she saw and photographs it; everybody reads who and when', async () => {
  const noted = await ask('supervisor', 'POST', `/touchpoints/${place}/notes`, {
    words: ' Hangs behind a pillar. ',
  })
  expect(noted.statusCode, noted.body).toBe(200)
  clock = new Date(NOW.getTime() + 60_000)
  const sent = await ask('supervisor', 'POST', `/touchpoints/${place}/photos?name=poster.jpg&words=`, photo)
  expect(sent.statusCode, sent.body).toBe(201)
  expect(TouchpointNote.parse(sent.json())).toMatchObject({
    words: '',
    by: 'supervisor',
    at: clock.toISOString(),
  })
  expect(await notes()).toMatchObject([
    { pictures: [{ name: 'poster.jpg', width: 40, height: 30, by: 'supervisor' }] },
    { words: 'Hangs behind a pillar.', by: 'supervisor', at: NOW.toISOString(), pictures: [] },
  ])
  const [{ pictures }] = (await notes()) as [TouchpointNote]
  const shown = await ask('viewer', 'GET', `/pictures/${pictures[0]!.id}`)
  expect(shown.headers['content-type']).toBe('image/webp')
  expect(shown.rawPayload.includes('planted words')).toBe(false)
  const told = (await read(scope, (scope) => listAudit(scope, {}, { limit: 20 }))).filter(
    ({ subjectKind }) => subjectKind === 'touchpoint_note',
  )
  expect(told.map(({ action }) => action)).toEqual(['setting.changed', 'setting.changed'])
})

test('who may not is refused, and so is what is no picture; of that nothing stays', async () => {
  const before = await notes()
  const tried = [
    await ask('agent', 'POST', `/touchpoints/${place}/notes`, { words: 'Mine' }),
    await ask('agent', 'POST', `/touchpoints/${place}/photos`, photo),
    await ask('agent', 'DELETE', `/touchpoint-notes/${before[0]!.id}`),
    // The way of customers’ pictures does not lead here.
    await ask('agent', 'DELETE', `/pictures/${before[0]!.pictures[0]!.id}`),
    await ask('supervisor', 'POST', `/touchpoints/${place}/photos`, Buffer.from('<svg onload="alert(1)"/>')),
    await ask('supervisor', 'POST', '/touchpoints/nowhere/photos', photo),
    await ask('supervisor', 'POST', `/touchpoints/${place}/notes`, { words: ' ' }),
  ]
  expect(tried.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 404, 422, 404, 422])
  expect(await notes()).toEqual(before)
})

test('another workspace sees and takes nothing', async () => {
  const others = await aWorkspace({ slices: 4 })
  const [note] = (await notes()) as [TouchpointNote]
  const tried = [
    await ask('owner', 'DELETE', `/touchpoint-notes/${note.id}`, undefined, others),
    await ask('owner', 'POST', `/touchpoint-notes/${note.id}/return`, {}, others),
    await ask('owner', 'GET', `/pictures/${note.pictures[0]!.id}`, undefined, others),
    await ask('owner', 'GET', `/touchpoints/${place}/page`, undefined, others),
  ]
  expect(tried.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404])
})

test('is taken away and comes back; after a day it is gone with its photo, and age alone takes nothing', async () => {
  const [note, other] = (await notes()) as [TouchpointNote, TouchpointNote]
  const remove = () => ask('supervisor', 'DELETE', `/touchpoint-notes/${note.id}`)
  expect((await remove()).statusCode).toBe(200)
  expect(await notes()).toEqual([other])
  expect((await remove()).statusCode).toBe(404)
  const back = await ask('supervisor', 'POST', `/touchpoint-notes/${note.id}/return`, {})
  expect(back.json()).toEqual(note)
  await sweepRetention({ ...scope, now: new Date(NOW.getTime() + 4_000 * DAY_MS) })
  expect(await notes()).toEqual([note, other])

  await remove()
  await forgetRemovedNotes(later(DAY_MS - 1))
  expect((await ask('owner', 'GET', `/pictures/${note.pictures[0]!.id}`)).statusCode).toBe(200)
  await forgetRemovedNotes(later(DAY_MS + 1))
  expect((await ask('owner', 'GET', `/pictures/${note.pictures[0]!.id}`)).statusCode).toBe(404)
  expect((await ask('supervisor', 'POST', `/touchpoint-notes/${note.id}/return`, {})).statusCode).toBe(404)
  expect(await notes()).toEqual([other])
})

const later = (ms: number): Scope => ({ ...scope, now: new Date(clock.getTime() + ms) })
