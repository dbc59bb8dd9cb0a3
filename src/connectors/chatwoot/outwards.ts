/**
 * What people do with moments here is told to the conversations there: a snooze, done, the kinds as labels, confirmed facts.
 * A change marks its conversation; some seconds later, when undo is over, the conversation is looked at and told what differs.
 */
import { z } from 'zod'
import { declarationOf, factsOfPerson, listSettlements, listSnoozes } from '#features/moments/index.ts'
import { heldAmong, memberIds } from '#features/timeline/index.ts'
import { homeOf, type CustomerId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import type { Subscriber } from '#platform/announcements.ts'
import { isConnectionLoss } from '#platform/faults.ts'
import { isHeldBack } from '#platform/outgoing.ts'
import { RequestFault } from '#platform/outbound-http.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import { accessOf, type ChatwootParts } from './accounts.ts'
import {
  ChatwootRefusal,
  findAttributes,
  findConversation,
  listKnownAttributes,
  listKnownLabels,
  listLabels,
  listMessages,
  makeAttribute,
  makeLabel,
  setAttributes,
  setLabels,
  setStatus,
  type Access,
} from './client.ts'
import { findAccount, type ChatwootRow } from './store.ts'
import { claimTalk, deleteTalksOf, listDue, setDue, setTold, setUntold, type TalkRow } from './talks.ts'
import { placedMoments } from './placed.ts'
import { timeOf } from './translate.ts'
import {
  attributesWanted,
  decideStatus,
  labelOf,
  labelsWanted,
  wantedOf,
  type Stands,
  type ToldStatus,
} from './wishes.ts'

/** Nothing is told before it can no longer be taken back: undo is 30 s at most. */
export const HOLD_MS = 30 * SECOND_MS
/** How long one look may take before another process takes it over. */
const CLAIM_MS = 2 * MINUTE_MS
const AT_ONCE = 20
const MOST_TRIES = 12
const LONGEST_WAIT_MS = 60 * MINUTE_MS
const LABEL_COLOUR = '#963A70'

const Changed = z.object({ customers: z.array(z.string()) })

/** Listens once somebody has joined an account. */
export function outwardSubscribers(): readonly Subscriber[] {
  return [
    { subscriber: 'chatwoot.moments', name: 'moments.changed', handle: markChanged },
    { subscriber: 'chatwoot.facts', name: 'facts.changed', handle: markChanged },
    { subscriber: 'chatwoot.forget', name: 'timeline.removed', handle: forgetTalks },
  ]
}

/** Marks the conversations in which these customers' moments stand. */
export async function markChanged(scope: Scope, body: unknown): Promise<void> {
  const ids = Changed.parse(body).customers as CustomerId[]
  const dueAt = new Date(scope.now.getTime() + HOLD_MS)
  for (const id of ids) {
    const placed = await read(scope, (scope) => placedMoments(scope, id))
    const talks = placed.map(({ moment: { home, customerId }, place }) => ({
      home,
      customerId,
      accountId: place.account,
      conversation: place.conversation,
    }))
    const once = new Map(talks.map((talk) => [`${talk.accountId} ${talk.conversation}`, talk]))
    for (const [home, group] of Map.groupBy(once.values(), ({ home }) => home))
      await transact(scope, (scope) => setDue(scope, home, group, dueAt))
  }
}

async function forgetTalks(scope: Scope, body: unknown): Promise<void> {
  const ids = Changed.parse(body).customers as CustomerId[]
  for (const [home, part] of Map.groupBy(ids, (id) => homeOf(scope.workspace, id)))
    await transact(scope, (scope) => deleteTalksOf(scope, home, part))
}

/** Tells what is due, nothing while nothing goes out. What fails is said at the conversation's account and tried again, later each time. */
export async function tellDue(scope: Scope, parts: ChatwootParts): Promise<void> {
  if (await transact(scope, isHeldBack)) return
  const claimedUntil = new Date(scope.now.getTime() + CLAIM_MS)
  for (const row of await read(scope, (scope) => listDue(scope, AT_ONCE))) {
    if (!(await transact(scope, (scope) => claimTalk(scope, row, claimedUntil)))) continue
    try {
      const told = await tell(scope, parts, row)
      await transact(scope, (scope) => setTold(scope, row, told, claimedUntil))
    } catch (error) {
      if (isConnectionLoss(error)) throw error
      await transact(scope, (scope) => setUntold(scope, row, againAfter(scope.now, row, error)))
    }
  }
}

/** What Chatwoot refuses for good is not told again until the next change; anything else is, a minute later, then later still. */
function againAfter(
  now: Date,
  { tries }: TalkRow,
  error: unknown,
): { problem: string; againAt: Date | null } {
  const isLasting =
    error instanceof ChatwootRefusal && error.status < 500 && error.status !== 429 && error.status !== 401
  const isOurs = !(
    error instanceof ChatwootRefusal ||
    error instanceof RequestFault ||
    error instanceof Refusal
  )
  const wait = Math.min(LONGEST_WAIT_MS, MINUTE_MS * 2 ** tries)
  return {
    problem: isOurs
      ? 'Chatwoot answered something that was not understood.'
      : (error as Error).message.slice(0, 300),
    againAt: isLasting || tries + 1 >= MOST_TRIES ? null : new Date(now.getTime() + wait),
  }
}

async function tell(scope: Scope, parts: ChatwootParts, row: TalkRow): Promise<ToldStatus> {
  const silent = { status: row.toldStatus, until: row.toldUntil }
  const found = await read(scope, async (scope) => {
    const account = await findAccount(scope, row.accountId)
    if (!account || account.pausedAt !== null) return undefined
    if ((await heldAmong(scope, [row.customerId])).size > 0) return undefined
    return { account, ...(await standing(scope, row)) }
  })
  const access = found && accessOf(parts, found.account)
  if (!found || !access) return silent
  const { account, moments, facts } = found
  const talk = { policy: parts.policy, access, conversation: row.conversation }
  const told = await tellStatus(talk, account, moments, silent)
  if (account.tellsLabels) await tellLabels(talk, moments)
  if (account.tellsFacts && told.contact !== null) await tellFacts(talk, told.contact, facts)
  return told.told
}

type Talk = {
  readonly policy: ChatwootParts['policy']
  readonly access: Access
  readonly conversation: number
}

async function tellStatus(
  { policy, access, conversation }: Talk,
  account: ChatwootRow,
  moments: readonly Stands[],
  before: ToldStatus,
) {
  const seen = await findConversation(policy, access, conversation)
  const wanted = wantedOf(moments, account)
  const messages = wanted ? await listMessages(policy, access, conversation) : []
  const wrote = messages
    .filter(({ message_type: type }) => type === 0 || type === 'incoming')
    .map(({ created_at: at }) => timeOf(at).getTime())
  const lastWroteAt = wrote.length === 0 ? null : new Date(Math.max(...wrote))
  const { toggle, told } = decideStatus({ ...seen, lastWroteAt }, before, wanted)
  if (toggle) await setStatus(policy, access, conversation, toggle)
  return { told, contact: seen.contact }
}

async function tellLabels({ policy, access, conversation }: Talk, moments: readonly Stands[]): Promise<void> {
  const before = labelsWanted(await listLabels(policy, access, conversation), moments)
  if (!before) return
  const known = await leniently(() => listKnownLabels(policy, access))
  for (const { kind } of moments)
    if (known && before.includes(labelOf(kind)) && !known.includes(labelOf(kind))) {
      known.push(labelOf(kind))
      await leniently(() =>
        makeLabel(policy, access, {
          title: labelOf(kind),
          description: `Noticed by Spoonful: ${declarationOf(kind).label}`,
          color: LABEL_COLOUR,
          show_on_sidebar: false,
        }),
      )
    }
  // The list is replaced as a whole: it is read once more right before, so that hardly anything can come between.
  const next = labelsWanted(await listLabels(policy, access, conversation), moments)
  if (next) await setLabels(policy, access, conversation, next)
}

async function tellFacts(
  { policy, access }: Talk,
  contact: number,
  facts: Parameters<typeof attributesWanted>[1],
): Promise<void> {
  const wanted = attributesWanted(await findAttributes(policy, access, contact), facts)
  if (Object.keys(wanted).length === 0) return
  const known = await leniently(() => listKnownAttributes(policy, access))
  for (const key of Object.keys(wanted))
    if (known && !known.includes(key))
      await leniently(() => makeAttribute(policy, access, { key, name: nameOf(key) }))
  await setAttributes(policy, access, contact, wanted)
}

const nameOf = (key: string) => `Spoonful: ${key.replace(/^spoonful_/, '').replaceAll('_', ' ')}`

/** Making labels and attributes known needs an administrator's token; without it they are kept all the same. */
async function leniently<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ChatwootRefusal && error.status < 500 && error.status !== 429) return undefined
    throw error
  }
}

/** The moments of a conversation as they stand now, and what is known of its customer. */
async function standing(scope: TxScope, { accountId, conversation, customerId }: TalkRow) {
  const placed = (await placedMoments(scope, customerId)).filter(
    ({ place }) => place.account === accountId && place.conversation === conversation,
  )
  const ids = placed.map(({ moment }) => moment.id)
  const snoozes = new Map((await listSnoozes(scope, ids)).map((snooze) => [snooze.momentId, snooze]))
  const settled = new Map((await listSettlements(scope, ids)).map((one) => [one.momentId, one]))
  const moments = placed.map(({ moment: { id, kind, state } }): Stands => ({
    kind,
    state,
    isDelicate: declarationOf(kind).delicate,
    snooze: snoozes.get(id) ?? null,
    doneAt: settled.get(id)?.at ?? null,
  }))
  const facts = await factsOfPerson(scope, await memberIds(scope, customerId))
  return { moments, facts }
}
