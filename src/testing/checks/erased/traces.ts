/** A person who leaves words of her own in every place of the running product, each of which stands nowhere else. */
import { expect } from 'vitest'
import sharp from 'sharp'
import { aKey, type Program } from '../../program.ts'

/** By where it is left: in lower case, as it is looked for. */
export const CANARIES = {
  'her name': 'quuxberg',
  'her e-mail address': 'wilhelminaquux@example.com',
  'her number': '+4917099887766',
  'her id in the shop': 'q-77001',
  'a message': 'zimtschnecke',
  'an order’s gift note': 'rotkehlchen',
  'a fact written down by hand': 'blaubeere',
  'a note on a moment': 'nachtigall',
  'a reply': 'pusteblume',
  'why money was given': 'sonnentau',
  'a promise': 'morgenrot',
  'a file’s lines': 'rohrspatz',
  'a file’s name': 'wilhelmina quuxberg',
  'a line that was not taken in': 'haselmaus',
  'the contact form, with a photo': 'kornblume',
  'an answer to a survey': 'schmetterling',
  'work that is stuck': 'steinadler',
} as const
export const EMAIL = CANARIES['her e-mail address']

export type Door = { readonly program: Program; readonly cookie: string; readonly key: string }

export async function openDoor(program: Program, cookie: string): Promise<Door> {
  return { program, cookie, key: await aKey(program.url, cookie, ['intake', 'read']) }
}

