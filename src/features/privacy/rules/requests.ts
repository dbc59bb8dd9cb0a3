/** Requests of a person: when the law wants them answered, how they stand, and what each will do, in words. Pure. */
import { Temporal } from 'temporal-polyfill'
import type { z } from 'zod'
import { DAY_MS } from '#kit/time.ts'
import type { Consequence, Law, PrivacyRequest, RequestKind } from '../contract.ts'

const CCPA_DAYS = 45
/** Days before its due date from which an open request is soon due. */
const SOON_DAYS = 7

/** The end of the last day on which it may be answered: a month later (GDPR, Art. 12.3), or 45 days (CCPA, 1798.130). */
export function dueOf(law: Law, openedAt: Date, zone: string): Date {
  const start = Temporal.Instant.fromEpochMilliseconds(openedAt.getTime()).toZonedDateTimeISO(zone)
  const day = start.toPlainDate().add(law === 'gdpr' ? { months: 1 } : { days: CCPA_DAYS })
  const end = day.add({ days: 1 }).toZonedDateTime({ timeZone: zone }).epochMilliseconds
  return new Date(end - 1_000)
}

/** How it stands; what is settled stays so. */
export function standingOf(
  { outcome, dueAt }: { outcome: 'done' | 'refused' | null; dueAt: Date },
  now: Date,
): PrivacyRequest['standing'] {
  if (outcome !== null) return outcome
  if (now > dueAt) return 'late'
  return now.getTime() > dueAt.getTime() - SOON_DAYS * DAY_MS ? 'soon' : 'open'
}

export const REQUEST_WORDS: Readonly<Record<RequestKind, string>> = {
  export: 'A copy of everything',
  correct: 'Put something right',
  restrict: 'Keep it, and do not use it',
  object: 'Stop looking for moments',
  erase: 'Forget her',
}

/** What an action does and does not do, for the one who is about to press. */
export const CONSEQUENCES: readonly z.infer<typeof Consequence>[] = [
  {
    kind: 'export',
    title: REQUEST_WORDS.export,
    words: [
      'You get one file, JSON or CSV, with every row that is hers and none of anybody else’s.',
      'Nothing is changed. The copy is written into the audit log.',
    ],
  },
  {
    kind: 'correct',
    title: REQUEST_WORDS.correct,
    words: [
      'Her own word on her name, place or language counts from now on, over what systems say with an older date.',
      'What she wrote and bought stays as it was.',
    ],
  },
  {
    kind: 'restrict',
    title: REQUEST_WORDS.restrict,
    words: [
      'Her data stays. Nothing is noticed about her, and her open moments leave the queue.',
      'It can be lifted at any time.',
    ],
  },
  {
    kind: 'object',
    title: REQUEST_WORDS.object,
    words: [
      'Nothing is noticed about her any more, and her open moments leave the queue.',
      'She is still answered when she writes. It can be lifted at any time.',
    ],
  },
  {
    kind: 'erase',
    title: REQUEST_WORDS.erase,
    words: [
      'Everything that names her goes: timeline, moments, facts, promises, replies, mail envelopes, imported files that name her. This can’t be undone.',
      'The book of money and the audit log keep ids and amounts. A hash of her identities stays, so that late news of her is not taken in.',
      'It does not reach your mailbox, your shop or other tools.',
    ],
  },
]
