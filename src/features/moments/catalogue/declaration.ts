/** What a kind of moment declares about itself, and the little language of its templates. Pure. */
import type { Valence } from '../contract.ts'

/** A small act of the catalogue (`acts.ts`). */
export type ActId =
  | 'apologise'
  | 'own_it'
  | 'look_it_up'
  | 'plain_steps'
  | 'anecdote'
  | 'ask_pet'
  | 'ask_picture'
  | 'wish_well'
  | 'congratulate'
  | 'say_thanks'
  | 'pass_thanks'
  | 'welcome'
  | 'ask_gift'
  | 'be_kind'
  | 'tell_first'
  | 'ask_why'
  | 'note'

/**
 * Templates hold slots in braces: "{first} is chasing order #{order}". Brackets hold alternatives, of which the first
 * whose slots are all known is taken: "[order #{order}|an order]"; "[ {day}]" is left out when the day is not known.
 */
export type KindDeclaration = {
  /** What the kind is called on screen: "Chasing an order". */
  readonly label: string
  /** One or two words, for "also": "wedding". */
  readonly short: string
  readonly valence: Valence
  /** A Tabler icon in kebab case. */
  readonly icon: string
  /** Hours it stays worth acting on, from the entry's time. */
  readonly livesHours: number
  /** What is said when this life is the earliest of the reasons to expire. */
  readonly because: string
  readonly seenBy: 'agent' | 'team' | 'supervisor'
  readonly acts: readonly ActId[]
  /** Grief, illness, pregnancy: shown in the conversation, never remembered. */
  readonly delicate: boolean
  /** 0 to 100: of several signs in one entry the heaviest leads. */
  readonly weight: number
  /** The reason in words, its bold beginning and the rest. */
  readonly lead: string
  readonly rest: string
  readonly title: string
  readonly draft: string
}

/** What a template may speak of; a slot that is not known is left out. */
export type Slots = Readonly<Partial<Record<SlotName, string>>>
export const SLOT_NAMES = [
  'name',
  'first',
  'order',
  'product',
  'times',
  'often',
  'count',
  'days',
  'event',
  'day',
  'in',
  'pet',
  'animal',
  'years',
  'reason',
  'carrier',
  'agent',
  'rating',
  'category',
  'promised',
  'giftNote',
  'promise',
  'wording',
  'due',
  'risk',
  'late',
  'since',
  'delay',
  'title',
] as const
export type SlotName = (typeof SLOT_NAMES)[number]

const GROUP = /\[([^\]]*)\]/g
const SLOT = /\{(\w+)\}/g

/** Fills a template. A slot outside of brackets that is not known leaves nothing behind. */
export function fill(template: string, slots: Slots): string {
  const known = (name: string) => slots[name as SlotName]
  const put = (text: string) => text.replaceAll(SLOT, (_, name: string) => known(name) ?? '')
  const isWhole = (text: string) =>
    [...text.matchAll(SLOT)].every(([, name]) => known(name ?? '') !== undefined)
  const chosen = template.replaceAll(GROUP, (_, inner: string) => inner.split('|').find(isWhole) ?? '')
  return put(chosen).replaceAll(/ {2,}/g, ' ').trim()
}
