/** The acts offered for a moment: from the book, from the agent's own stories, from the moment itself; each with cost and reason. Pure. */
import { formatMoney } from '#kit/money.ts'
import type { ActKind, AddAct, Offer, PlayAct, PolicyFields } from '../contract.ts'
import type { Match } from './anecdotes.ts'
import { isStale } from './anecdotes.ts'
import { heldBackBecause } from './basics.ts'
import { fits } from './conditions.ts'
import { KINDS_OF_ACTS } from './kinds.ts'
import { deciderOf, WHO } from './policy.ts'
import type { Situation } from './situation.ts'
import type { BroughtPlay } from './starter-book.ts'
import { fillMacro } from './variables.ts'

/** A play as far as offering goes. */
export type OfferedPlay = Pick<BroughtPlay, 'id' | 'name' | 'when' | 'acts' | 'who' | 'hope' | 'isOn'>

/** A small act of the moment's own kind, as the catalogue of moments offers it. */
export type BasicAct = {
  readonly id: string
  readonly kind: 'line' | 'note' | 'ask'
  readonly icon: string
  readonly title: string
  readonly words: string | null
  readonly why: string
}

export type LibraryMatch = {
  readonly id: string
  readonly title: string
  readonly sort: 'review' | 'video' | 'guide'
  readonly url: string
  readonly words: string
  readonly products: readonly string[]
  readonly kinds: readonly string[]
  readonly isUpsell: boolean
}

export type Offering = {
  readonly situation: Situation
  readonly plays: readonly OfferedPlay[]
  readonly anecdotes: readonly Match[]
  readonly basics: readonly BasicAct[]
  readonly library: readonly LibraryMatch[]
  readonly policy: PolicyFields
  readonly currency: string
  /** What the agent and the customer have left, in minor units. */
  readonly left: { readonly own: number; readonly customer: number }
  /** "She was given $10 nine days ago"; null where nothing is near. */
  readonly lastGiven: string | null
  readonly isLead: boolean
  readonly values: Readonly<Record<string, string | undefined>>
  /** Day words for when an anecdote was last told: "12 Sep". */
  readonly dayOf: (at: Date) => string
}

/** Offers that fill the keys 1 to 9 and a little more. */
const MOST = 12

/**
 * Offers in the order of their keys; those that can't be added stand last. What comes twice is offered once, as the first says
 * it: her own stories before the book, the book in its order.
 */
export function offersOf(it: Offering): Offer[] {
  const all = [
    ...it.anecdotes.slice(0, 2).map((match) => anecdoteOffer(match, it)),
    ...it.plays
      .filter((play) => play.isOn && (play.who === 'everyone' || it.isLead) && fits(play.when, it.situation))
      .flatMap((play) => play.acts.map((act, i) => playOffer(play, act, i, it))),
    ...it.library
      .filter((item) => suits(item, it.situation))
      .slice(0, 2)
      .map((item) => libraryOffer(item, it)),
    ...it.basics.flatMap((basic) => basicOffer(basic, it) ?? []),
  ]
  const seen = new Set<string>()
  const once = all.filter((offer) => {
    const marks = marksOf(offer)
    if (marks.some((mark) => seen.has(mark))) return false
    for (const mark of marks) seen.add(mark)
    return true
  })
  return [
    ...once.filter(({ disabled }) => disabled === null),
    ...once.filter(({ disabled }) => disabled !== null),
  ].slice(0, MOST)
}

/** What can be done about any moment, the amount still to be chosen. */
const ALWAYS: readonly { readonly kind: ActKind; readonly why: string; readonly when?: string }[] = [
  {
    kind: 'check_back',
    why: 'Comes back to you by itself, so she never has to write again',
    when: 'in 2 business days',
  },
  { kind: 'handwritten_note', why: 'Somebody writes it, and ticks it off' },
  { kind: 'credit', why: 'On her account, for the next order' },
  { kind: 'discount', why: 'A code of her own, good once' },
  { kind: 'gift', why: 'In the next parcel, or in one of its own' },
  { kind: 'parcel', why: 'Faster, or a second one' },
  { kind: 'exchange_request', why: 'Somebody arranges it in the shop' },
  { kind: 'refund_request', why: 'Outside of what the rules give by themselves' },
  { kind: 'gesture', why: 'What no rule foresees: say why, and what you think it costs' },
  { kind: 'step', why: 'A part of it for a colleague, ticked off by her' },
]

export function moreOf(it: Offering): Offer[] {
  return ALWAYS.map(({ kind, why, when }) => {
    const { label } = KINDS_OF_ACTS[kind]
    return {
      ...offer(`always:${kind}`, { kind, title: label, words: null, why }, it),
      source: 'basic' as const,
      act: { kind, offerId: `always:${kind}`, title: label, ...(when === undefined ? {} : { when }) },
    }
  })
}

