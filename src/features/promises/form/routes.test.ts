import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { customerIdOf, listPictures, listTimelinePage, recordEntries } from '#features/timeline/index.ts'
import { openHttp, type Api } from '#platform/http.ts'
import { openLog } from '#platform/log.ts'
import { read, type Scope } from '#platform/scope.ts'
import { sql } from '#platform/database.ts'
import { aWorkspace, anEntry, NOW } from '#testing/workspace.ts'
import { listAnswerUse, withSpared, type FormAnswerPiece } from './answers.ts'
import { ASSET_NAMES } from './assets.ts'
import { contactFormRoutes } from './routes.ts'

let scope: Scope
let api: Api
let now = NOW
let path = ''
let pieces: FormAnswerPiece[] = []
/** Pulled, as when the database server is gone: nothing can be asked any more. */
let isAway = false
const gate = (db: Scope['db']): Scope['db'] => ({
  ...db,
  transaction: (...asked) =>
    isAway ? Promise.reject(new Error('connection lost')) : db.transaction(...asked),
  owner: (...asked) => (isAway ? Promise.reject(new Error('connection lost')) : db.owner(...asked)),
})

beforeAll(async () => {
  scope = await aWorkspace()
  path = `/s/${scope.workspace.no}/contact`
  api = openHttp({
    db: scope.db,
    log: openLog('silent'),
    clock: () => now,
    identify: () => Promise.resolve({ actor: scope.actor, workspace: scope.workspace }),
    origins: () => [],
    isSecure: false,
  })
  api.after(() =>
    contactFormRoutes(api, {
      db: gate(scope.db),
      clock: () => now,
      random: scope.random,
      answersOf: () => Promise.resolve(pieces),
    }),
  )
  await api.ready()
})
afterAll(() => api.close())

const MESSAGE = 'The trousers are lovely but a hand too long for me. Is there a short leg?'

/** Opens the form, as a browser does, and answers its token. */
async function shown(): Promise<string> {
  const page = await api.inject({ method: 'GET', url: path })
  return /name="t" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
}

let visitor = 0
async function submit(fields: Record<string, string>, token?: string, address?: string, photo?: File) {
  const t = token ?? (await shown())
  now = new Date(now.getTime() + 5_000)
  visitor += 1
  const typed = {
    name: 'Imogen Vance',
    email: 'imogen@vance.example',
    order: '#10391',
    message: MESSAGE,
    website: '',
    t,
    ...fields,
  }
  const form = new FormData()
  for (const [name, value] of Object.entries(typed)) form.set(name, value)
  form.set('photo', photo ?? new File([], ''))
  const sent = new Response(form)
  return api.inject({
    method: 'POST',
    url: `${path}?`,
    remoteAddress: address ?? `10.0.0.${visitor}`,
    headers: { 'content-type': sent.headers.get('content-type') ?? '', origin: 'https://shop.example' },
    payload: Buffer.from(await sent.arrayBuffer()),
  })
}

const timelineOf = (email: string) =>
  read(scope, (scope) =>
    listTimelinePage(scope, customerIdOf(scope.workspace.id, { kind: 'email', value: email }), { limit: 20 }),
  )

