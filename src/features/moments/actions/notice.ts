/** Reads what was recorded and writes down the moments and facts in it. Doing it twice, or in another order, changes nothing. */
import { z } from 'zod'
import type { CustomerId, Home, MomentId } from '#kit/id.ts'
import { noticeMoments } from '#reading/index.ts'
import { findEntries, historiesOf, readRecorded, type StoredEntry } from '#features/timeline/index.ts'
import { workingHours } from '#features/promises/index.ts'
import { listMembers } from '#features/team/index.ts'
import { publish } from '#platform/live.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import { noticeEntry, wordsToRead } from '../rules/notice.ts'
import { deleteUnseenFacts, upsertFacts, type NewFact } from '../store/facts.ts'
import { setRhythms, type Rhythm } from '../store/habits.ts'
import { deleteSnooze, listSnoozedInThreads } from '../store/marks.ts'
import {
  deleteUnseen,
  foldThreads,
  lockNoticing,
  setHeardAgain,
  upsertMoments,
  type NewMoment,
} from '../store/moments.ts'
import { tellChanged } from './changed.ts'
import { factRow, momentIdOf, momentRow, threadOf } from './derive.ts'
import { setFoundBy } from './found-by.ts'
import { gather, historyOptions, rememberBought } from './gather.ts'
import { refreshState } from './handle.ts'
import { mayBeRead } from './held-back.ts'

/** Body of the announcement `timeline.customersJoined`. */
const Joined = z.object({ persons: z.array(z.object({ members: z.array(z.string()) })) })

/** Texts read in one go before others get their turn. */
const READ_AT_ONCE = 25
/** Persons whose histories are read anew in one go. */
const PERSONS_AT_ONCE = 100
/** Ids named in a live event; of more only their number is told. */
const NAMED = 50

/** What one round of noticing did. */
export type NoticeReport = {
  readonly read: number
  readonly noticed: number
  readonly opened: number
  readonly withdrawn: number
}

/** The subscriber of `timeline.recorded`: notices moments in entries that were just stored, and tells the open pages. */
export async function noticeRecorded(scope: Scope, bodies: readonly unknown[]): Promise<void> {
  const { refs } = readRecorded(scope.workspace, bodies)
  const arrivals = await read(scope, (scope) => findEntries(scope, refs))
  await noticeArrivals(scope, arrivals)
}

/** The subscriber of `timeline.customersJoined`: reads the whole history of persons anew, now that each is one. */
export async function noticeJoined(scope: Scope, body: unknown): Promise<void> {
  const ids = [...new Set(Joined.parse(body).persons.flatMap(({ members }) => members))] as CustomerId[]
  for (let i = 0; i < ids.length; i += PERSONS_AT_ONCE) {
    const part = ids.slice(i, i + PERSONS_AT_ONCE)
    const histories = await read(scope, (scope) => historiesOf(scope, part, historyOptions(scope.now)))
    const entries = new Map([...histories.values()].flat().map((entry) => [entry.id, entry]))
    await noticeArrivals(scope, [...entries.values()])
  }
}

/**
 * Notices moments in these entries and in those of the same persons that they may change: an order that came in late makes
 * the next one no first order. `isWhole` says that those others come by themselves. Answers what was done.
 */