/** Asks as the owner does; throws where it is refused. */
export async function ask<T>(
  { program, cookie }: Door,
  method: string,
  path: string,
  body?: object,
): Promise<T> {
  const response = await fetch(`${program.url}/api/v1${path}`, {
    method,
    headers: {
      cookie,
      ...(body ? { 'content-type': 'application/json' } : {}),
      // As a page does: what is answered is kept for a day.
      ...(method === 'GET' ? {} : { 'idempotency-key': `${method} ${path} ${JSON.stringify(body).length}` }),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  return (text === '' ? undefined : JSON.parse(text)) as T
}

/** What a program sends; answers statuses of the batch's items. */
export async function send({ program, key }: Door, batch: readonly object[]): Promise<number> {
  const response = await fetch(`${program.url}/v1/batch`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${key}:`)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ batch }),
  })
  await response.text()
  return response.status
}

/** What her shop tells of her; `no` tells one telling from another. */
export const told = (no: string, at: Date) => [
  { type: 'identify', userId: 'q-77001', messageId: `${no}-1`, timestamp: at, traits: { email: EMAIL, name: 'Wilhelmina Quuxberg', phone: '+49 170 99887766', address: { city: 'Quuxberg' } } },
  { type: 'track', userId: 'q-77001', messageId: `${no}-2`, timestamp: at, event: 'Order Completed', properties: { order_id: no, total: 40, currency: 'USD', gift_note: 'For my rotkehlchen' } },
  { type: 'track', userId: 'q-77001', messageId: `${no}-3`, timestamp: at, event: 'Contact Received', properties: { message: 'Where is my order? It still hasn’t arrived. My dog Zimtschnecke is hungry.', conversation_id: no } },
] // prettier-ignore

/** What a shop tells of her that cannot be read; it is kept to be mended. */
export const unreadable = (no: string) => [
  { type: 'track', userId: 'q-77001', messageId: `${no}-4`, event: 'Contact Received', timestamp: 'haselmaus', context: { traits: { email: EMAIL } } },
] // prettier-ignore

/** Leaves all of them; answers her id. */
export async function leaveTraces(door: Door, workspaceNo: number): Promise<string> {
  expect(await send(door, told('first', new Date(Date.now() - 3_600_000)))).toBe(200)
  expect(await send(door, unreadable('first'))).toBe(400)
  const momentOf = async () =>
    (await ask<{ items: { id: string; customer: { id: string } }[] }>(door, 'GET', '/moments?limit=1')).items
  await expect.poll(momentOf, { timeout: 30_000 }).toHaveLength(1)
  const [moment] = await momentOf()
  if (!moment) throw new Error('nothing was noticed')
  const customerId = moment.customer.id
  await ask(door, 'POST', `/customers/${customerId}/facts`, { value: 'Loves blaubeere tea' })
  await ask(door, 'POST', `/moments/${moment.id}/notes`, { text: 'Nachtigall at the depot' })
  await ask(door, 'POST', '/promises', {
    customerId,
    wording: 'Call about the morgenrot scarf',
    when: 'in 30 days',
  })
  await ask(door, 'POST', '/replies', { key: 'one-reply', momentId: moment.id, text: 'Dear pusteblume, on its way', acts: [{ kind: 'credit', amountMinor: 500, reason: 'Sonnentau was late for Wilhelmina' }] }) // prettier-ignore
  await anImport(door)
  await aForm(door, workspaceNo)
  await aSurvey(door, customerId)
  await expect
    .poll(
      async () =>
        (await ask<{ items: { state: string }[] }>(door, 'GET', '/replies')).items.map(({ state }) => state),
      { timeout: 60_000 },
    )
    .toEqual(['sent'])
  return customerId
}

/** So many messages more, a hundred at once. */
export async function sayMuch(door: Door, messages: number): Promise<void> {
  for (let from = 0; from < messages; from += 100) {
    const batch = Array.from({ length: Math.min(100, messages - from) }, (_, i) => ({
      type: 'track',
      userId: 'q-77001',
      messageId: `much-${from + i}`,
      timestamp: new Date(Date.now() - (messages - from - i) * 3_600_000),
      event: 'Contact Received',
      properties: {
        message: `Where is my order ${from + i}? The zimtschnecke still hasn’t arrived.`,
        conversation_id: `much-${from / 100}`,
      },
    }))
    expect(await send(door, batch)).toBe(200)
  }
}

async function anImport({ program, cookie }: Door): Promise<void> {
  const to = (method: string, path: string, body: string, type: string) =>
    fetch(`${program.url}/api/v1/imports${path}`, { method, headers: { cookie, 'content-type': type }, body })
  const lines = [
    'id,date,email,message',
    `f1,2025-03-01T10:00:00Z,${EMAIL},The rohrspatz sings`,
    `f2,never,${EMAIL},haselmaus`,
  ]
  const name = encodeURIComponent('Wilhelmina Quuxberg.csv')
  const up = await to('POST', `?name=${name}`, lines.join('\n'), 'application/octet-stream')
  const { id } = (await up.json()) as { id: string }
  const map = { id: 'id', date: 'at', email: 'email', message: 'text' }
  await to('PUT', `/${id}/run`, JSON.stringify({ as: 'messages', map }), 'application/json')
  const state = async () =>
    (
      (await (await fetch(`${program.url}/api/v1/imports/${id}`, { headers: { cookie } })).json()) as {
        state: string
      }
    ).state
  await expect.poll(state, { timeout: 30_000 }).toBe('finished')
}

async function aForm({ program }: Door, workspaceNo: number): Promise<void> {
  const path = `${program.url}/s/${workspaceNo}/contact`
  const token = /name="t" value="([^"]+)"/.exec(await (await fetch(path)).text())?.[1] ?? ''
  // Who sends at once is taken for a machine.
  await new Promise((resolve) => setTimeout(resolve, 4_000))
  const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#963a70' } })
    .jpeg()
    .toBuffer()
  const fields = { name: 'Wilhelmina Quuxberg', email: EMAIL, order: '#1', message: 'The kornblume hem came undone, can you mend it?', website: '', t: token } // prettier-ignore
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('photo', new File([new Uint8Array(photo)], 'kornblume.jpg'))
  const answer = await fetch(`${path}?`, { method: 'POST', body: form })
  expect(await answer.text()).toContain('Your photo came with it.')
}

async function aSurvey(door: Door, customerId: string): Promise<void> {
  const id = '019ac000-0000-7000-8000-000000000001'
  const definition = { name: 'By hand', questions: [{ key: 'q1', measure: 'csat', wording: null }], asksWhy: true, offersReflections: true, trigger: 'by_hand', delayHours: 0, quiet: null, capDays: 1, sample: 1, reminderDays: null, language: 'en' } // prettier-ignore
  await ask(door, 'PUT', `/surveys/${id}`, { definition })
  await ask(door, 'PUT', `/surveys/${id}/switch`, { isOn: true })
  const { url } = await ask<{ url: string }>(door, 'POST', `/surveys/${id}/invitations`, { customerId })
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams({ q1: '5', words: 'A schmetterling of a team' }) }) // prettier-ignore
  expect(answer.status).toBe(200)
}