describe('somebody who writes through the form', () => {
  test('is answered with the same promise and a reference, and her words are in the timeline', async () => {
    const answer = await submit({})
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toContain('<b>Tuesday 17:00</b>')
    expect(answer.body).toMatch(/class="reference">F-[2-9A-Z]{6}</)
    const { items } = await timelineOf('imogen@vance.example')
    expect(items).toMatchObject([
      {
        kind: 'form',
        channel: 'form',
        text: MESSAGE,
        author: { kind: 'customer', name: 'Imogen Vance' },
        data: { form: 'contact', order: '10391' },
      },
    ])
  })

  test('is one message, however often she presses', async () => {
    const token = await shown()
    const email = 'twice@vance.example'
    const first = await submit({ email }, token)
    const second = await submit({ email }, token)
    const referenceIn = (body: string) => /class="reference">([^<]+)</.exec(body)?.[1]
    expect(referenceIn(second.body)).toBe(referenceIn(first.body))
    expect((await timelineOf(email)).items).toHaveLength(1)
  })

  test('does not rename the customer whose address she types, and is shown nothing about her', async () => {
    await recordEntries(scope, [
      anEntry({
        identities: [{ kind: 'email', value: 'maren@vance.example', verified: true }],
        traits: { name: 'Maren Oduya' },
        text: 'Order 10482 is for my sister',
      }),
    ])
    const answer = await submit({ email: 'maren@vance.example', name: 'Mallory' })
    expect(answer.body).not.toContain('Maren')
    expect(answer.body).not.toContain('10482')
    const person = await read(scope, (scope) =>
      scope.db.many<{ profile: { name?: string } }>(
        sql`select profile from customer where home = any(${scope.homes}::bigint[]) and identity_value = 'maren@vance.example'`,
      ),
    )
    expect(person.map(({ profile }) => profile.name)).toEqual(['Maren Oduya'])
  })

  test('loses nothing where a field is wrong: the page comes back with what she typed', async () => {
    const answer = await submit({ email: 'imogen at vance', message: 'a <b>bold</b> hem' })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('value="imogen at vance"')
    expect(answer.body).toContain('a &lt;b&gt;bold&lt;/b&gt; hem</textarea>')
    expect(answer.body).toContain('aria-describedby="email-problem"')
  })

  test('loses nothing while the database is away: the page comes back and offers the brand’s address', async () => {
    const token = await shown()
    isAway = true
    const answer = await submit({ message: 'Is there a short leg?' }, token).finally(() => (isAway = false))
    expect(answer.statusCode).toBe(503)
    expect(answer.body).toContain('Is there a short leg?</textarea>')
    expect(answer.body).toContain('Something went wrong on our side. Please press Send again.')
    expect((await submit({ email: 'back@vance.example' }, token)).statusCode).toBe(200)
  })

  test('presses once more where the page is none of ours, and is taken then', async () => {
    const email = 'again@vance.example'
    const first = await submit({ email }, 'made-up')
    expect(first.statusCode).toBe(422)
    const token = /name="t" value="([^"]+)"/.exec(first.body)?.[1]
    expect((await submit({ email }, token)).statusCode).toBe(200)
    expect((await timelineOf(email)).items).toHaveLength(1)
  })
})

describe('a photo', () => {
  const photograph = async () =>
    sharp({ create: { width: 60, height: 40, channels: 3, background: '#963a70' } })
      .withExif({ IFD3: { GPSLatitude: '44/1 28/1 0/1', GPSLatitudeRef: 'N' } })
      .jpeg()
      .toBuffer()
  const asFile = (bytes: Buffer, name = 'hem.jpg') => new File([new Uint8Array(bytes)], name)
  const picturesOf = async (email: string) =>
    listPictures(
      scope,
      (await timelineOf(email)).items.map(({ id }) => id),
    )

  test('comes with her words, drawn anew, once', async () => {
    const email = 'photo@vance.example'
    const token = await shown()
    const photo = asFile(await photograph())
    const answer = await submit({ email }, token, undefined, photo)
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toContain('Your photo came with it.')
    await submit({ email }, token, undefined, photo)
    const { items } = await timelineOf(email)
    expect(items).toMatchObject([{ data: { attachments: [{ name: 'hem.jpg', bytes: photo.size }] } }])
    const pictures = await picturesOf(email)
    expect(pictures).toMatchObject([{ name: 'hem.jpg', width: 60, height: 40 }])
    const [kept] = await read(scope, (scope) =>
      scope.db.many<{ bytes: Uint8Array }>(
        sql`select bytes from picture where home = any(${scope.homes}::bigint[]) and id = ${pictures[0]?.id}`,
      ),
    )
    const { format, exif } = await sharp(kept?.bytes).metadata()
    expect([format, exif]).toEqual(['webp', undefined])
  })

  test('that is none is said so beside its field, and nothing typed is lost', async () => {
    const email = 'page@vance.example'
    const answer = await submit({ email }, undefined, undefined, asFile(Buffer.from('<html>'), 'x.jpg'))
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('id="photo-problem"')
    expect(answer.body).toContain(MESSAGE)
    await expect(timelineOf(email)).rejects.toMatchObject({ code: 'customer_not_found' })
  })

  test('that only looks like one holds her words not up', async () => {
    const email = 'broken@vance.example'
    const broken = (await photograph()).subarray(0, 80)
    const answer = await submit({ email }, undefined, undefined, asFile(broken))
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toContain('Your photo could not be read')
    expect((await timelineOf(email)).items).toHaveLength(1)
    expect(await picturesOf(email)).toEqual([])
  })

  test('has to be chosen again where something else is wrong, and the page says so', async () => {
    const answer = await submit({ email: 'x' }, undefined, undefined, asFile(await photograph()))
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('id="photo-again"')
    expect((await submit({ email: 'x' })).body).not.toContain('id="photo-again"')
  })

  test('needs no script and no multipart form: what an older page sends is taken', async () => {
    const email = 'older@vance.example'
    const t = await shown()
    now = new Date(now.getTime() + 5_000)
    const answer = await api.inject({
      method: 'POST',
      url: path,
      remoteAddress: '10.1.0.1',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ name: 'Imogen', email, message: MESSAGE, t }).toString(),
    })
    expect(answer.statusCode).toBe(200)
    expect((await timelineOf(email)).items).toHaveLength(1)
  })
})

