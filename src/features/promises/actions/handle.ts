/** What people do with a promise: make it, settle it, put it off, change it, and undo each of these. */
import { isId, type CustomerId, type PromiseId, homeOf } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { isStorable, memberIds } from '#features/timeline/index.ts'
import { newId, transact, type Scope, type TxScope } from '#platform/scope.ts'
import { parseWhen } from '#reading/index.ts'
import type { z } from 'zod'
import type {
  ChangePromise,
  KeptBy,
  MakePromise,
  SettlePromise,
  SnoozePromise,
  WhenAnswer,
} from '../contract.ts'
import { decideChange, decideSettlement, decideSnooze, type Decision } from '../rules/decide.ts'
import { instantWords, riskAtOf, typedWords } from '../rules/due.ts'
import { aboutOf, BLANK } from '../rules/opening.ts'
import { standingOf, type CustomerPromise } from '../rules/promise.ts'
import { lockLedger, lockPromise } from '../store/promises.ts'
import { insertStory, type StoryRow } from '../store/story.ts'
import { promiseIdOf, storyRow } from './ids.ts'
import { openPromises, savePromises } from './save.ts'
import { settingsOf, type Settings } from './settings.ts'
import { tellNews, tellPages, type PromiseNews } from './tell.ts'

/** What a typed time means; `due` is null where it can't be read. */
export async function readWhen(scope: Scope, when: string): Promise<z.infer<typeof WhenAnswer>> {
  const { calendar } = await settingsOf(scope)
  const at = parseWhen(when, { now: scope.now, calendar, edge: 'end' })
  return at
    ? { due: at.toISOString(), words: instantWords(at, calendar.zone) }
    : {
        due: null,
        words: 'Not a time I can read: try “tue 3pm”, “in 2 business days” or “before the weekend”.',
      }
}

/**
 * Makes a promise by a member's word. `cause`, where it is given, makes doing it twice one promise; `due` is the instant where
 * the words of `when` only name it.
 * Refuses `customer_not_found`, `when_not_readable`, `text_not_storable`.
 */
export async function makePromise(
  scope: Scope,
  wanted: z.infer<typeof MakePromise>,
  cause?: string,
  due?: Date,
): Promise<PromiseId> {
  const { wording, when, keptBy, touchpoint, momentId, customerId } = wanted
  for (const text of [wording, when, touchpoint])
    if (!isStorable(text))
      throw new Refusal('text_not_storable', 'The text holds a character that no database keeps.')
  if (momentId !== undefined && !isId(momentId))
    throw new Refusal('moment_not_found', 'There is no such moment here.')
  const settings = await settingsOf(scope)
  const dueAt = due ?? whenFrom(when, scope.now, settings)
  return transact(scope, async (scope) => {
    const [person] = isId(customerId) ? await memberIds(scope, customerId as CustomerId) : []
    if (person === undefined) throw new Refusal('customer_not_found', 'No such customer here.')
    const promise: CustomerPromise = {
      ...BLANK,
      id: cause === undefined ? newId<'promise'>(scope, person) : promiseIdOf(person, cause),
      customerId: person,
      conversationId: null,
      entryId: null,
      entryAt: null,
      momentId: momentId ?? null,
      origin: 'made',
      touchpoint,
      wording: wording.trim(),
      about: aboutOf('word', null, wording),
      orderNo: null,
      keptBy,
      madeAt: scope.now,
      madeBy: scope.actor.name,
      counted: { by: 'typed', text: when },
      armedAt: scope.now,
      dueAt,
      dueWords: typedWords(when, dueAt, settings.calendar),
      ownerId: scope.actor.kind === 'member' ? scope.actor.id : null,
    }
    const home = homeOf(scope.workspace, promise.id)
    await lockLedger(scope, home)
    const made = await openPromises(scope, home, [
      { ...promise, riskAt: riskAtOf(promise, settings.calendar) },
    ])
    if (made.length === 0) return promise.id
    await tellNews(scope, home, 'promise.made', [promise])
    await tellPages(scope, [promise.id])
    return promise.id
  })
}

