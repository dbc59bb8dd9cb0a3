/** Takes complaints into the register from what moments noticed, and the first thing done about them from the timeline. Bears being run again. */
import { hash } from 'node:crypto'
import { homeOf, makeId, slotOf, type CustomerId } from '#kit/id.ts'
import { DAY_MS, MINUTE_MS } from '#kit/time.ts'
import { listNoticed, type MomentRecord } from '#features/moments/index.ts'
import {
  findEntries,
  historiesOf,
  memberIds,
  readRecorded,
  type StoredEntry,
} from '#features/timeline/index.ts'
import { publish } from '#platform/live.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import { COMPLAINT_KINDS, decideFurther, standingAfter } from '../rules/complaints.ts'
import { isAnswerOfOurs } from '../rules/surveys.ts'
import {
  insertLine,
  insertMoment,
  listComplaints,
  listKnownMoments,
  lockComplaint,
  upsertComplaint,
  type ComplaintId,
  type ComplaintRow,
} from '../store/complaints.ts'

/** How far back moments are looked for: what is older is history and waits for nobody. */
const DAYS = 90
const PAGE = 500
/** Each look begins so much before the last: what was noticed is stored a moment later. */
const OVERLAP_MS = 10 * MINUTE_MS
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/** When this process last looked, by workspace. A restart looks at all of the days again; what is known stays as it is. */
const lookedAt = new Map<string, Date>()

/** One look: what was noticed since the last that is a complaint, the oldest first. Answers how many were new. */
export async function gatherComplaints(scope: Scope): Promise<number> {
  const last = lookedAt.get(scope.workspace.id)
  const from = last ? last.getTime() - OVERLAP_MS : scope.now.getTime() - DAYS * DAY_MS
  const fresh = await read(scope, (scope) => listFresh(scope, new Date(from)))
  for (const moment of fresh) await transact(scope, (scope) => takeIn(scope, moment))
  if (fresh.length > 0) await transact(scope, (scope) => publish(scope, 'complaint.changed', {}))
  lookedAt.set(scope.workspace.id, scope.now)
  return fresh.length
}

async function listFresh(scope: TxScope, from: Date): Promise<MomentRecord[]> {
  const since = new Date(scope.now.getTime() - DAYS * DAY_MS)
  const found: MomentRecord[] = []
  for (let after = { at: from, id: FIRST_ID }; ;) {
    const page = await listNoticed(scope, { after, limit: PAGE })
    found.push(
      ...page.filter((moment) => moment.at >= since && moment.state !== 'dismissed' && originOf(moment)),
    )
    const last = page.at(-1)
    if (!last || page.length < PAGE) break
    after = { at: last.noticedAt, id: last.id }
  }
  const known = await listKnownMoments(scope, found.map(({ id }) => id)) // prettier-ignore
  return found
    .filter(({ id }) => !known.has(id))
    .sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1))
}

/** A moment is a complaint where any of its signs is one, whatever weighs more in it. */
const originOf = ({ signs }: MomentRecord): ComplaintRow['origin'] | undefined =>
  signs.map(({ kind }) => COMPLAINT_KINDS[kind]).find((origin) => origin !== undefined)

async function takeIn(scope: TxScope, moment: MomentRecord): Promise<void> {
  const customerIds = await memberIds(scope, moment.customerId)
  const hers = await listComplaints(scope, { customerIds }, { limit: 20 })
  for (const known of hers) {
    const further = decideFurther(known, moment)
    if (further === 'new') continue
    const held = await lockComplaint(scope, known.id)
    if (!held) continue
    if (further === 'reopens') await reopen(scope, held, moment)
    return insertMoment(scope, held, moment.id)
  }
  const complaint = await complaintFrom(scope, moment)
  await upsertComplaint(scope, complaint)
  await insertMoment(scope, complaint, moment.id)
}

async function reopen(scope: TxScope, held: ComplaintRow, { id, at }: MomentRecord): Promise<void> {
  await upsertComplaint(scope, {
    ...held,
    momentId: id,
    resolvedAt: null,
    closedAt: null,
    reopenedCount: held.reopenedCount + 1,
    reopenedAt: at,
    standing: standingAfter({ ...held, resolvedAt: null, closedAt: null }),
  })
  const line = { at, what: 'came_back', words: null, byName: null }
  await insertLine(scope, held, lineIdOf(held.id, `came back ${id}`, at), line)
}