describe('what may save the writing', () => {
  const piece = {
    id: '0198c0de-0000-7000-8000-000000000001',
    title: 'Short-leg trousers and free hems',
    url: 'https://tussock.example/hems?a=1&b="2"',
    words: ['short leg', 'hem'],
  }
  const opened = (t: string, address: string, answer = piece.id) =>
    api.inject({
      method: 'POST',
      url: `${path}/opened`,
      remoteAddress: address,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ t, answer }).toString(),
    })
  const use = async () =>
    (await listAnswerUse({ ...scope, now })).map(({ opened, written }) => ({ opened, written }))
  beforeAll(() => {
    pieces = [piece]
  })
  afterAll(() => {
    pieces = []
  })

  test('stands beside the form with its link and its words', async () => {
    const { body } = await api.inject({ method: 'GET', url: path })
    expect(body).toContain('href="https://tussock.example/hems?a=1&amp;b=&quot;2&quot;"')
    expect(body).toContain('data-fit="short leg\nhem"')
    expect(body).not.toContain('in 10')
    pieces = []
    expect((await api.inject({ method: 'GET', url: path })).body).not.toContain('In a hurry?')
    pieces = [piece]
  })

  test('is counted once a page, and as of no use where the page is sent all the same', async () => {
    const token = await shown()
    expect((await opened(token, '10.2.0.1')).statusCode).toBe(204)
    await opened(token, '10.2.0.1')
    expect(await use()).toEqual([{ opened: 1, written: 0 }])
    await submit({ email: 'opened@vance.example' }, token)
    await submit({ email: 'opened@vance.example' }, token)
    expect(await use()).toEqual([{ opened: 1, written: 1 }])
  })

  test('is not counted from a page that is none of ours, for a piece that is none, or by the hundred', async () => {
    const before = await use()
    await opened('made-up', '10.2.0.2')
    await opened(await shown(), '10.2.0.2', '0198c0de-0000-7000-8000-00000000000f')
    expect(await use()).toEqual(before)
    for (let i = 0; i < 40; i++) {
      now = new Date(now.getTime() + 1)
      await opened(await shown(), '10.2.0.3')
    }
    expect((await use())[0]?.opened).toBe(31)
  })

  test('says how many it spared once thirty have opened it', async () => {
    expect((await api.inject({ method: 'GET', url: path })).body).toContain(
      '9 in 10 who open it do not need to write.',
    )
    expect(withSpared([piece], [{ answerId: piece.id, opened: 29, written: 0 }])[0]?.spared).toBeNull()
    expect(withSpared([piece], [{ answerId: piece.id, opened: 100, written: 60 }])[0]?.spared).toBeNull()
    expect(withSpared([piece], [{ answerId: piece.id, opened: 100, written: 21 }])[0]?.spared).toBe(7)
  })
})

