/** What the queue needs of promises that came due: what was said, what has happened since, how it stands now. Reads only. */
import { dueOf } from '#kit/calendar.ts'
import type { ConversationId, CustomerId, EntryId, PromiseId } from '#kit/id.ts'
import { ownWordsOf } from '#reading/index.ts'
import { read, type Scope } from '#platform/scope.ts'
import type { StoredEntry } from '#features/timeline/index.ts'
import type { Origin, Standing } from '../contract.ts'
import { instantWords, lateWords } from '../rules/due.ts'
import { isFromCustomer, isMereThanks } from '../rules/keeping.ts'
import { followUpOf, standingOf, type CustomerPromise } from '../rules/promise.ts'
import { isOwnerHere, riskWordsOf } from '../rules/words.ts'
import { listPromises } from '../store/promises.ts'
import { historyOf } from './observe.ts'
import { settingsOf, type Settings } from './settings.ts'

export type PromiseCue = {
  readonly id: PromiseId
  readonly customerId: CustomerId
  readonly conversationId: ConversationId | null
  readonly entryId: EntryId | null
  readonly entryAt: Date | null
  readonly origin: Origin
  readonly standing: Standing
  readonly isMadeGood: boolean
  /** The promised words; quoted from its entry's text at `quoteStart` where they are somebody's. */
  readonly wording: string
  readonly isQuoted: boolean
  readonly quoteStart: number | null
  readonly about: string
  readonly orderNo: string | null
  readonly dueAt: Date | null
  /** "Thu 20 Nov 17:00 ET"; empty without a due time. */
  readonly dueWords: string
  /** When it came back, or broke. */
  readonly at: Date
  /** Why it is at risk: "nobody owns it". */
  readonly riskWords: string
  /** "2 business days" late; empty where it is not. */
  readonly lateWords: string
  /** What has happened since it was made: "she wrote twice, last: “…”". */
  readonly since: string
  /** What it shares with others who wait for the same reason. */
  readonly delayKey: string | null
  /** She was told first that it will be late. */
  readonly wasTold: boolean
  /** An owner who is on the team and here; null goes to the team. */
  readonly ownerId: string | null
  /** Until when saying sorry should be done: the end of the next business day. */
  readonly mendBy: Date
}

/** The promises as they stand now, in no order; those that are gone are left out. */
export async function cuesOf(scope: Scope, ids: readonly PromiseId[]): Promise<PromiseCue[]> {
  if (ids.length === 0) return []
  const settings = await settingsOf(scope)
  return read(scope, async (scope) => {
    const promises = await listPromises(scope, ids)
    const histories = await historyOf(scope, promises)
    return promises.map((promise) =>
      cueOf(promise, histories.get(promise.customerId) ?? [], scope.now, settings),
    )
  })
}

function cueOf(
  promise: CustomerPromise,
  history: readonly StoredEntry[],
  now: Date,
  settings: Settings,
): PromiseCue {
  const { calendar, members } = settings
  const roster = { members, now, zone: calendar.zone }
  const { dueAt, keptAt, ownerId } = promise
  const standing = standingOf(promise, now)
  const late = dueAt !== null && standing === 'broken' ? lateWords(dueAt, keptAt ?? now, calendar) : ''
  return {
    id: promise.id,
    customerId: promise.customerId,
    conversationId: promise.conversationId,
    entryId: promise.entryId,
    entryAt: promise.entryAt,
    origin: promise.origin,
    standing,
    isMadeGood: promise.madeGoodAt !== null,
    wording: promise.wording,
    isQuoted: promise.isQuoted,
    quoteStart: promise.quoteStart,
    about: promise.about,
    orderNo: promise.orderNo,
    dueAt,
    dueWords: dueAt === null ? '' : instantWords(dueAt, calendar.zone),
    at: (standing === 'broken' ? dueAt : followUpOf(promise)) ?? now,
    riskWords: riskWordsOf(promise, roster),
    delayKey: promise.delayKey,
    wasTold: promise.toldFirstAt !== null,
    lateWords: late,
    since: sinceOf(promise, history, late),
    ownerId: isOwnerHere(promise, roster) ? ownerId : null,
    mendBy: dueOf(calendar, now, { amount: 1, unit: 'business_day' }),
  }
}

function sinceOf(promise: CustomerPromise, history: readonly StoredEntry[], late: string): string {
  if (promise.keptAt !== null && late !== '') return `${promise.keptWords ?? 'done'}, ${late} late`
  const wrote = history.filter((entry) => isFromCustomer(entry) && entry.at > promise.madeAt)
  const [last] = wrote.toSorted((a, b) => b.at.getTime() - a.at.getTime())
  if (!last) return 'nothing has been said since'
  if (wrote.every((entry) => isMereThanks(entry.body ?? ''))) return 'she said thanks, and waits'
  const words = ownWordsOf(last.body ?? '')
  const quote = words.length > 80 ? `${words.slice(0, 78).trimEnd()}…` : words
  const times = wrote.length === 1 ? 'once' : wrote.length === 2 ? 'twice' : `${wrote.length} times`
  return `she wrote ${times} since${quote === '' ? '' : `: “${quote}”`}`
}
