/**
 * Reads what was recorded for promises: what it makes, arms, keeps, delays. Doing it twice, or in another order, gives the same
 * ledger: every id comes from its cause, and of all evidence the first in time counts.
 */
import { z } from 'zod'
import { homeOf, type CustomerId, type Home, type PromiseId } from '#kit/id.ts'
import { ownWordsOf } from '#reading/index.ts'
import {
  findEntries,
  historiesOf,
  personRows,
  readRecorded,
  type StoredEntry,
} from '#features/timeline/index.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import { EVIDENCE, isFromCustomer, isMereThanks, KEEPS, withEvidence } from '../rules/keeping.ts'
import { openingsOf } from '../rules/opening.ts'
import { standingOf, withoutLapse, withoutOldAlarms, type CustomerPromise } from '../rules/promise.ts'
import { listConcerned, listKnown, lockLedger, lockPromises, type Concern } from '../store/promises.ts'
import { insertStory, type StoryRow } from '../store/story.ts'
import { lapseRow, storyRow, withId } from './ids.ts'
import { openPromises, savePromises } from './save.ts'
import { settingsOf, type Settings } from './settings.ts'
import { tellNews, tellPages } from './tell.ts'

/** Body of the announcement `timeline.customersJoined`. */
const Joined = z.object({ persons: z.array(z.object({ members: z.array(z.string()) })) })

/** Texts read in one go before others get their turn. */
const READ_AT_ONCE = 25
/** Entries of one person that a promise looks through for what keeps it. */
const HISTORY_LIMIT = 500
/** Entries may lie this far ahead of our clock. */
const AHEAD_MS = 25 * 3_600_000
const PERSONS_AT_ONCE = 100

/** The subscriber of `timeline.recorded`. */
export async function observeRecorded(scope: Scope, bodies: readonly unknown[]): Promise<void> {
  const { refs, isHistory } = readRecorded(scope.workspace, bodies)
  const arrivals = await read(scope, (scope) => findEntries(scope, refs))
  await observeEntries(scope, arrivals, { isHistory })
}

/** The subscriber of `timeline.customersJoined`: what one row promised, another row of the same person may have kept. */
export async function observeJoined(scope: Scope, body: unknown): Promise<void> {
  const ids = [...new Set(Joined.parse(body).persons.flatMap(({ members }) => members))] as CustomerId[]
  for (let i = 0; i < ids.length; i += PERSONS_AT_ONCE) {
    const part = ids.slice(i, i + PERSONS_AT_ONCE)
    const histories = await read(scope, (scope) =>
      historiesOf(scope, part, { kinds: EVIDENCE, limitEach: HISTORY_LIMIT, until: ahead(scope) }),
    )
    const entries = new Map([...histories.values()].flat().map((entry) => [entry.id, entry]))
    await observeEntries(scope, [...entries.values()], { isHistory: true })
  }
}

/** Opens the promises these entries make and holds them against the promises of their customers. */
export async function observeEntries(
  scope: Scope,
  arrivals: readonly StoredEntry[],
  { isHistory = false } = {},
): Promise<void> {
  const settings = await settingsOf(scope)
  const openers = new Set(settings.standing.filter(({ isOn }) => isOn).map(({ opens }) => opens.kind))
  const worthIt = arrivals.filter(
    ({ kind, data }) => EVIDENCE.includes(kind) || openers.has(kind) || data.promisedFor !== undefined,
  )
  if (worthIt.length === 0) return

  const opened: CustomerPromise[] = []
  for (const [index, entry] of worthIt.entries()) {
    if (index % READ_AT_ONCE === READ_AT_ONCE - 1) await new Promise((resolve) => setImmediate(resolve))
    opened.push(...openingsOf(entry, settings).map(withId))
  }
  const rowsOfPersons = await read(scope, (scope) =>
    personRows(
      scope,
      worthIt.map(({ customerId }) => customerId),
    ),
  )
  const persons = [...rowsOfPersons.values()].map((rows) => rows.map(({ id }) => id))
  const byHome = Map.groupBy(persons.flat(), (id) => homeOf(scope.workspace, id))
  for (const [home, customerIds] of [...byHome].sort(([a], [b]) => a - b))
    await transact(scope, (scope) =>
      observeHome(scope, home, {
        opened: opened.filter(({ customerId }) => homeOf(scope.workspace, customerId) === home),
        customerIds,
        arrivals: worthIt,
        personOf: personKeys(persons),
        settings,
        isHistory,
      }),
    )
}

type HomeWork = {
  readonly opened: readonly CustomerPromise[]
  readonly customerIds: readonly CustomerId[]
  readonly arrivals: readonly StoredEntry[]
  /** By row: a key that all rows of one person share. */
  readonly personOf: ReadonlyMap<CustomerId, string>
  readonly settings: Settings
  readonly isHistory: boolean
}