/** Says how it ended. Refuses `promise_not_found`, `promise_settled`, `promise_broken`, `promise_not_broken`. */
export function settlePromise(scope: Scope, id: PromiseId, wanted: SettlePromise): Promise<void> {
  const { outcome, words = '' } = wanted
  return changing(scope, id, (promise, { now, actor }) => {
    allow(decideSettlement(promise, outcome, now))
    const line = { at: now, byName: actor.name, words }
    switch (outcome) {
      case 'kept': {
        const next = {
          ...promise,
          armedAt: promise.armedAt ?? now,
          keptAt: now,
          keptByHand: actor.name,
          keptWords: words === '' ? `${actor.name} said it was done` : words,
        }
        // Said after its time, it was kept late: the row tells, and the queue may rest.
        return { next, story: [], news: standingOf(next, now) === 'kept' ? 'promise.kept' : 'promise.rested' }
      }
      case 'withdrawn':
        return {
          next: { ...promise, withdrawnAt: now },
          story: [storyRow(id, { ...line, what: 'withdrawn', title: 'Withdrawn' })],
          news: 'promise.rested',
        }
      case 'made_good':
        return {
          next: { ...promise, madeGoodAt: now },
          story: [storyRow(id, { ...line, what: 'made_good', title: 'Made good' })],
          news: 'promise.rested',
        }
    }
  })
}

/** Takes the last word on the outcome back; what evidence says stays. Refuses `promise_not_found`, `promise_settled`. */
export function unsettlePromise(scope: Scope, id: PromiseId): Promise<void> {
  return changing(scope, id, (promise, { now, actor }) => {
    const next =
      promise.madeGoodAt !== null
        ? { ...promise, madeGoodAt: null }
        : promise.withdrawnAt !== null
          ? { ...promise, withdrawnAt: null, ...quietIfOver(promise, now) }
          : promise.keptByHand !== null
            ? { ...promise, keptAt: null, keptByHand: null, keptWords: null, ...disarmed(promise) }
            : undefined
    if (!next)
      throw new Refusal(
        'promise_settled',
        promise.keptAt === null
          ? 'Nobody has settled it.'
          : 'It was kept by what happened, which can’t be undone.',
      )
    const line = {
      at: now,
      what: 'reopened',
      title: 'The outcome was taken back',
      words: '',
      byName: actor.name,
    }
    return { next, story: [storyRow(id, line)] }
  })
}

/** What is opened again after its time stands as broken: it neither lapses once more nor raises anybody. */
const quietIfOver = ({ dueAt, riskRaisedAt, brokenRaisedAt }: CustomerPromise, now: Date) =>
  dueAt !== null && dueAt < now
    ? { riskRaisedAt: riskRaisedAt ?? now, brokenRaisedAt: brokenRaisedAt ?? now }
    : {}

/** A pending promise that was said to be kept waits again. */
const disarmed = ({ isConditional, dueAt }: CustomerPromise) =>
  isConditional && dueAt === null ? { armedAt: null } : {}

/** Puts the follow-up off; the promise stays. Refuses `snooze_past_promise`, `snooze_past_due`, `promise_not_found`, `promise_settled`, `promise_broken`. */
export async function snoozePromise(
  scope: Scope,
  id: PromiseId,
  { until, reason }: z.infer<typeof SnoozePromise>,
): Promise<void> {
  if (!isStorable(reason))
    throw new Refusal('text_not_storable', 'The text holds a character that no database keeps.')
  const { calendar } = await settingsOf(scope)
  await changing(scope, id, (promise, { now, actor }) => {
    const due = promise.dueAt === null ? '' : instantWords(promise.dueAt, calendar.zone)
    allow(decideSnooze(promise, until, now, due))
    return {
      next: {
        ...promise,
        snoozedUntil: until,
        snoozedAt: now,
        snoozedBy: actor.name,
        snoozeReason: reason,
        riskRaisedAt: null,
      },
      story: [
        storyRow(id, {
          at: now,
          what: 'snoozed',
          title: `Snoozed until ${instantWords(until, calendar.zone)}`,
          words: reason,
          byName: actor.name,
        }),
      ],
      news: 'promise.rested',
    }
  })
}

/** Ends a snooze at once; does nothing where there is none. Refuses `promise_not_found`. */
export function unsnoozePromise(scope: Scope, id: PromiseId): Promise<void> {
  return changing(scope, id, (promise, { now, actor }) => {
    const story =
      promise.snoozedUntil === null
        ? []
        : [
            storyRow(id, {
              at: now,
              what: 'snoozed',
              title: 'Taken off its snooze',
              words: '',
              byName: actor.name,
            }),
          ]
    return {
      next: { ...promise, snoozedUntil: null, snoozedAt: null, snoozedBy: null, snoozeReason: null },
      story,
    }
  })
}

