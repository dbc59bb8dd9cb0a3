/** Which touchpoint an entry happens at, and which one its words speak of. Pure. */
import type { Channel, EntryKind } from '#features/timeline/contract.ts'
import type { Clause, Rule, TouchpointFields } from '../contract.ts'

/** An entry as far as touchpoints look at it; the timeline's stored entries fit. */
export type PlacedEntry = {
  readonly kind: EntryKind
  readonly channel: string | null
  readonly body: string | null
  readonly authorKind: 'customer' | 'agent' | 'machine'
  readonly data: { readonly status?: string; readonly device?: string }
}

/** What is known about an entry beside itself. */
export type Around = {
  /** Kinds of moment noticed in it. */
  readonly noticed: ReadonlySet<string>
  /** Whether the person had ordered before. */
  readonly hasOrdered: boolean
}

export type NamedTouchpoint = TouchpointFields & { readonly id: string }

/** Touchpoints made ready for matching; make it once for many entries. */
export type Matcher = {
  /** Where an entry happens: the touchpoint whose clause says most of it, of equals the one that stands first on the map. */
  placeOf(entry: PlacedEntry, around: Around): string | null
  /** What its words speak of: the longest phrase decides, of equals the touchpoint that stands first. */
  spokenOf(entry: PlacedEntry): string | null
}

/** Kinds whose text is a customer's own. */
const SPEAKING: ReadonlySet<EntryKind> = new Set(['message_in', 'form', 'review', 'survey_answer', 'post'])

export function matcherOf(touchpoints: readonly NamedTouchpoint[]): Matcher {
  const inOrder = [...touchpoints].sort(byPlace)
  const clauses = inOrder
    .flatMap(({ id, rule }) => rule.happens.map((clause) => ({ id, clause, said: conditionsOf(clause) })))
    .sort((a, b) => b.said - a.said)
  const phrases = inOrder
    .flatMap(({ id, rule }) => rule.spokenOf.map((phrase) => ({ id, phrase: phrase.toLowerCase() })))
    .sort((a, b) => b.phrase.length - a.phrase.length)
  const owner = new Map(phrases.toReversed().map(({ id, phrase }) => [phrase, id]))
  const pattern =
    phrases.length === 0
      ? null
      : new RegExp(
          `(?<![\\p{L}\\p{N}])(?:${phrases.map(({ phrase }) => literal(phrase)).join('|')})(?![\\p{L}\\p{N}])`,
          'giu',
        )
  return {
    placeOf: (entry, around) => clauses.find(({ clause }) => isMet(clause, entry, around))?.id ?? null,
    spokenOf: (entry) => {
      if (pattern === null || !SPEAKING.has(entry.kind) || entry.body === null) return null
      let best: string | undefined
      for (const [found] of entry.body.slice(0, READ_CHARACTERS).matchAll(pattern))
        if (best === undefined || found.length > best.length) best = found.toLowerCase()
      return best === undefined ? null : (owner.get(best) ?? null)
    },
  }
}

/** Beyond this a text is a paste, not somebody speaking of a touchpoint. */
const READ_CHARACTERS = 4_000

export function isMet(clause: Clause, entry: PlacedEntry, { noticed, hasOrdered }: Around): boolean {
  if (!clause.kinds.includes(entry.kind)) return false
  if (clause.channels && !clause.channels.includes(entry.channel as Channel)) return false
  if (clause.device && entry.data.device !== clause.device) return false
  if (clause.statuses && !clause.statuses.includes(entry.data.status ?? '')) return false
  if (clause.noticed && !clause.noticed.some((kind) => noticed.has(kind))) return false
  return clause.order === undefined || hasOrdered === (clause.order === 'after')
}

/** How much a clause says: what it names beside the kind. */
export function conditionsOf({ channels, device, statuses, noticed, order }: Clause): number {
  return [channels, device, statuses, noticed, order].filter((part) => part !== undefined).length
}

/** Whether a rule places entries by what was noticed in them: then their feeling belongs here, whatever else they speak of. */
export function isAboutNoticed({ happens }: Rule): boolean {
  return happens.some(({ noticed }) => noticed !== undefined)
}

/** Why a rule can never fit, one sentence each; empty where it can. */
export function problemsOf({ happens }: Rule): string[] {
  return happens.flatMap(({ kinds, device, channels, statuses, noticed }) => {
    const problems: string[] = []
    if (device && !kinds.includes('page'))
      problems.push('Only a page seen has a device: add “page seen” or leave the device out.')
    if (channels?.length === 0 || statuses?.length === 0 || noticed?.length === 0)
      problems.push('A condition without a value fits nothing: choose one or take the condition away.')
    return problems
  })
}

const literal = (phrase: string) => phrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')

const byPlace = (a: NamedTouchpoint, b: NamedTouchpoint) => a.place - b.place || (a.id < b.id ? -1 : 1)