/**
 * Writes what follows for one home. Under its lock: whoever stores evidence later finds the promise, whoever opens one finds the
 * evidence. A promise that is kept already when it is read is written once, as kept.
 */
async function observeHome(scope: TxScope, home: Home, work: HomeWork): Promise<void> {
  const { opened, arrivals, personOf, settings, isHistory } = work
  await lockLedger(scope, home)
  const fresh = await notThere(scope, home, firstOfEach(opened))
  const freshIds = new Set(fresh.map(({ id }) => id))
  const standing = await listConcerned(scope, home, concernOf(work))
  const concerned = standing.filter(({ id }) => !freshIds.has(id))
  if (fresh.length === 0 && concerned.length === 0) return
  const evidence = await evidenceFor(scope, [...fresh, ...concerned], { fresh: freshIds, arrivals, personOf })

  const story: StoryRow[] = []
  const withNews = (promise: CustomerPromise, lines: StoryRow[] = []): CustomerPromise => {
    const found = evidence.get(promise.id) ?? []
    return withoutOldAlarms(
      heardAgain(withEvidence(withoutLapse(promise), found, settings), found, lines),
      scope.now,
    )
  }
  const inLightOf = (promise: CustomerPromise): CustomerPromise => {
    const next = withNews(promise, story)
    story.push(...linesOf(promise, next, scope.now))
    return next
  }
  const made = fresh.map(inLightOf)
  // Only what changes is held; raising and people's hands may have been at it since it was read.
  const moved = concerned.filter((before) => isChanged({ before, next: withNews(before) }))
  const held = await lockPromises(
    scope,
    home,
    moved.map(({ id }) => id),
  )
  const changed = held.map((before) => ({ before, next: inLightOf(before) })).filter(isChanged)
  await openPromises(scope, home, made)
  await savePromises(
    scope,
    home,
    changed.map(({ next }) => next),
  )
  await insertStory(scope, home, story)
  await tellChanges(scope, home, { made, changed, isHistory })
}

/** Whose promises the arrivals may bear on, and which: her own word keeps nothing. */
function concernOf({ arrivals, customerIds, personOf }: HomeWork): Concern {
  const person = (id: CustomerId) => personOf.get(id) ?? id
  const rowsOf = (entries: readonly StoredEntry[]) => {
    const persons = new Set(entries.map(({ customerId }) => person(customerId)))
    return customerIds.filter((id) => persons.has(person(id)))
  }
  const times = arrivals.map(({ at }) => at.getTime())
  const settling = arrivals.filter(({ kind }) => KEEPS[kind])
  return {
    from: new Date(Math.min(...times)),
    until: new Date(Math.max(...times)),
    settled: rowsOf(settling),
    keptBy: [...new Set(settling.flatMap(({ kind }) => KEEPS[kind] ?? []))],
    spoken: rowsOf(arrivals.filter(isFromCustomer)),
  }
}

/** Those that are not in the ledger yet, and carriers' words that are earlier than the one that is. */
async function notThere(
  scope: TxScope,
  home: Home,
  opened: readonly CustomerPromise[],
): Promise<readonly CustomerPromise[]> {
  const known = new Map((await listKnown(scope, home, opened)).map((one) => [one.id, one]))
  return opened.filter((one) => {
    const there = known.get(one.id)
    return !there || (one.origin === 'carrier' && isEarlier(one, there))
  })
}

/**
 * What may bear on each promise: the arrivals of its person; for one that was just opened, or that waits for her answer, all that
 * stands in the timeline since it was made.
 */
async function evidenceFor(
  scope: TxScope,
  concerned: readonly CustomerPromise[],
  {
    fresh,
    arrivals,
    personOf,
  }: {
    fresh: ReadonlySet<PromiseId>
    arrivals: readonly StoredEntry[]
    personOf: ReadonlyMap<CustomerId, string>
  },
): Promise<ReadonlyMap<PromiseId, readonly StoredEntry[]>> {
  const person = (id: CustomerId) => personOf.get(id) ?? id
  const arrived = Map.groupBy(arrivals, ({ customerId }) => person(customerId))
  const unread = concerned.filter(({ id, isConditional }) => fresh.has(id) || isConditional)
  const histories = await historyOf(scope, unread)
  return new Map(
    concerned.map((promise) => [
      promise.id,
      [
        ...(arrived.get(person(promise.customerId)) ?? []),
        ...(unread.includes(promise) ? (histories.get(promise.customerId) ?? []) : []),
      ],
    ]),
  )
}

/** What stands in the timelines of these promises' customers since the first of them was made. */
export function historyOf(
  scope: TxScope,
  promises: readonly CustomerPromise[],
): Promise<ReadonlyMap<CustomerId, readonly StoredEntry[]>> {
  if (promises.length === 0) return Promise.resolve(new Map())
  return historiesOf(
    scope,
    promises.map(({ customerId }) => customerId),
    {
      since: new Date(Math.min(...promises.map(({ madeAt }) => madeAt.getTime()))),
      until: ahead(scope),
      kinds: EVIDENCE,
      limitEach: HISTORY_LIMIT,
    },
  )
}

