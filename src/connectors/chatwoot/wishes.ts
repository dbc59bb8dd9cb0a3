/** What a conversation in Chatwoot should say of what stands here, and what is to be told for it. Pure. */
import type { Fact, MomentState } from '#features/moments/contract.ts'

/** A moment of the conversation. */
export type Stands = {
  readonly kind: string
  /** Grief, illness, pregnancy: no label tells of it. */
  readonly isDelicate: boolean
  readonly state: MomentState
  /** Until when it is put off, and since when; null where it is not. */
  readonly snooze: { readonly until: Date; readonly at: Date } | null
  /** When it was done; null where it was not. */
  readonly doneAt: Date | null
}

export type Wishes = { readonly tellsSnooze: boolean; readonly resolvesDone: boolean }

/** `since` is when somebody here decided it: what the customer wrote afterwards undoes it. */
export type Wanted =
  | { readonly status: 'snoozed'; readonly until: Date; readonly since: Date }
  | { readonly status: 'resolved'; readonly until: null; readonly since: Date }

/** What we last told; null where that was nothing, or it was taken back. */
export type ToldStatus = { readonly status: 'snoozed' | 'resolved' | null; readonly until: Date | null }

/** The conversation there. */
export type Seen = {
  readonly status: string
  readonly snoozedUntil: Date | null
  /** When the customer last wrote. */
  readonly lastWroteAt: Date | null
}

export type Toggle = {
  readonly status: 'open' | 'snoozed' | 'resolved'
  readonly until: Date | null
}

/** Snoozed as long as the first of its moments is, where none is open; resolved where all that stood in it is done. */
export function wantedOf(moments: readonly Stands[], wishes: Wishes): Wanted | undefined {
  if (moments.some(({ state }) => state === 'open')) return undefined
  const snoozes = moments.flatMap(({ state, snooze }) => (state === 'snoozed' && snooze ? [snooze] : []))
  const [first] = snoozes.sort((a, b) => a.until.getTime() - b.until.getTime())
  if (first)
    return wishes.tellsSnooze ? { status: 'snoozed', until: first.until, since: first.at } : undefined
  const done = moments.flatMap(({ state, doneAt }) => (state === 'done' && doneAt ? [doneAt] : []))
  const since = done.sort((a, b) => b.getTime() - a.getTime())[0]
  return since && wishes.resolvesDone ? { status: 'resolved', until: null, since } : undefined
}

/**
 * What is to be told, and what then counts as told. Somebody there who has opened, resolved or put it off otherwise is not
 * overruled, and what the customer wrote since keeps it open.
 */
export function decideStatus(
  seen: Seen,
  told: ToldStatus,
  wanted: Wanted | undefined,
): { readonly toggle: Toggle | null; readonly told: ToldStatus } {
  const isOurs =
    told.status !== null &&
    seen.status === told.status &&
    (told.status === 'resolved' || isSame(seen.snoozedUntil, told.until))
  if (!wanted)
    return {
      toggle: isOurs ? { status: 'open', until: null } : null,
      told: { status: null, until: null },
    }
  const { status, until, since } = wanted
  const next = { status, until }
  const wasTold = told.status === status && isSame(told.until, until)
  const isAnswered = seen.lastWroteAt !== null && seen.lastWroteAt > since
  const isThere = seen.status === status && isSame(seen.snoozedUntil, until)
  const isClosedThere = status === 'snoozed' && seen.status === 'resolved' && !isOurs
  const isSilent = wasTold || isAnswered || isThere || isClosedThere
  return { toggle: isSilent ? null : next, told: next }
}

/** Chatwoot counts in whole seconds. */
const isSame = (a: Date | null, b: Date | null): boolean =>
  a === null || b === null ? a === b : Math.abs(a.getTime() - b.getTime()) < 1_000

/** Ours begin so: whatever else stands there was put there by somebody. */
const LABEL = 'moment-'

/** "asks_again" → "moment-asks-again": letters, digits and hyphens, as Chatwoot takes labels. */
export const labelOf = (kind: string): string =>
  `${LABEL}${kind
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}`

/** The whole list as it should be, since Chatwoot replaces it; undefined where it is so already. */
export function labelsWanted(
  present: readonly string[],
  moments: readonly Stands[],
): readonly string[] | undefined {
  const kinds = moments.filter(
    ({ state, isDelicate }) => state !== 'dismissed' && state !== 'folded' && !isDelicate,
  )
  const ours = [...new Set(kinds.map(({ kind }) => labelOf(kind)))].sort()
  const next = [...present.filter((label) => !label.startsWith(LABEL)), ...ours]
  const isSet = next.length === present.length && next.every((label) => present.includes(label))
  return isSet ? undefined : next
}

const ATTRIBUTE = 'spoonful_'
const ATTRIBUTE_LIMIT = 250

/**
 * The attributes of a contact that change: confirmed facts by kind, none of them delicate. What no longer stands is emptied,
 * since Chatwoot adds to what it has. Attributes of others are never named.
 */
export function attributesWanted(
  present: Readonly<Record<string, unknown>>,
  facts: readonly Pick<Fact, 'kind' | 'value' | 'standing' | 'sensitivity'>[],
): Readonly<Record<string, string>> {
  const tellable = facts.filter(
    ({ standing, sensitivity }) => standing === 'confirmed' && sensitivity === null,
  )
  const wanted = new Map<string, string>()
  for (const [kind, group] of Map.groupBy(tellable, ({ kind }) => kind))
    wanted.set(
      attributeOf(kind),
      group
        .map(({ value }) => value)
        .join('; ')
        .slice(0, ATTRIBUTE_LIMIT),
    )
  const gone = Object.keys(present).filter((key) => key.startsWith(ATTRIBUTE) && !wanted.has(key))
  return Object.fromEntries(
    [...wanted, ...gone.map((key) => [key, ''] as const)].filter(
      ([key, value]) => (present[key] ?? '') !== value,
    ),
  )
}

export const attributeOf = (kind: string): string =>
  ATTRIBUTE + kind.toLowerCase().replace(/[^a-z0-9]+/g, '_')
