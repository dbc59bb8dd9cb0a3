/** The story of one promise: how it was made and counted, what happened to it, what the customer said meanwhile. Reads only. */
import type { StoredEntry } from '#features/timeline/index.ts'
import type { TxScope } from '#platform/scope.ts'
import { ownWordsOf } from '#reading/index.ts'
import type { z } from 'zod'
import type { PromiseStory } from '../contract.ts'
import { isFromCustomer, isMereThanks } from '../rules/keeping.ts'
import { standingOf, type CustomerPromise } from '../rules/promise.ts'
import { explain, touchpointLabel } from '../rules/words.ts'
import { lateWords } from '../rules/due.ts'
import { listStory } from '../store/story.ts'
import { historyOf } from './observe.ts'
import type { Settings } from './settings.ts'

type Line = z.infer<typeof PromiseStory>

/** What the customer wrote is shown, at most so many times. */
const SHOWN = 10

/** The story, oldest first. What the promise's own row says is told from there, so that the two never differ. */
export async function storyOf(scope: TxScope, promise: CustomerPromise, settings: Settings): Promise<Line[]> {
  const stored = await listStory(scope, promise.id)
  const told = stored.map(({ at, what, title, words, quote, byName }) =>
    line(at, { what, title, words, quote, by: byName }),
  )
  const entries = (await historyOf(scope, [promise])).get(promise.customerId) ?? []
  const order = (one: Line) => ORDER.indexOf(one.what)
  return [
    ...beginnings(promise, settings),
    ...told,
    ...heard(
      promise,
      entries,
      stored.map(({ quote }) => quote),
    ),
    ...endings(promise, scope.now, settings),
  ].sort((a, b) => (a.at === b.at ? order(a) - order(b) : a.at < b.at ? -1 : 1))
}

/** Of two lines of one instant the one that comes first stands first. */
const ORDER = ['made', 'clock', 'armed', 'customer_wrote', 'snoozed', 'moved', 'at_risk', 'told', 'broken', 'kept', 'made_good', 'withdrawn', 'reopened'] // prettier-ignore

function beginnings(promise: CustomerPromise, { standing }: Settings): Line[] {
  const { madeAt, armedAt, dueWords, wording, isQuoted, madeBy, origin, touchpoint, isConditional } = promise
  const label = touchpointLabel(touchpoint, standing)
  const titles: Readonly<Record<CustomerPromise['origin'], string>> = {
    made: `Promised by ${madeBy ?? 'the team'}`,
    found: `Promised by ${madeBy ?? 'us'} in writing`,
    standing: `Promised by the ${label.charAt(0).toLowerCase()}${label.slice(1)}`,
    carrier: `Promised by ${madeBy ?? 'the carrier'}`,
    inherited: `Promised before it was brought here${madeBy === null ? '' : `, by ${madeBy}`}`,
  }
  return [
    line(madeAt, {
      what: 'made',
      title: titles[origin],
      words: isQuoted ? '' : wording,
      quote: isQuoted || origin === 'standing' ? wording : null,
      by: madeBy,
    }),
    line(armedAt ?? madeAt, {
      what: isConditional && armedAt !== null ? 'armed' : 'clock',
      title: isConditional && armedAt !== null ? 'She answered, so the clock started' : 'Clock set',
      words: dueWords,
    }),
  ]
}

/** What she wrote between the promise and its end. Thanks are shown, and change nothing. */
function heard(
  promise: CustomerPromise,
  entries: readonly StoredEntry[],
  known: readonly (string | null)[],
): Line[] {
  const end = promise.keptAt ?? promise.withdrawnAt
  return entries
    .filter(
      (entry) =>
        isFromCustomer(entry) &&
        entry.at > promise.madeAt &&
        (end === null || entry.at < end) &&
        (entry.body ?? '').trim() !== '' &&
        !known.includes(ownWordsOf(entry.body ?? '').slice(0, 300)),
    )
    .slice(0, SHOWN)
    .map((entry) => {
      const isThanks = isMereThanks(entry.body ?? '')
      return line(entry.at, {
        what: 'customer_wrote',
        title: isThanks ? 'She said thanks' : 'She wrote',
        words: isThanks ? 'The promise stands' : '',
        quote: ownWordsOf(entry.body ?? '').slice(0, 300),
      })
    })
}

function endings(promise: CustomerPromise, now: Date, { calendar }: Settings): Line[] {
  const { dueAt, keptAt, keptByHand, keptWords } = promise
  const isBroken = standingOf(promise, now) === 'broken'
  return [
    ...(isBroken && dueAt !== null
      ? [line(dueAt, { what: 'broken', title: 'Broken', words: explain(promise, now, calendar) })]
      : []),
    ...(keptAt === null
      ? []
      : [
          line(keptAt, {
            what: 'kept',
            title: isBroken && dueAt ? `Done ${lateWords(dueAt, keptAt, calendar)} late` : 'Kept',
            words: keptWords ?? '',
            by: keptByHand,
          }),
        ]),
  ]
}

function line(at: Date, parts: Omit<Line, 'at' | 'quote' | 'by'> & Partial<Line>): Line {
  return { quote: null, by: null, ...parts, at: at.toISOString() }
}
