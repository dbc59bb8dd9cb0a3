/** SAFETY.md G32: every kind of secret the product is given or makes is planted in it; none stands in the clear in the database, a backup, a file, the log, an answer to what went wrong, or what a browser gets. */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, urlOf } from '#testing/database.ts'
import { makeTestDirectory } from '#testing/directory.ts'
import { filesIn, rowsOf } from '#testing/everything.ts'
import type { TestConnection } from '#testing/global-setup.ts'
import { startProgram, type Program } from '#testing/program.ts'
import { asked } from '#testing/asked.ts'
import { asAdmin } from '#testing/side-database.ts'
import { tally } from '../run.ts'
import { openOutside, type Outside } from './outside.ts'

const made = () => randomBytes(24).toString('hex')

let database: TestConnection
let directory: Awaited<ReturnType<typeof makeTestDirectory>>
let outside: Outside
let program: Program
let cookie = ''
/** By what each is. */
const planted = new Map<string, string>()
/** What was answered where something was wrong. */
const complaints: string[] = []

beforeAll(async () => {
  directory = await makeTestDirectory('planted')
  outside = await openOutside()
  database = await withOwnPassword(await testDatabase())
  program = await startProgram(environment())
})
afterAll(async () => {
  await program?.stop()
  await outside?.close()
  await directory?.remove()
})
const plant = (what: string, secret = made()): string => {
  planted.set(what, secret)
  return secret
}
const environment = () => ({
  DATABASE_URL: urlOf(database),
  SPOONFUL_DATA: join(directory.path, 'data'),
  SPOONFUL_SECRET_KEYS:
    planted.get('the key of all that is sealed') ??
    plant('the key of all that is sealed', randomBytes(32).toString('hex')),
  SPOONFUL_BACKUP_PASSPHRASE: planted.get('the passphrase of backups') ?? plant('the passphrase of backups'),
  SPOONFUL_PRIVATE_NETWORKS: '127.0.0.0/8',
  LOG_LEVEL: 'trace',
})

/** The same database, by a password of its own. */
async function withOwnPassword(connection: TestConnection): Promise<TestConnection> {
  const password = plant('the database’s password')
  const user = `planted_${randomBytes(4).toString('hex')}`
  await asAdmin((admin) => admin.query(`create role ${user} superuser login password '${password}'`))
  return { ...connection, user, password }
}

test('of twenty secrets and more none is found in the clear', { timeout: 120_000 }, async () => {
  const counted = tally('planted')
  await plantAtTheDoor()
  await plantConnections()
  await plantLinks()
  await beWrong()
  expect(planted.size).toBeGreaterThanOrEqual(20)
  expect(new Set([...planted.values()].map((secret) => secret.length >= 8))).toEqual(new Set([true]))

  const backup = join(directory.path, 'planted.backup')
  const command = promisify(execFile)
  const said = await command(process.execPath, ['src/cli/main.ts', 'backup', backup], { env: { ...process.env, ...environment() } }) // prettier-ignore
  const places = {
    'the database': await rowsOf(database),
    'files and a backup': await filesIn(directory.path),
    'what a browser gets': await filesIn('.web'),
    'the log': program.said() + said.stdout + said.stderr,
    'answers to what went wrong': complaints.join('\n'),
  }
  expect(complaints.length).toBeGreaterThan(15)
  for (const [place, text] of Object.entries(places)) {
    expect(text.length, place).toBeGreaterThan(100)
    expect([place, foundIn(text)]).toEqual([place, []])
  }
  counted.add(planted.size)
  counted.end(20, { places: Object.keys(places).length, found: 0 })
})

/** As it is, and as it looks written as base64 or percent-encoded. */
function foundIn(text: string): string[] {
  return [...planted].flatMap(([what, secret]) => {
    const forms = [
      secret,
      Buffer.from(secret).toString('base64').replace(/=+$/, ''),
      encodeURIComponent(secret),
    ]
    return forms.some((form) => text.includes(form)) ? [what] : []
  })
}