describe('what a machine sends', () => {
  test('is set aside with its reason and not lost', async () => {
    const email = 'robot@casino.example'
    const photo = new File(['win'], 'win.jpg')
    const answer = await submit({ email, website: 'https://casino.example' }, undefined, undefined, photo)
    expect(answer.body).toContain('The photo is not kept with it.')
    expect(answer.body).toContain('A person looks at it first')
    expect(answer.body).not.toContain('Tuesday')
    await expect(timelineOf(email)).rejects.toMatchObject({ code: 'customer_not_found' })
    const kept = await read(scope, (scope) =>
      scope.db.many<{ reason: string; item: string }>(
        sql`select reason, item from intake_refusal where home = any(${scope.homes}::bigint[]) and source = 'contact-form'`,
      ),
    )
    expect(kept).toMatchObject([{ reason: 'trap' }])
    expect(JSON.parse(kept[0]!.item)).toMatchObject({ email, message: MESSAGE })
  })

  test('is slowed down where it all comes from one place', async () => {
    const statuses = []
    for (let i = 0; i < 31; i++) statuses.push((await submit({ email: 'x' }, 'none', '10.9.9.9')).statusCode)
    expect(new Set(statuses)).toEqual(new Set([422]))
    const last = await submit({}, undefined, '10.9.9.9')
    expect(last.statusCode).toBe(429)
    expect(last.body).toContain(MESSAGE)
  })
})

describe('the pages', () => {
  test('may be shown in any page’s frame and still run no foreign script', async () => {
    const { headers } = await api.inject({ method: 'GET', url: `${path}?embed` })
    expect(headers['content-security-policy']).toContain('frame-ancestors *')
    expect(headers['content-security-policy']).toContain("script-src 'self'")
    expect(headers['content-security-policy']).not.toContain('unsafe')
    expect(headers['x-frame-options']).toBeUndefined()
    const ours = await api.inject({ method: 'GET', url: '/api/v1/contact-form' })
    expect(ours.headers['content-security-policy']).toContain("frame-ancestors 'none'")
  })

  test('weigh under 60 KB in all and carry under 10 KB of script', async () => {
    const files = await Promise.all(
      ASSET_NAMES.map(async (name) => {
        const { rawPayload } = await api.inject({ method: 'GET', url: `/s/assets/${name}` })
        return { name, size: name.endsWith('.woff2') ? rawPayload.length : gzipSync(rawPayload).length }
      }),
    )
    const page = gzipSync((await api.inject({ method: 'GET', url: path })).rawPayload).length
    expect(files.map(({ name }) => name).sort()).toEqual([
      'contact.css',
      'contact.js',
      'figtree.woff2',
      'source-serif.woff2',
    ])
    expect(files.find(({ name }) => name === 'contact.js')?.size).toBeLessThan(10 * 1024)
    expect(files.reduce((sum, { size }) => sum + size, page)).toBeLessThan(60 * 1024)
  })

  test('of a brand that is not there are not there', async () => {
    expect((await api.inject({ method: 'GET', url: '/s/999999/contact' })).statusCode).toBe(404)
    expect((await api.inject({ method: 'GET', url: '/s/assets/__proto__' })).statusCode).toBe(404)
  })

  test('offer the brand’s address once it is set', async () => {
    const address = 'hello@tussock.example'
    await api.inject({ method: 'PUT', url: '/api/v1/contact-form', payload: { email: address } })
    expect((await api.inject({ method: 'GET', url: '/api/v1/contact-form' })).json()).toEqual({
      path,
      email: address,
      colour: null,
    })
    const answer = await submit({ message: '' })
    expect(answer.body).toContain(`mailto:${address}`)
  })
})

describe('the brand’s colour', () => {
  test('is set once and borne by the page, in a sheet of its own', async () => {
    const put = (colour: string | null) =>
      api.inject({ method: 'PUT', url: '/api/v1/contact-form', payload: { colour } })
    expect((await put('#00247D')).json()).toMatchObject({ colour: '#00247d' })
    const page = await api.inject({ method: 'GET', url: path })
    const address = `/s/${scope.workspace.no}/brand.css`
    expect(page.body).toContain(`href="${address}?00247d"`)
    const sheet = await api.inject({ method: 'GET', url: address })
    expect(sheet.headers['content-type']).toContain('text/css')
    expect(sheet.body).toContain('--brand:#00247d')
    expect((await put('}body{display:none')).json()).toMatchObject({ code: 'colour_not_known' })
    expect((await put(null)).json()).toMatchObject({ colour: null })
    expect((await api.inject({ method: 'GET', url: path })).body).not.toContain('brand.css')
  })
})
