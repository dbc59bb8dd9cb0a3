/** The complaint register: what comes into it by itself and by hand, how it stands, and what its figures count. */
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { recordEntries, timelineSubscribers } from '#features/timeline/index.ts'
import { customerIdOf } from '#features/timeline/ids.ts'
import { findWorkspaceByNo } from '#features/team/index.ts'
import { momentSubscribers } from '#features/moments/index.ts'
import { startWorker, subscribe } from '#platform/announcements.ts'
import { openLog } from '#platform/log.ts'
import type { Scope } from '#platform/scope.ts'
import { aWorkspace, anEntry, NOW } from '#testing/workspace.ts'
import {
  actOnComplaint,
  closeComplaint,
  ownComplaint,
  reopenComplaint,
  resolveComplaint,
  saveCause,
  setCause,
  takeDownComplaint,
} from './actions/complaints.ts'
import { gatherComplaints } from './actions/gather-complaints.ts'
import { showCauses, showComplaint, showComplaints, showFigures } from './actions/show-complaints.ts'
import { ListComplaints } from './contract.ts'
import { voiceSubscribers } from './index.ts'
import { decideFurther } from './rules/complaints.ts'

const HOUR = 3_600_000
const COMPLAINT = 'This is a complaint. The seam was torn when it arrived and I am not happy.'
let scope: Scope

beforeAll(() => {
  subscribe(...timelineSubscribers, ...momentSubscribers, ...voiceSubscribers)
})
beforeEach(async () => {
  scope = await aWorkspace({ slices: 4 })
})

const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR)
const at = (hours: number): Scope => ({ ...scope, now: ago(hours) })
const says = (hours: number, over: object = {}) =>
  anEntry({ text: COMPLAINT, conversation: 'torn', at: ago(hours), traits: { name: 'Maren Oduya' }, ...over })
const answer = (hours: number) =>
  anEntry({ kind: 'message_out', text: 'I am sorry. A new one is on its way.', conversation: 'torn', author: { kind: 'agent', name: 'Priya Nair' }, at: ago(hours) }) // prettier-ignore

async function happen(...entries: ReturnType<typeof anEntry>[]): Promise<void> {
  await recordEntries(scope, entries)
  const { db } = scope
  const worker = startWorker({ db, log: openLog('silent'), workspaceOf: (no) => findWorkspaceByNo(db, no), clock: () => NOW, everyMs: 20 }) // prettier-ignore
  await worker.drained()
  await worker.stop()
  await gatherComplaints(scope)
}
const list = async (query: object = {}) => (await showComplaints(scope, ListComplaints.parse({ standing: 'all', ...query }))).items // prettier-ignore

test('what she says is a complaint comes into the register once, with her words and the first act', async () => {
  await happen(says(30))
  await gatherComplaints(scope)
  expect(await list()).toMatchObject([{ standing: 'open', origin: 'moment', words: COMPLAINT, isQuoted: true, customer: { name: 'Maren Oduya' }, firstActAt: null }]) // prettier-ignore
  await happen(answer(28))
  const [complaint] = await list()
  expect(complaint).toMatchObject({
    standing: 'acting',
    firstAct: 'Answered by Priya Nair',
    actedWithinMinutes: 120,
  })
  const detail = await showComplaint(scope, complaint?.id ?? '')
  expect(detail.conversation.map(({ kind }) => kind)).toEqual(['message_in', 'message_out'])
  expect(detail.recovery.acts.length).toBeGreaterThan(0)
})

test('a low score is in it too, and a second word in the same conversation is the same complaint', async () => {
  await happen(
    anEntry({ kind: 'survey_answer', text: 'Slow.', at: ago(5), data: { survey: 'csat', rating: 1, ratingFrom: 1, ratingTo: 5 }, identities: [{ kind: 'email', value: 'kofi@example.com', verified: true }] }), // prettier-ignore
    says(30),
    says(20),
  )
  expect((await list()).map(({ origin }) => origin)).toEqual(['score', 'moment'])
})

test('said again soon after it was thought solved, it comes back by itself and is no first contact resolution', async () => {
  await happen(says(400), answer(399))
  const [first] = await list()
  const id = first?.id ?? ''
  await resolveComplaint(at(398), id, { words: 'A new dress went out.', churnReason: null })
  expect(await showFigures(scope)).toMatchObject({
    firstContact: { count: 1, of: 1 },
    waiting: 0,
    tooEarly: 0,
  })
  await happen(says(300))
  expect(await list()).toMatchObject([{ id, standing: 'acting', reopenedCount: 1, resolvedAt: null }])
  expect((await showComplaint(scope, id)).story.map(({ what }) => what)).toEqual(['resolved', 'came_back'])
  const figures = await showFigures(scope)
  expect(figures).toMatchObject({
    firstContact: { count: 0, of: 1 },
    reopened: { count: 1, of: 1 },
    waiting: 1,
  })
  expect(figures.badExperience).toMatchObject({ perCustomer: 1, had: { count: 1, of: 1 } })
})