async function complaintFrom(scope: TxScope, moment: MomentRecord): Promise<ComplaintRow> {
  const { id, customerId, conversationId, entryId, entryAt, at } = moment
  const first = await firstActSince(scope, customerId, at)
  const firstAct = first ? { firstActAt: first.at, firstAct: answeredBy(first) } : NO_ACT
  return {
    ...BLANK,
    ...firstAct,
    home: homeOf(scope.workspace, customerId),
    id: complaintIdOf(id, customerId),
    customerId,
    conversationId,
    origin: originOf(moment) ?? 'moment',
    momentId: id,
    entryId,
    entryAt,
    openedAt: at,
    standing: standingAfter({ firstActAt: firstAct.firstActAt, resolvedAt: null, closedAt: null }),
  }
}

const NO_ACT = { firstActAt: null, firstAct: null }

/** A complaint of which nothing is known but that it is one. */
export const BLANK = {
  conversationId: null,
  momentId: null,
  entryId: null,
  entryAt: null,
  words: null,
  ownerId: null,
  ownerName: null,
  causeId: null,
  ...NO_ACT,
  resolvedAt: null,
  resolution: null,
  answers: null,
  reopenedCount: 0,
  reopenedAt: null,
  churnReason: null,
  closedAt: null,
} as const

const answeredBy = ({ authorName }: StoredEntry): string =>
  authorName === null ? 'Answered' : `Answered by ${authorName}`

/** The first word of ours to her since then. */
async function firstActSince(
  scope: TxScope,
  customerId: CustomerId,
  since: Date,
): Promise<StoredEntry | undefined> {
  return (await answersSince(scope, customerId, since, scope.now)).at(-1)
}

/** What people of ours wrote to her in that time, the newest first. */
export async function answersSince(
  scope: TxScope,
  customerId: CustomerId,
  since: Date,
  until: Date,
): Promise<StoredEntry[]> {
  const asked = { since, until, kinds: ['message_out'] as const, limitEach: 200 }
  const history = (await historiesOf(scope, [customerId], asked)).get(customerId) ?? []
  return history.filter(isAnswerOfOurs)
}

/** The subscriber of `timeline.recorded`: an answer of ours is the first act on what waits for one. */
export async function noteFirstActs(scope: Scope, bodies: readonly unknown[]): Promise<void> {
  const { refs } = readRecorded(scope.workspace, bodies)
  const customers = await read(scope, async (scope) => {
    const ours = (await findEntries(scope, refs)).filter(isAnswerOfOurs)
    const ids = new Set<CustomerId>()
    for (const { customerId } of ours) for (const id of await memberIds(scope, customerId)) ids.add(id)
    return [...ids]
  })
  if (customers.length === 0) return
  await transact(scope, async (scope) => {
    const open = await listComplaints(scope, { standings: ['open'], customerIds: customers }, { limit: 200 })
    for (const { id } of open) await noteFirstAct(scope, id)
    if (open.length > 0) await publish(scope, 'complaint.changed', {})
  })
}

async function noteFirstAct(scope: TxScope, id: ComplaintId): Promise<void> {
  const held = await lockComplaint(scope, id)
  const first = held && (await firstActSince(scope, held.customerId, held.openedAt))
  if (!held || !first || held.firstActAt !== null) return
  const acted = { ...held, firstActAt: first.at, firstAct: answeredBy(first) }
  await upsertComplaint(scope, { ...acted, standing: standingAfter(acted) })
}

/** The same cause is the same complaint. */
export function complaintIdOf(cause: string, customerId: CustomerId): ComplaintId {
  return makeId<'complaint'>(new Date(0), slotOf(customerId), hash('sha256', `complaint ${cause}`, 'buffer'))
}

export function lineIdOf(complaintId: string, cause: string, at: Date): string {
  return makeId<'line'>(at, slotOf(complaintId), hash('sha256', `line ${complaintId} ${cause}`, 'buffer'))
}