export async function noticeArrivals(
  scope: Scope,
  arrived: readonly StoredEntry[],
  { isWhole = false } = {},
): Promise<NoticeReport> {
  const arrivals = await mayBeRead(scope, arrived)
  if (arrivals.length === 0) return { read: 0, noticed: 0, opened: 0, withdrawn: 0 }
  await rememberBought(scope, arrivals)
  const known = await gather(scope, arrivals, isWhole)
  const roster = (await listMembers(scope.db, scope.workspace.id)).flatMap(({ name, nicknames }) => [
    name,
    ...nicknames,
  ])

  const hours = await workingHours(scope)

  const { off, ownKinds } = known.wishes
  const rows: { moment?: NewMoment; facts: NewFact[]; entry: StoredEntry }[] = []
  for (const [index, entry] of known.toRead.entries()) {
    if (index % READ_AT_ONCE === READ_AT_ONCE - 1) await new Promise((resolve) => setImmediate(resolve))
    const words = wordsToRead(entry)
    const { moment, facts } = noticeEntry(entry, {
      history: known.histories.get(entry.customerId) ?? [],
      noticed: words === undefined ? [] : noticeMoments(words, { agents: roster, without: off }).moments,
      zone: scope.workspace.zone,
      hours,
      buyers: known.buyers,
      trust: { off, said: known.said.get(entry.id) ?? new Map() },
      ownKinds,
      consented: known.consented.get(entry.customerId) ?? new Set(),
      firstOrderAt: known.firstOrders.get(entry.customerId),
    })
    rows.push({
      entry,
      facts: facts.map((fact) => factRow(entry, fact)),
      ...(moment ? { moment: momentRow(entry, moment) } : {}),
    })
  }

  const homes = new Set([
    ...rows.map(({ entry }) => entry.home),
    ...known.rhythms.keys(),
    ...known.heard.keys(),
    ...arrivals.map(({ home }) => home),
  ])
  const opened: MomentId[] = []
  let withdrawn = 0
  for (const home of [...homes].sort((a, b) => a - b)) {
    const written = await writeHome(scope, home, {
      rows: rows.filter(({ entry }) => entry.home === home),
      arrivals: arrivals.filter((entry) => entry.home === home),
      rhythms: known.rhythms.get(home) ?? [],
      heard: known.heard.get(home) ?? [],
    })
    opened.push(...written.opened)
    withdrawn += written.withdrawn
  }
  if (opened.length > 0)
    await transact(scope, (scope) =>
      publish(scope, 'moment.noticed', { ids: opened.slice(0, NAMED), count: opened.length }),
    )
  return {
    read: rows.length,
    noticed: rows.filter(({ moment }) => moment).length,
    opened: opened.length,
    withdrawn,
  }
}

type HomeWork = {
  readonly rows: readonly { moment?: NewMoment; facts: readonly NewFact[]; entry: StoredEntry }[]
  readonly arrivals: readonly StoredEntry[]
  readonly rhythms: readonly Rhythm[]
  readonly heard: readonly CustomerId[]
}

/** Writes all that was noticed in one home, in one transaction. */
function writeHome(
  scope: Scope,
  home: Home,
  { rows, arrivals, rhythms, heard }: HomeWork,
): Promise<{ opened: MomentId[]; withdrawn: number }> {
  return transact(scope, async (scope) => {
    await lockNoticing(scope, home)
    const moments = rows.flatMap(({ moment }) => moment ?? [])
    const opened = await upsertMoments(scope, home, moments)
    await setFoundBy(scope, home, moments)
    const empty = rows
      .filter(({ moment }) => !moment)
      .map(({ entry }) => ({ id: entry.id, momentId: momentIdOf(entry) }))
    const gone = await deleteUnseen(scope, home, empty)
    const threads = [...moments.map(({ thread }) => thread), ...gone.map(({ thread }) => thread)].filter(
      (thread) => thread !== null,
    )
    await foldThreads(scope, home, threads)
    await endSnoozes(scope, home, arrivals)

    const facts = rows.flatMap((row) => row.facts)
    await upsertFacts(scope, home, latestOfEach(facts))
    await deleteUnseenFacts(
      scope,
      home,
      rows.map(({ entry }) => entry.id),
      facts.map(({ id }) => id),
    )
    await setRhythms(scope, home, rhythms)
    await setHeardAgain(scope, home, heard)
    if (moments.length + gone.length > 0)
      await tellChanged(
        scope,
        home,
        rows.map(({ entry }) => entry.customerId),
      )
    return { opened, withdrawn: gone.length }
  })
}

/** A customer who writes in a conversation ends the snooze of what was noticed in it. */
async function endSnoozes(
  scope: Parameters<typeof listSnoozedInThreads>[0],
  home: Home,
  arrivals: readonly StoredEntry[],
): Promise<void> {
  const spoken = arrivals.filter((entry) => entry.kind === 'message_in' || entry.kind === 'form')
  const threads = spoken.flatMap((entry) => threadOf(entry) ?? [])
  for (const { id, thread, snoozedAt } of await listSnoozedInThreads(scope, home, threads)) {
    if (!spoken.some((entry) => threadOf(entry) === thread && entry.at > snoozedAt)) continue
    await deleteSnooze(scope, id)
    await refreshState(scope, id)
  }
}

/** One statement may touch a row once: of a fact said twice in a batch the later words are kept. */
function latestOfEach(facts: readonly NewFact[]): NewFact[] {
  const latest = new Map<string, NewFact>()
  for (const fact of facts) {
    const known = latest.get(fact.id)
    if (!known || fact.at >= known.at) latest.set(fact.id, fact)
  }
  return [...latest.values()]
}
