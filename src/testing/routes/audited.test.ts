/** SAFETY.md R16, G31: what changes how a workspace works or who may do what, and what takes data out, leaves its line in the audit log. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertAccount } from '#connectors/chatwoot/store.ts'
import { recordEntries } from '#features/timeline/index.ts'
import { firstHomeOf } from '#kit/id.ts'
import { listAudit, verifyAudit, type AuditedAction } from '#platform/audit/index.ts'
import { sql } from '#platform/database.ts'
import { declaredRoutes, type Api, type DeclaredRoute } from '#platform/http.ts'
import type { Permission } from '#platform/permissions.ts'
import { newId, read, transact, type Scope } from '#platform/scope.ts'
import { aSession, memberWith, openTestApi } from '#testing/api.ts'
import { aWorkspace, anEntry, NOW } from '#testing/workspace.ts'
import { sampleOf, shapeOf } from './sample.ts'

let api: Api
let close: () => Promise<void>
let scope: Scope
let cookie: string
beforeAll(async () => {
  scope = await aWorkspace()
  ;({ api, close } = await openTestApi())
  cookie = await aSession(scope, 'owner')
  for (const role of ['agent', 'viewer'] as const) await aSession(scope, role)
  await scope.db.owner((db) =>
    db.run(sql`update member set email = 'agent@example.com' where id = ${memberWith(scope, 'agent')}`),
  )
})
afterAll(() => close())

/** Whoever may do these decides for everybody, sees more than others, or takes something out. */
const WATCHED: readonly Permission[] = [
  'autonomy.write',
  'book.write',
  'calendar.write',
  'causes.write',
  'channels.write',
  'friction_notes.write',
  'imports.write',
  'journey.write',
  'keys.write',
  'noticing.write',
  'outgoing.write',
  'people.write',
  'privacy.write',
  'retention.write',
  'shop.write',
  'sign_in_rules.write',
  'surveys.write',
  'themes.write',
]

/** Watched routes that change nothing anybody must account for. */
const UNWATCHED: Readonly<Record<string, string>> = {
  'POST /api/v1/autonomy/replay': 'computes',
  'POST /api/v1/plays/trial': 'computes',
  'POST /api/v1/touchpoints/trial': 'computes',
  'POST /api/v1/noticing/trials': 'computes',
  'POST /api/v1/surveys/trials': 'computes',
  'POST /api/v1/mailbox-tests': 'tries what was typed, stores nothing',
  'POST /api/v1/shop-tests': 'as above',
  'POST /api/v1/model-tests': 'as above',
  'POST /api/v1/chatwoot-tests': 'as above',
  'POST /api/v1/touchpoints/:id/photos':
    'takes a picture as its body; notes.test of the journey sees its line',
  'POST /api/v1/friction-notes/answers': 'answers who logged it, with the name of who answers',
  'POST /api/v1/friction-notes/answers/return': 'takes that back',
  'POST /api/v1/imports': 'keeps a file to look at; the import itself is told of when it begins',
  'POST /api/v1/voices/discoveries': 'is what happens every night',
  'POST /api/v1/voices/themes/trials': 'computes',
  'POST /api/v1/voices/themes/proposals': 'computes',
  'PUT /api/v1/voices/themes/:id/examples/:voice':
    'needs a comment of a customer; theme-editing.test sees its line',
  'PUT /api/v1/shop': 'asks the shop first; shop.test sees its line',
  'PUT /api/v1/model': 'asks an address outside; model.test sees its line',
  'POST /api/v1/chatwoot-accounts': 'asks Chatwoot first; chatwoot.test sees its line',
}

type Step = {
  readonly route: string
  /** What the path names; an id that an earlier step answered with goes by that step's name. */
  readonly at?: Readonly<Record<string, string>>
  /** Laid over a body that the route's own schema gives. */
  readonly body?: Readonly<Record<string, unknown>>
  readonly action: AuditedAction
  /** Remembers the id of the answer under this name. */
  readonly as?: string
}

const ID = '01890000-0000-7000-8000-000000000000'
/** A Friday of which enough was said (`someAnswers`). */
const FRIDAY = '2025-11-21'
const RULE = { happens: [{ kinds: ['message_in'] }], spokenOf: [] }