/** Corrects its time, what keeps it, or who owns it. Refuses `when_not_readable`, `member_not_found`, `promise_not_found`, `promise_settled`, `promise_broken`. */
export async function changePromise(
  scope: Scope,
  id: PromiseId,
  { when, keptBy, ownerId }: z.infer<typeof ChangePromise>,
): Promise<void> {
  const settings = await settingsOf(scope)
  if (typeof ownerId === 'string' && !settings.members.has(ownerId))
    throw new Refusal('member_not_found', 'There is nobody with this id on the team.')
  await changing(scope, id, (promise, { now, actor }) => {
    // Who sees to a broken promise may still change; what it says may not.
    if (when !== undefined || keptBy !== undefined) allow(decideChange(promise, now))
    const changed = {
      ...withTime(promise, when, now, settings),
      ...(keptBy === undefined ? {} : { keptBy: keptBy satisfies KeptBy }),
      ...(ownerId === undefined ? {} : { ownerId }),
    }
    const isFound = promise.origin === 'found' && (when !== undefined || keptBy !== undefined)
    const next = {
      ...changed,
      riskAt: riskAtOf(changed, settings.calendar),
      // Who corrects it says that it was meant.
      acceptedAt: promise.acceptedAt ?? (isFound ? now : null),
    }
    const line = (title: string) =>
      storyRow(id, { at: now, what: 'moved', title, words: '', byName: actor.name })
    const story = [
      ...(when === undefined ? [] : [line(`Another time: ${next.dueWords}`)]),
      ...(keptBy === undefined || keptBy === promise.keptBy ? [] : [line(`Kept by: ${keptBy}`)]),
      ...(ownerId === undefined || ownerId === promise.ownerId
        ? []
        : [
            line(
              ownerId === null
                ? 'Handed to the team'
                : `Taken by ${settings.members.get(ownerId)?.name ?? ''}`,
            ),
          ]),
    ]
    return { next, story }
  })
}

function withTime(
  promise: CustomerPromise,
  when: string | undefined,
  now: Date,
  settings: Settings,
): CustomerPromise {
  if (when === undefined) return promise
  const dueAt = whenFrom(when, now, settings)
  return {
    ...promise,
    armedAt: promise.armedAt ?? now,
    counted: { by: 'given' },
    dueAt,
    dueWords: typedWords(when, dueAt, settings.calendar),
    isAssumed: false,
    // What nobody told her can't be what she was told.
    toldDueAt: promise.toldDueAt ?? (promise.isAssumed ? null : promise.dueAt),
    riskRaisedAt: null,
  }
}

function whenFrom(when: string, now: Date, { calendar }: Settings): Date {
  const at = parseWhen(when, { now, calendar, edge: 'end' })
  if (!at)
    throw new Refusal(
      'when_not_readable',
      `“${when.slice(0, 60)}” is not a time I can read: try “tue 3pm”, “in 2 business days” or “before the weekend”.`,
    )
  return at
}

/** Says of a promise found in our words that it was meant, or takes that back. Refuses `promise_not_found`, `promise_settled`, `promise_broken`. */
export function acceptPromise(scope: Scope, id: PromiseId, isMeant: boolean): Promise<void> {
  return changing(scope, id, (promise, { now, actor }) => {
    allow(decideChange(promise, now))
    const line = { at: now, what: 'accepted', title: 'Said to be a promise', words: '', byName: actor.name }
    const isNew = isMeant && promise.acceptedAt === null
    return {
      next: { ...promise, acceptedAt: isMeant ? (promise.acceptedAt ?? now) : null },
      story: isNew ? [storyRow(id, line)] : [],
    }
  })
}

/** The id of a promise as it came over the wire. Refuses `promise_not_found` where it is none. */
export function promiseIdFrom(text: string): PromiseId {
  if (!isId(text)) throw notFound()
  return text as PromiseId
}

export const notFound = () => new Refusal('promise_not_found', 'There is no such promise here.')

function allow(decision: Decision): void {
  if (!decision.allowed) throw new Refusal(decision.reason, decision.message)
}

type Change = {
  readonly next: CustomerPromise
  readonly story: readonly StoryRow[]
  readonly news?: PromiseNews
}

/** Holds the promise, decides, writes it with its history, and tells. */
function changing(
  scope: Scope,
  id: PromiseId,
  decide: (promise: CustomerPromise, scope: TxScope) => Change,
): Promise<void> {
  return transact(scope, async (scope) => {
    const home = homeOf(scope.workspace, id)
    const promise = await lockPromise(scope, id)
    if (!promise) throw notFound()
    const { next, story, news } = decide(promise, scope)
    await savePromises(scope, home, [next])
    await insertStory(scope, home, story)
    if (news) await tellNews(scope, home, news, [promise])
    await tellPages(scope, [id])
  })
}