test('by hand from taking down to the end; every step is told, and what has ended is not acted on', async () => {
  await happen(anEntry({ text: 'Hello', at: ago(2) }))
  const customerId = customerIdOf(scope.workspace.id, { kind: 'email', value: 'maren@example.com' })
  const id = await takeDownComplaint(scope, {
    customerId,
    words: 'Called: the hem came undone twice.',
    conversationId: null,
  })
  expect(await list({ owner: 'me' })).toMatchObject([{ id, isQuoted: false, owner: { name: 'Priya Nair' } }])
  await setCause(scope, id, 'product.quality')
  await ownComplaint(scope, id, null)
  await expect(ownComplaint(scope, id, id)).rejects.toMatchObject({ code: 'member_not_found' })
  await expect(setCause(scope, id, 'nowhere')).rejects.toMatchObject({ code: 'cause_not_found' })
  await expect(closeComplaint(scope, id, 'closed')).rejects.toMatchObject({ code: 'complaint_not_settled' })
  await actOnComplaint(scope, id, 'Asked the workshop.')
  await resolveComplaint(scope, id, { words: 'Mended for free.', churnReason: 'product' })
  await expect(actOnComplaint(scope, id, 'More')).rejects.toMatchObject({ code: 'complaint_settled' })
  await closeComplaint(scope, id, 'closed')
  expect(await list({ cause: 'product', standing: 'closed' })).toMatchObject([{ id, cause: { name: 'Product: Quality' }, churnReason: 'product' }]) // prettier-ignore
  expect(await list({ standing: 'waiting' })).toEqual([])
  await reopenComplaint(scope, id)
  await expect(reopenComplaint(scope, id)).rejects.toMatchObject({ code: 'complaint_not_settled' })
  const { story } = await showComplaint(scope, id)
  expect(story.map(({ what }) => what).sort()).toEqual(['act', 'cause', 'closed', 'owner', 'reopened', 'resolved', 'taken_down']) // prettier-ignore
  expect((await showFigures(scope)).churn).toMatchObject({ service: 0, product: 1 })
  await expect(showComplaint(scope, customerId)).rejects.toMatchObject({ code: 'complaint_not_found' })
})

test('what was none counts for nothing, and stays out when it is looked for again', async () => {
  await happen(says(10))
  const [complaint] = await list()
  await closeComplaint(scope, complaint?.id ?? '', 'not_a_complaint')
  await gatherComplaints(scope)
  expect(await list({ standing: 'waiting' })).toEqual([])
  expect((await showFigures(scope)).badExperience?.perCustomer).toBe(0)
})

test('causes are renamed, added and put away; they have two levels', async () => {
  await saveCause(scope, 'delivery.late', { name: 'Too late', parentId: 'delivery', isArchived: false })
  await saveCause(scope, 'delivery.rain', {
    name: 'Left in the rain',
    parentId: 'delivery',
    isArchived: false,
  })
  await saveCause(scope, 'site', { name: 'Site', parentId: null, isArchived: true })
  const { items } = await showCauses(scope)
  const leaves = items.filter(({ parentId }) => parentId === 'delivery').map(({ name }) => name)
  expect([leaves[0], leaves.at(-1)]).toEqual(['Too late', 'Left in the rain'])
  expect(items.some(({ id }) => id === 'site')).toBe(false)
  await expect(saveCause(scope, 'x', { name: 'Deep', parentId: 'delivery.late', isArchived: false })).rejects.toMatchObject({ code: 'cause_too_deep' }) // prettier-ignore
})

test('pages of the register hold everybody once', async () => {
  await happen(...['a', 'b', 'c'].map((name, i) => says(10 + i, { conversation: name, identities: [{ kind: 'email', value: `${name}@example.com`, verified: true }] }))) // prettier-ignore
  const first = await showComplaints(scope, ListComplaints.parse({ limit: 2 }))
  const second = await showComplaints(scope, ListComplaints.parse({ limit: 2, cursor: first.next ?? '' }))
  expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(3)
  await expect(showComplaints(scope, ListComplaints.parse({ cursor: 'nonsense' }))).rejects.toMatchObject({ code: 'cursor_not_known' }) // prettier-ignore
})

test.each([
  ['the same conversation, while it waits', 'torn', 40, 'acting', null, 'same'],
  ['the same day, another conversation', 'other', 49, 'open', null, 'same'],
  ['another conversation, later', 'other', 20, 'open', null, 'new'],
  ['ten days after the end', 'torn', -240, 'closed', 0, 'reopens'],
  ['two months after the end', 'torn', -1_500, 'closed', 0, 'new'],
] as const)('%s', (_name, conversationId, hours, standing, endedAgo, expected) => {
  const ended = endedAgo === null ? null : ago(endedAgo)
  const known = { conversationId: 'torn', openedAt: ago(50), firstActAt: null, resolvedAt: ended, closedAt: ended, standing } // prettier-ignore
  expect(decideFurther(known, { conversationId, at: ago(hours) })).toBe(expected)
})