/**
 * By what two offers are one: the same words; or, where the words only go along with something done, the same thing done under
 * the same name. Words that are the act itself may differ in substance under one name, and stay two.
 */
function marksOf({ kind, title, words, cost }: Offer): string[] {
  const said = words === null || words === '' ? [] : [words.toLowerCase()]
  if (KINDS_OF_ACTS[kind].by === 'words' && said.length > 0) return said
  return [...said, `${kind} ${cost?.amountMinor ?? ''} ${title.toLowerCase()}`]
}

function anecdoteOffer({ anecdote, because }: Match, it: Offering): Offer {
  const { id, words, told, lastToldAt } = anecdote
  const last = lastToldAt === null ? 'not told yet' : `last told ${it.dayOf(lastToldAt)}`
  const id_ = `anecdote:${id}`
  return {
    ...offer(
      id_,
      {
        kind: 'anecdote',
        title: 'A line of your own',
        words,
        why: `From your anecdotes · ${because.join(' + ')} · ${last}`,
      },
      it,
    ),
    source: 'own',
    warning: isStale(anecdote) ? `Told ${told} times: time for a new one` : null,
    act: { kind: 'anecdote', offerId: id_, anecdoteId: id, words, title: 'A line of your own' },
  }
}

function playOffer(play: OfferedPlay, act: PlayAct, index: number, it: Offering): Offer {
  const id = `play:${play.id}:${index}`
  const words = act.words === null ? null : fillMacro(act.words, { ...it.values, code: '{{code}}' }).text
  const amountMinor = KINDS_OF_ACTS[act.kind].costs ? act.amountMinor : null
  return {
    ...offer(id, { kind: act.kind, title: act.title, words, why: play.name, amountMinor }, it),
    source: 'play',
    play: { id: play.id, name: play.name, hope: play.hope },
    act: {
      kind: act.kind,
      offerId: id,
      title: act.title,
      ...(words === null ? {} : { words }),
      ...(amountMinor === null ? {} : { amountMinor, reason: play.name }),
      ...(act.when === null ? {} : { when: act.when }),
    },
  }
}

function libraryOffer({ id, title, words, url, isUpsell, sort }: LibraryMatch, it: Offering): Offer {
  const said = `${words} ${url}`
  return {
    ...offer(
      `library:${id}`,
      { kind: 'education', title, words: said, why: `From the library: a ${sort}`, isUpsell },
      it,
    ),
    source: 'basic',
    act: { kind: 'education', offerId: `library:${id}`, educationId: id, words: said, title },
  }
}

/** The catalogue's empty place for "a line of your own" is left out where a story fits. */
function basicOffer(basic: BasicAct, it: Offering): Offer | undefined {
  if (basic.id === 'anecdote' && it.anecdotes.length > 0) return undefined
  const { id, kind, title, words, why, icon } = basic
  const act: AddAct = { kind, offerId: `basic:${id}`, title, ...(words === null ? {} : { words }) }
  return {
    ...offer(`basic:${id}`, { kind, title, words, why, isOwnKindness: true }, it),
    icon,
    source: 'basic',
    act,
  }
}

function offer(
  id: string,
  {
    kind,
    title,
    words,
    why,
    amountMinor = null,
    isUpsell = false,
    isOwnKindness = false,
  }: {
    kind: ActKind
    title: string
    words: string | null
    why: string
    amountMinor?: number | null
    isUpsell?: boolean
    isOwnKindness?: boolean
  },
  { situation, policy, currency, left, lastGiven }: Offering,
): Omit<Offer, 'source' | 'act'> {
  const { icon, costs, by } = KINDS_OF_ACTS[kind]
  const room = Math.min(left.own, left.customer)
  const decider = deciderOf(policy, kind, amountMinor ?? 0)
  const isOver = costs && decider === 'own' && (amountMinor ?? 1) > room
  const needs = isOver ? policy.aboveLimits : decider
  const shown =
    by === 'words'
      ? words
      : by === 'promise'
        ? words
        : kind === 'credit' || kind === 'discount' || kind === 'parcel'
          ? words
          : null
  return {
    id,
    kind,
    icon,
    title,
    why,
    words: shown,
    cost: amountMinor === null ? null : { amountMinor, currency },
    play: null,
    needs,
    disabled: heldBackBecause({ kind, isUpsell, isOwnKindness }, situation),
    warning: isOver
      ? `You have ${formatMoney({ amountMinor: room, currency })} left for this: it needs a yes from ${WHO[needs]}`
      : costs
        ? lastGiven
        : null,
  }
}

function suits({ kinds, products }: LibraryMatch, situation: Situation): boolean {
  if (kinds.some((kind) => situation.kinds.includes(kind))) return true
  const hers = situation.products.map((name) => name.toLowerCase())
  return products.some((product) => hers.some((name) => name.includes(product.toLowerCase())))
}