type Answer = { readonly status: number; readonly text: string; readonly cookie: string | undefined }

async function ask(
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = { cookie },
): Promise<Answer> {
  const response = await fetch(`${program.url}${path}`, {
    method,
    redirect: 'manual',
    headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await response.text()
  if (response.status >= 400) complaints.push(`${text}\n${JSON.stringify([...response.headers])}`)
  return { status: response.status, text, cookie: response.headers.get('set-cookie')?.split(';')[0] }
}

async function may<T>(...given: Parameters<typeof ask>): Promise<T> {
  const { status, text } = await ask(...given)
  if (status >= 400) throw new Error(`${given[0]} ${given[1]}: ${status} ${text}`)
  return (text === '' ? undefined : JSON.parse(text)) as T
}

/** How people get in: links, sessions, passwords, second steps and their codes. */
async function plantAtTheDoor(): Promise<void> {
  const entered = await fetch(program.enterUrl, { redirect: 'manual' })
  cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
  plant('the link of the first start', program.enterUrl.split('/').at(-1))
  plant('a session', cookie.split('=')[1])
  const [email, password] = ['owner@example.com', plant('a password')]
  await may('PUT', '/api/v1/me/address', { email })
  await may('PUT', '/api/v1/me/password', { next: password })
  const { secret } = await may<{ secret: string }>('POST', '/api/v1/me/second-factor', { password })
  plant('the secret of a second step', secret)
  const code = () => new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate()
  const { codes } = await may<{ codes: string[] }>('PUT', '/api/v1/me/second-factor', { code: code() })
  for (const [i, one] of codes.slice(0, 2).entries()) plant(`a recovery code ${i}`, one)
  const { ticket } = await may<{ ticket: string }>('POST', '/api/v1/session', { email, password }, {})
  plant('the ticket of a second step', ticket)
  const again = await ask('POST', '/api/v1/session/second-step', { ticket, code: codes[2] }, {})
  plant('a session after a second step', again.cookie?.split('=')[1])
  const invited = await may<{ link: string }>('POST', '/api/v1/invitations', {
    email: 'jo@example.com',
    role: 'agent',
  })
  plant('an invitation', invited.link.split(/[/#=]/).at(-1))
  const { items } = await may<{ items: { id: string }[] }>('GET', '/api/v1/members')
  const reset = await may<{ link: string }>('POST', `/api/v1/members/${items[0]?.id}/password-reset`)
  plant('the link of a new password', reset.link.split(/[/#=]/).at(-1))
}

/** What opens the doors of others, and ours to programs. */
async function plantConnections(): Promise<void> {
  const at = `http://${outside.host}`
  for (const trust of ['server', 'browser'])
    plant(
      `a ${trust}’s key`,
      (await may<{ secret: string }>('POST', '/api/v1/keys', { name: trust, scopes: ['intake'], trust }))
        .secret,
    )
  await may('POST', '/api/v1/mailboxes', { ...MAILBOX, password: plant('a mailbox’s password') })
  const chatwoot = { name: 'Help', baseUrl: at, accountNo: 7, inboxNo: null, readsHistory: false }
  const account = await may<{ id: string; webhookPath: string }>('POST', '/api/v1/chatwoot-accounts', { ...chatwoot, token: plant('the token of Chatwoot'), secret: plant('the secret of its webhook') }) // prettier-ignore
  plant('the address of its webhook', account.webhookPath.split('/').at(-1))
  const { pagePath } = await may<{ pagePath: string }>('POST', `/api/v1/chatwoot-accounts/${account.id}/page`)
  plant('the page inside Chatwoot', pagePath.split('/').at(-1))
  await may('PUT', '/api/v1/shop', { domain: outside.host, token: plant('the token of the shop') })
  await may('PUT', '/api/v1/model', {
    isOn: true,
    address: `${at}/v1`,
    model: 'm',
    key: plant('the key of the model'),
  })
}

/** What customers are sent. */
async function plantLinks(): Promise<void> {
  const key = { authorization: `Basic ${btoa(`${planted.get('a server’s key')}:`)}` }
  await may(
    'POST',
    '/v1/track',
    { userId: 'maren', messageId: 'm', event: 'Contact Received', properties: { message: 'Hello' } },
    key,
  )
  const { items } = await may<{ items: { id: string }[] }>(
    'GET',
    '/api/v1/customers?identity=external:user:maren',
  )
  const survey = '019ac000-0000-7000-8000-000000000001'
  await may('PUT', `/api/v1/surveys/${survey}`, { definition: SURVEY })
  await may('PUT', `/api/v1/surveys/${survey}/switch`, { isOn: true })
  const { url } = await may<{ url: string }>('POST', `/api/v1/surveys/${survey}/invitations`, {
    customerId: items[0]?.id,
  })
  plant('the link of a survey', url.split('/').at(-1))
  const [{ no } = { no: 0 }] = await asked<{ no: number }>(database, 'select no from workspace')
  const form = await (await fetch(`${program.url}/s/${no}/contact`)).text()
  plant('the token of the contact form', /name="t" value="([^"]+)"/.exec(form)?.[1])
}

/** Everything goes wrong that may repeat a secret: bodies that do not fit, others that refuse and repeat it, keys in the wrong place. */
async function beWrong(): Promise<void> {
  const all = Object.fromEntries([...planted].map(([, secret], i) => [`s${i}`, secret]))
  for (const [method, path] of TAKERS) await ask(method, path, all)
  outside.isRude = true
  await ask('POST', '/api/v1/shop-tests')
  await ask('POST', '/api/v1/model-tests')
  await ask('POST', '/api/v1/mailbox-tests', { ...MAILBOX, password: planted.get('a mailbox’s password') })
  await ask('POST', '/api/v1/chatwoot-tests', { baseUrl: `http://${outside.host}`, accountNo: 7, token: planted.get('the token of Chatwoot') }) // prettier-ignore
  await ask('PUT', '/api/v1/shop', { domain: outside.host, token: planted.get('the token of the shop') })
  for (const secret of planted.values()) {
    await ask('GET', '/api/v1/queue', undefined, { authorization: `Bearer ${secret}` })
    await ask('GET', '/api/v1/queue', undefined, { cookie: `spoonful=${encodeURIComponent(secret)}` })
  }
  await ask(
    'POST',
    '/api/v1/session',
    { email: 'owner@example.com', password: `${planted.get('a password')}x` },
    {},
  )
  await ask(
    'POST',
    '/api/v1/password-reset/completion',
    { token: planted.get('an invitation'), password: made() },
    {},
  )
}

const TAKERS = [
  ['POST', '/api/v1/session'],
  ['POST', '/api/v1/session/second-step'],
  ['PUT', '/api/v1/me/password'],
  ['POST', '/api/v1/mailboxes'],
  ['POST', '/api/v1/chatwoot-accounts'],
  ['PUT', '/api/v1/shop'],
  ['PUT', '/api/v1/model'],
  ['POST', '/api/v1/keys'],
  ['POST', '/api/v1/invitations/acceptance'],
  ['POST', '/v1/batch'],
] as const

const SERVER = { host: '127.0.0.1', port: 9, security: 'none' }
const MAILBOX = { name: 'Care', address: 'care@example.com', imap: SERVER, smtp: SERVER, username: 'care' }
const SURVEY = { name: 'By hand', questions: [{ key: 'q1', measure: 'csat', wording: null }], asksWhy: true, offersReflections: false, trigger: 'by_hand', delayHours: 0, quiet: null, capDays: 1, sample: 1, reminderDays: null, language: 'en' } // prettier-ignore
