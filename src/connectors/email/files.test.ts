/** What a customer attached can be saved by an agent as it came, and by nobody else; nothing makes a browser open it (SAFETY.md R14, G18). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { erasePerson } from '#features/privacy/actions/erase.ts'
import type { KeptFile } from '#features/timeline/contract.ts'
import { customerIdOf } from '#features/timeline/index.ts'
import { sql } from '#platform/database.ts'
import type { Api } from '#platform/http.ts'
import { read, type Scope } from '#platform/scope.ts'
import { aSession, openTestApi } from '#testing/api.ts'
import { aWorkspace } from '#testing/workspace.ts'
import { openReader, READ_BYTES } from './reading/reader.ts'
import { readMail } from './reading/read-mail.ts'
import { takeMails } from './take-in.ts'

let api: Api
let close: () => Promise<void>
beforeAll(async () => void ({ api, close } = await openTestApi()))
afterAll(() => close?.())

const box = { id: '01890000-0000-7000-8000-0000000000aa', authserv: null, createdAt: new Date('2020-01-01') }
const ours = { addresses: new Set(['care@shop.example']), signers: [] }
const PDF = Buffer.from('%PDF-1.7\n\u0000\u00ff binary', 'latin1')

type Attached = { name: string; type: string; bytes: Buffer; disposition?: 'inline' }

function letter(attached: readonly Attached[]): Buffer {
  return Buffer.from(
    [
      'From: Maren <maren@example.com>', 'To: care@shop.example', 'Subject: My bill', 'Message-ID: <bill@example.com>', 'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/plain; charset=utf-8', '', 'Here is the bill.',
      ...attached.flatMap(({ name, type, bytes, disposition = 'attachment' }) => [
        '--b', `Content-Type: ${type}`, `Content-Disposition: ${disposition}; filename="${name.replaceAll('"', '\\"')}"`, 'Content-Transfer-Encoding: base64', '',
        bytes.toString('base64').replace(/.{76}/g, '$&\r\n'),
      ]),
      '--b--', '',
    ].join('\r\n'),
  ) // prettier-ignore
}

async function taken(scope: Scope, attached: readonly Attached[]): Promise<string> {
  const mail = await readMail(letter(attached))
  for (let twice = 0; twice < 2; twice++)
    await takeMails(scope, ours, box, 'inbox', [{ mail, receivedAt: scope.now }])
  const [entry] = await read(scope, ({ db, homes }) =>
    db.many<{ id: string }>(sql`select id from entry where home = any(${homes}::bigint[]) limit 5`),
  )
  return entry?.id ?? ''
}

const bill = { name: '../../März "bill".pdf', type: 'application/pdf', bytes: PDF }

async function ask(
  scope: Scope,
  url: string,
  role: 'agent' | 'viewer' | 'owner' = 'agent',
  method: 'GET' | 'DELETE' = 'GET',
) {
  return api.inject({ method, url, headers: { cookie: await aSession(scope, role) } })
}
const listed = async (scope: Scope, of: string) =>
  (await ask(scope, `/api/v1/files?of=${of}`)).json<{ items: KeptFile[] }>().items

describe('a file a customer sent', () => {
  test('is kept once, byte for byte, told by its place, and handed out to be saved and nothing else', async () => {
    const scope = await aWorkspace({ slices: 4 })
    const of = await taken(scope, [
      { name: 'a.exe', type: 'text/html', bytes: Buffer.from('<script>1</script>') },
      bill,
    ])
    const files = await listed(scope, of)
    expect(files).toMatchObject([
      { of, place: 0, name: 'a.exe', type: 'text/html', bytes: 18 },
      { of, place: 1, name: 'März "bill".pdf', type: 'application/pdf', bytes: PDF.length },
    ])
    const answer = await ask(scope, `/api/v1/files/${files[1]!.id}`)
    expect(answer.rawPayload.equals(PDF)).toBe(true)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="M_rz _bill_.pdf"; filename*=UTF-8''M%C3%A4rz%20_bill_.pdf`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    })
    expect((await ask(scope, `/api/v1/files/${files[0]!.id}`)).headers['content-type']).toBe(
      'application/octet-stream',
    )
  })

  test('is not there for another workspace, without a session, or after it was taken away', async () => {
    const [scope, other] = [await aWorkspace(), await aWorkspace()]
    const [file] = await listed(scope, await taken(scope, [bill]))
    const url = `/api/v1/files/${file!.id}`
    expect((await ask(other, url)).statusCode).toBe(404)
    expect((await ask(other, url, 'owner', 'DELETE')).statusCode).toBe(404)
    expect(await listed(other, file!.of)).toEqual([])
    expect((await api.inject({ url })).statusCode).toBe(401)
    expect((await ask(scope, url, 'viewer', 'DELETE')).statusCode).toBe(403)
    expect((await ask(scope, url, 'agent', 'DELETE')).statusCode).toBe(204)
    expect((await ask(scope, url)).statusCode).toBe(404)
    expect((await ask(scope, url, 'agent', 'DELETE')).statusCode).toBe(404)
    expect((await ask(scope, '/api/v1/files/nothing')).statusCode).toBe(404)
  })

  test('goes with its customer, and does not come back when her mail is read again', async () => {
    const scope = await aWorkspace()
    const of = await taken(scope, [bill])
    expect(await listed(scope, of)).toHaveLength(1)
    await erasePerson(
      scope,
      customerIdOf(scope.workspace.id, { kind: 'email', value: 'maren@example.com' }),
      'desk',
    )
    expect(await listed(scope, of)).toEqual([])
    await taken(scope, [bill])
    expect(await listed(scope, of)).toEqual([])
  })

  test('pictures, the signs of signatures, what is empty or beyond the limits is not kept as one', async () => {
    const scope = await aWorkspace()
    const large = Buffer.alloc(10 * 1024 * 1024 + 1, 1)
    const of = await taken(scope, [
      { name: 'dog.jpg', type: 'image/jpeg', bytes: Buffer.from('no jpeg') },
      { name: 'logo.gif', type: 'image/gif', bytes: Buffer.from('GIF89a'), disposition: 'inline' },
      { name: 'empty.txt', type: 'text/plain', bytes: Buffer.alloc(0) },
      { name: 'large.zip', type: 'application/zip', bytes: large },
      { ...bill, bytes: large.subarray(1) },
    ])
    expect((await listed(scope, of)).map(({ place, bytes }) => [place, bytes])).toEqual([
      [4, 10 * 1024 * 1024],
    ])
  })

  test('of one mail, twenty at most', async () => {
    const scope = await aWorkspace()
    const of = await taken(
      scope,
      Array.from({ length: 30 }, (_, i) => ({ ...bill, name: `${i}.pdf` })),
    )
    expect((await listed(scope, of)).map(({ place }) => place)).toEqual(
      Array.from({ length: 20 }, (_, i) => i),
    )
  })

  test('of a mail that is too long to be read, the one that was cut is left out', async () => {
    const raw = letter([bill, { ...bill, name: 'cut.zip', bytes: Buffer.alloc(14 * 1024 * 1024, 1) }])
    expect(raw.length).toBeGreaterThan(READ_BYTES)
    const reader = openReader()
    const mail = await reader.read(raw.subarray(0, READ_BYTES), true)
    await reader.close()
    expect(mail.attachments).toHaveLength(2)
    expect(mail.files.map(({ name }) => name)).toEqual(['März "bill".pdf'])
  })
})