/** In this order, on one workspace: what a step makes, a later one changes and takes away. */
const STEPS: readonly Step[] = [
  {
    route: 'PUT /api/v1/members/:id/role',
    at: { id: 'viewer' },
    body: { role: 'agent' },
    action: 'role.changed',
  },
  {
    route: 'PUT /api/v1/members/:id/absence',
    at: { id: 'agent' },
    body: { until: new Date(NOW.getTime() + 86_400_000).toISOString() },
    action: 'member.changed',
  },
  { route: 'DELETE /api/v1/members/:id/absence', at: { id: 'agent' }, action: 'member.changed' },
  { route: 'POST /api/v1/members/:id/password-reset', at: { id: 'agent' }, action: 'password.reset_asked' },
  { route: 'DELETE /api/v1/members/:id/sessions', at: { id: 'agent' }, action: 'session.ended' },
  {
    route: 'PUT /api/v1/sign-in-rules',
    body: { idleHours: 8, sessionDays: 14, factorOf: 'nobody', graceDays: 7 },
    action: 'sign_in_rules.set',
  },
  { route: 'DELETE /api/v1/members/:id/second-factor', at: { id: 'agent' }, action: 'second_factor.removed' },
  { route: 'DELETE /api/v1/members/:id', at: { id: 'viewer' }, action: 'member.removed' },
  {
    route: 'POST /api/v1/invitations',
    body: { email: 'jo@example.com', role: 'agent' },
    action: 'member.invited',
    as: 'invitation',
  },
  { route: 'DELETE /api/v1/invitations/:id', at: { id: 'invitation' }, action: 'invitation.withdrawn' },
  { route: 'POST /api/v1/keys', body: { name: 'a key', scopes: ['read'] }, action: 'key.made', as: 'key' },
  { route: 'DELETE /api/v1/keys/:id', at: { id: 'key' }, action: 'key.revoked' },
  { route: 'PUT /api/v1/outgoing-hold', action: 'outgoing.held' },
  { route: 'POST /api/v1/outgoing-hold/release', action: 'outgoing.released' },
  {
    route: 'PUT /api/v1/noticing/switches/:target',
    at: { target: 'kind:wedding' },
    body: { isOn: false },
    action: 'setting.changed',
  },
  { route: 'PUT /api/v1/noticing/own-kinds/:id', action: 'setting.changed' },
  { route: 'DELETE /api/v1/noticing/own-kinds/:id', action: 'setting.removed' },
  { route: 'PUT /api/v1/standing-promises/:id', at: { id: 'refund_by_friday' }, action: 'setting.changed' },
  {
    route: 'PUT /api/v1/calendar',
    body: { zone: 'Europe/London', week: { mon: [['09:00', '17:00']] }, holidays: [], shifts: {} },
    action: 'setting.changed',
  },
  {
    route: 'POST /api/v1/calendar/holidays',
    body: { country: 'GB', region: 'ENG', years: [2026], year: 2026 },
    action: 'setting.changed',
  },
  {
    route: 'POST /api/v1/calendar/ical',
    body: {
      text: 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20260501\r\nSUMMARY:Stocktaking\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
    },
    action: 'setting.changed',
  },
  { route: 'PUT /api/v1/contact-form', body: { colour: '#2f5b4a' }, action: 'setting.changed' },
  { route: 'PATCH /api/v1/autonomy', action: 'setting.changed' },
  { route: 'POST /api/v1/macros', action: 'setting.changed', as: 'macro' },
  { route: 'PUT /api/v1/macros/:id', at: { id: 'macro' }, action: 'setting.changed' },
  { route: 'DELETE /api/v1/macros/:id', at: { id: 'macro' }, action: 'setting.removed' },
  {
    route: 'POST /api/v1/library',
    body: { url: 'https://example.com/' },
    action: 'setting.changed',
    as: 'piece',
  },
  {
    route: 'PUT /api/v1/library/:id',
    at: { id: 'piece' },
    body: { url: 'https://example.com/' },
    action: 'setting.changed',
  },
  { route: 'DELETE /api/v1/library/:id', at: { id: 'piece' }, action: 'setting.removed' },
  { route: 'POST /api/v1/plays', action: 'setting.changed', as: 'play' },
  { route: 'PUT /api/v1/plays/:id', at: { id: 'play' }, action: 'setting.changed' },
  { route: 'PUT /api/v1/plays/:id/switch', at: { id: 'play' }, action: 'setting.changed' },
  { route: 'DELETE /api/v1/plays/:id', at: { id: 'play' }, action: 'setting.removed' },
  { route: 'PUT /api/v1/plays/pack', action: 'setting.changed' },
  { route: 'POST /api/v1/touchpoints', body: { rule: RULE }, action: 'setting.changed', as: 'touchpoint' },
  {
    route: 'PUT /api/v1/touchpoints/:id',
    at: { id: 'touchpoint' },
    body: { rule: RULE },
    action: 'setting.changed',
  },
  { route: 'DELETE /api/v1/touchpoints/:id', at: { id: 'touchpoint' }, action: 'setting.removed' },
  { route: 'POST /api/v1/touchpoints/:id/return', at: { id: 'touchpoint' }, action: 'setting.changed' },
  {
    route: 'POST /api/v1/touchpoints/:id/notes',
    at: { id: 'touchpoint' },
    action: 'setting.changed',
    as: 'touchpoint_note',
  },
  {
    route: 'DELETE /api/v1/touchpoint-notes/:id',
    at: { id: 'touchpoint_note' },
    action: 'setting.removed',
  },
  {
    route: 'POST /api/v1/touchpoint-notes/:id/return',
    at: { id: 'touchpoint_note' },
    action: 'setting.changed',
  },
  {
    route: 'PUT /api/v1/friday/outcomes/:fridayOn/:cause',
    at: { fridayOn: FRIDAY, cause: 'load' },
    action: 'setting.changed',
  },
  {
    route: 'DELETE /api/v1/friday/outcomes/:fridayOn/:cause',
    at: { fridayOn: FRIDAY, cause: 'load' },
    action: 'setting.removed',
  },
  { route: 'POST /api/v1/journeys', action: 'setting.changed', as: 'journey' },
  { route: 'DELETE /api/v1/journeys/:id', at: { id: 'journey' }, action: 'setting.removed' },
  { route: 'POST /api/v1/workbooks', body: { route: 'everyone' }, action: 'setting.changed', as: 'workbook' },
  { route: 'PUT /api/v1/workbooks/:id/closing', at: { id: 'workbook' }, action: 'setting.changed' },
  { route: 'DELETE /api/v1/workbooks/:id/closing', at: { id: 'workbook' }, action: 'setting.changed' },
  {
    route: 'PUT /api/v1/exercises/:id',
    at: { id: 'purpose' },
    body: { questions: [{ id: null, words: 'Why?', help: '' }] },
    action: 'setting.changed',
  },
  { route: 'DELETE /api/v1/exercises/:id', at: { id: 'purpose' }, action: 'setting.removed' },
  { route: 'PUT /api/v1/surveys/:id', action: 'setting.changed' },
  { route: 'PUT /api/v1/surveys/:id/switch', action: 'setting.changed' },
  { route: 'PUT /api/v1/complaints/causes/:id', body: { parentId: null }, action: 'setting.changed' },
  {
    route: 'POST /api/v1/voices/themes/:id',
    body: { any: ['too warm'], none: [], examples: [] },
    action: 'setting.changed',
  },
  {
    route: 'PATCH /api/v1/voices/themes/:id',
    body: { definition: undefined, mergedInto: undefined, since: undefined },
    action: 'setting.changed',
  },
  {
    route: 'POST /api/v1/voices/themes/:id/splits',
    at: { id: 'soft' },
    body: { into: 'cosy', name: 'Cosy', phrases: ['cozy'] },
    action: 'setting.changed',
  },
  {
    route: 'POST /api/v1/voices/themes/:id/merges',
    at: { id: 'thin' },
    body: { into: 'soft', name: 'Cloth' },
    action: 'setting.changed',
  },
  {
    route: 'DELETE /api/v1/voices/themes/:id/examples/:voice',
    at: { id: 'cosy', voice: ID },
    action: 'setting.changed',
  },
  { route: 'DELETE /api/v1/voices/themes/:id', at: { id: 'cosy' }, action: 'setting.removed' },
  {
    route: 'PUT /api/v1/voices/themes/:id/touchpoint',
    at: { id: 'soft' },
    body: { touchpoint: null },
    action: 'setting.changed',
  },
  { route: 'POST /api/v1/mailboxes', action: 'secret.set', as: 'mailbox' },
  { route: 'PATCH /api/v1/mailboxes/:id', at: { id: 'mailbox' }, action: 'secret.set' },
  { route: 'DELETE /api/v1/mailboxes/:id', at: { id: 'mailbox' }, action: 'secret.removed' },
  { route: 'DELETE /api/v1/model', action: 'secret.removed' },
  { route: 'PATCH /api/v1/chatwoot-accounts/:id', at: { id: 'chatwoot' }, action: 'secret.set' },
  {
    route: 'POST /api/v1/chatwoot-accounts/:id/webhook-address',
    at: { id: 'chatwoot' },
    action: 'secret.set',
  },
  { route: 'POST /api/v1/chatwoot-accounts/:id/page', at: { id: 'chatwoot' }, action: 'secret.set' },
  { route: 'DELETE /api/v1/chatwoot-accounts/:id/page', at: { id: 'chatwoot' }, action: 'secret.removed' },
  { route: 'DELETE /api/v1/chatwoot-accounts/:id', at: { id: 'chatwoot' }, action: 'secret.removed' },
  { route: 'DELETE /api/v1/shop', action: 'secret.removed' },
  { route: 'PATCH /api/v1/privacy/stored', action: 'setting.changed' },
  {
    route: 'POST /api/v1/privacy/customers/:id/requests',
    at: { id: 'customer' },
    body: { kind: 'restrict' },
    action: 'request.opened',
    as: 'request',
  },
  { route: 'PUT /api/v1/privacy/requests/:id/check', at: { id: 'request' }, action: 'request.checked' },
  { route: 'POST /api/v1/privacy/requests/:id/fulfilment', at: { id: 'request' }, action: 'request.settled' },
  {
    route: 'POST /api/v1/privacy/requests/:id/refusal',
    at: { id: 'another request' },
    action: 'request.settled',
  },
  {
    route: 'DELETE /api/v1/privacy/customers/:id/holds/:kind',
    at: { id: 'customer', kind: 'restriction' },
    action: 'customer.released',
  },
  {
    route: 'PUT /api/v1/imports/:id/run',
    at: { id: 'import' },
    body: { as: 'messages', map: { Date: 'at', Email: 'email', Message: 'text' } },
    action: 'data.imported',
  },
  { route: 'DELETE /api/v1/imports/:id', at: { id: 'old import' }, action: 'setting.removed' },
  { route: 'POST /api/v1/sample', action: 'data.imported' },
  { route: 'DELETE /api/v1/sample', action: 'data.removed' },
  { route: 'GET /api/v1/grants.csv', action: 'data.exported' },
  { route: 'GET /api/v1/tasks.csv', action: 'data.exported' },
  { route: 'GET /api/v1/voices/themes.csv', action: 'data.exported' },
  { route: 'GET /api/v1/voices/comments.csv', action: 'data.exported' },
  { route: 'GET /api/v1/voices/comments.jsonl', action: 'data.exported' },
  { route: 'GET /api/v1/audit.csv', action: 'audit.exported' },
]