/** A customer who asks something again ends the snooze of what she was promised; her thanks change nothing. */
function heardAgain(
  promise: CustomerPromise,
  evidence: readonly StoredEntry[],
  story: StoryRow[],
): CustomerPromise {
  const { snoozedUntil, snoozedAt } = promise
  if (snoozedUntil === null || snoozedAt === null) return promise
  const question = evidence.find(
    (entry) =>
      isFromCustomer(entry) &&
      entry.at > snoozedAt &&
      entry.at < snoozedUntil &&
      !isMereThanks(entry.body ?? '') &&
      (promise.conversationId === null ||
        entry.conversationId === null ||
        entry.conversationId === promise.conversationId),
  )
  if (!question) return promise
  story.push(
    storyRow(promise.id, {
      at: question.at,
      what: 'customer_wrote',
      title: 'She wrote again, so it came back',
      words: 'The snooze ended',
      quote: ownWordsOf(question.body ?? '').slice(0, 300),
    }),
  )
  return { ...promise, snoozedUntil: question.at, riskRaisedAt: null }
}

/** What the row itself will not tell afterwards. */
function linesOf(before: CustomerPromise, after: CustomerPromise, now: Date): StoryRow[] {
  const isCorrected =
    (before.brokenRaisedAt !== null || before.withdrawnAt !== null) &&
    before.keptAt === null &&
    standingOf(after, now) === 'kept'
  return [
    ...(isCorrected
      ? [
          storyRow(after.id, {
            at: now,
            what: 'kept',
            title: 'Kept after all',
            words: 'What kept it happened in time and was told to us late',
          }),
        ]
      : []),
    ...(after.withdrawnAt !== null && before.withdrawnAt === null && withoutLapse(after) !== after
      ? [lapseRow(after.id, after.withdrawnAt)]
      : []),
    ...(after.withdrawnAt !== null && before.withdrawnAt === null && withoutLapse(after) === after
      ? [
          storyRow(after.id, {
            at: after.withdrawnAt,
            what: 'withdrawn',
            title: 'Withdrawn',
            words: 'The order was cancelled',
          }),
        ]
      : []),
    ...(after.delayWords !== null && after.delayWords !== before.delayWords
      ? [
          storyRow(after.id, {
            at: after.delayAt ?? now,
            what: 'at_risk',
            title: `At risk: ${after.delayWords}`,
            words: 'Told by the carrier',
          }),
        ]
      : []),
  ]
}

async function tellChanges(
  scope: TxScope,
  home: Home,
  {
    made,
    changed,
    isHistory,
  }: { made: readonly CustomerPromise[]; changed: readonly Change[]; isHistory: boolean },
): Promise<void> {
  const isKept = (one: CustomerPromise) => standingOf(one, scope.now) === 'kept'
  const kept = [
    ...made.filter(isKept),
    ...changed.filter(({ before, next }) => before.keptAt === null && isKept(next)).map(({ next }) => next),
  ]
  const rested = changed.filter(({ next }) => next.withdrawnAt !== null).map(({ next }) => next)
  await tellNews(scope, home, 'promise.made', made, { isHistory })
  await tellNews(scope, home, 'promise.kept', kept, { isHistory })
  await tellNews(scope, home, 'promise.rested', rested, { isHistory })
  await tellPages(
    scope,
    [...made, ...changed.map(({ next }) => next)].map(({ id }) => id),
  )
}

type Change = { readonly before: CustomerPromise; readonly next: CustomerPromise }

const isChanged = ({ before, next }: Change) =>
  before !== next && JSON.stringify(before) !== JSON.stringify(next)

/** One statement may touch a row once: of a carrier's words on one order the first counts. */
function firstOfEach(promises: readonly CustomerPromise[]): CustomerPromise[] {
  const first = new Map<PromiseId, CustomerPromise>()
  for (const promise of promises) {
    const known = first.get(promise.id)
    if (!known || isEarlier(promise, known)) first.set(promise.id, promise)
  }
  return [...first.values()]
}

type Caused = Pick<CustomerPromise, 'madeAt' | 'entryId'>
const isEarlier = (a: Caused, b: Caused) =>
  a.madeAt < b.madeAt || (a.madeAt.getTime() === b.madeAt.getTime() && (a.entryId ?? '') < (b.entryId ?? ''))

function personKeys(persons: readonly (readonly CustomerId[])[]): ReadonlyMap<CustomerId, string> {
  return new Map(persons.flatMap((rows) => rows.map((id) => [id, rows[0] ?? id] as const)))
}

const ahead = ({ now }: Pick<TxScope, 'now'>) => new Date(now.getTime() + AHEAD_MS)