test('every watched route has a step below, or a reason to have none', () => {
  const known = new Set([...STEPS.map(({ route }) => route), ...Object.keys(UNWATCHED)])
  const routes = declaredRoutes(api).filter(
    ({ method, permission }) => !['GET', 'HEAD', 'OPTIONS'].includes(method) && WATCHED.includes(permission),
  )
  expect(routes.map(nameOf).filter((name) => !known.has(name))).toEqual([])
  expect([...known].filter((name) => !declaredRoutes(api).some((route) => nameOf(route) === name))).toEqual(
    [],
  )
})

test('each leaves its line, with who did it, and no line says what somebody wrote', async () => {
  const ids = await someIds()
  await someAnswers()
  for (const step of STEPS) {
    const before = (await lines()).length
    const answer = await ask(step, ids)
    expect.soft(answer.statusCode, `${step.route}: ${answer.body}`).toBeLessThan(300)
    const added = (await lines()).slice(before)
    expect
      .soft(
        added.map(({ action }) => action),
        step.route,
      )
      .toContain(step.action)
    expect(added.every(({ actorName }) => actorName === 'owner')).toBe(true)
    if (step.as !== undefined && answer.statusCode < 300) ids.set(step.as, answer.json<{ id: string }>().id)
  }
  expect(JSON.stringify(await lines())).not.toMatch(/a word|example\.com|parcel/)
  expect(await verifyAudit(scope)).toMatchObject({ holds: true })
})

const nameOf = ({ method, url }: DeclaredRoute) => `${method} ${url}`

/** The oldest first. */
const lines = async () => (await read(scope, (scope) => listAudit(scope, {}, { limit: 1_000 }))).toReversed()

function ask({ route, at = {}, body = {} }: Step, ids: ReadonlyMap<string, string>) {
  const [method = '', url = ''] = route.split(' ')
  const declared = declaredRoutes(api).find((one) => nameOf(one) === route)
  const shape = shapeOf(declared?.schema, 'body')
  return api.inject({
    method: method as 'GET',
    url: url.replace(/:(\w+)/g, (_, name: string) => ids.get(at[name] ?? '') ?? at[name] ?? ID),
    headers: { cookie },
    ...(shape && { payload: { ...(sampleOf(shape) as object), ...body } }),
  })
}

/** Five answers to Friday's question. */
const someAnswers = () =>
  transact(scope, async (scope) => {
    for (let n = 0; n < 5; n += 1)
      await scope.db.run(sql`
        insert into friday_answer (home, friday_on, id, cause, line)
        values (${firstHomeOf(scope.workspace)}, ${FRIDAY}::date, ${newId<'answer'>(scope)}, 'load', null)`)
  })

/** What is there before the first step: members, a customer with two requests, two files. */
async function someIds(): Promise<Map<string, string>> {
  const [stored] = await recordEntries(scope, [anEntry({ text: 'Is my parcel lost?' })])
  const customer = stored?.outcome === 'stored' ? stored.customerId : ''
  const post = async (url: string, payload: object | string) =>
    (
      await api.inject({
        method: 'POST',
        url,
        headers: {
          cookie,
          'content-type': typeof payload === 'string' ? 'application/octet-stream' : 'application/json',
        },
        payload,
      })
    ).json<{ id: string }>().id
  const file = 'Date,Email,Message\n2025-11-20T10:00:00Z,jo@example.com,Where is it?\n'
  return new Map([
    ['agent', memberWith(scope, 'agent')],
    ['viewer', memberWith(scope, 'viewer')],
    ['customer', customer],
    ['chatwoot', await aChatwoot()],
    ['another request', await post(`/api/v1/privacy/customers/${customer}/requests`, { kind: 'object' })],
    ['import', await post('/api/v1/imports?name=a.csv', file)],
    ['old import', await post('/api/v1/imports?name=b.csv', file)],
  ])
}

/** As it stands once it was joined; joining asks it, and nobody is there. */
async function aChatwoot(): Promise<string> {
  const id = newId<'chatwoot'>(scope)
  await transact(scope, (scope) =>
    insertAccount(
      scope,
      {
        id,
        name: 'Ours',
        baseUrl: 'https://talk.invalid',
        accountNo: 1,
        token: Buffer.alloc(8),
        secret: null,
        pathHash: Buffer.alloc(32),
        pausedAt: null,
        historyPage: null,
        readAt: null,
        lastEventAt: null,
        problem: null,
        problemAt: null,
        createdAt: NOW,
        inboxNo: null,
        historyRead: 0,
        historyCount: null,
        tellsSnooze: true,
        resolvesDone: false,
        tellsLabels: true,
        tellsFacts: false,
        pageHash: null,
      },
      scope.actor.name,
    ),
  )
  return id
}
