/** A stored moment in words: reasons, title, draft, the small acts that suit it. What depends on today is worked out here. Pure. */
import type { OfferedAct, Sign } from '../contract.ts'
import { ACTS, declarationOf, fill, type Slots } from '../catalogue/index.ts'
import { distanceInDays, dayInWords } from './dates.ts'
import type { StoredSign } from './shapes.ts'

/** What is known when a moment is shown. */
export type Showing = {
  readonly customerName: string
  readonly slots: Slots
  readonly signs: readonly StoredSign[]
  readonly now: Date
  /** IANA name, for "in 8 days". */
  readonly zone: string
}

/** "Maren is chasing order #10482". */
export function titleOf(kind: string, showing: Showing): string {
  const slots = slotsAt(showing, leadingDay(showing))
  // Nobody is spoken to here, so that a customer without a name is one, and not "there".
  const first = slots.first === NAMELESS ? 'A customer' : slots.first
  return fill(leading(kind, showing).title, { ...slots, ...(first === undefined ? {} : { first }) })
}

/** What the leading kind declares; one that the workspace wrote is told by its sign. */
export function leading(kind: string, { signs }: Pick<Showing, 'signs'>) {
  return declarationOf(kind, signs.find((sign) => sign.kind === kind)?.own)
}

/** The first draft of an answer, from the kind's macro. */
export function draftOf(kind: string, showing: Showing): string {
  return fill(leading(kind, showing).draft, slotsAt(showing, leadingDay(showing)))
}

/** The reasons, heaviest first, each with its words. */
export function signsOf(showing: Showing): Sign[] {
  return showing.signs.map((sign) => {
    const { label, valence, lead, rest } = declarationOf(sign.kind, sign.own)
    const slots = { ...slotsAt(showing, sign.on), ...sign.slots }
    return {
      kind: sign.kind,
      label,
      valence,
      lead: fill(lead, slots),
      rest: fill(rest, slots).replace(/^[,:] /, (mark) => mark.trim() + ' '),
      quote: sign.quote,
      start: sign.start,
      end: sign.end,
      by: sign.by,
      score: sign.score,
    }
  })
}

/**
 * Up to three further signs in a word or two each, the leading kind and doubles left out. What speaks the other way stands
 * first, however light it is: beside a late parcel the wedding is what an agent can answer, and a third complaint is not.
 */
export function alsoOf(kind: string, { signs, slots }: Pick<Showing, 'signs' | 'slots'>): string[] {
  const { valence } = leading(kind, { signs })
  const others = signs.filter((sign) => sign.kind !== kind)
  const other = others.find((sign) => declarationOf(sign.kind, sign.own).valence !== valence)
  const shorts = [...(other ? [other] : []), ...others].map((sign) =>
    fill(declarationOf(sign.kind, sign.own).short, { ...slots, ...sign.slots }),
  )
  return [...new Set(shorts)].filter((short) => short !== '').slice(0, 3)
}

/** The small acts that suit the moment: those of its leading kind first, then of what else was heard; at most five, a note last. */
export function actsOf(kind: string, showing: Showing): OfferedAct[] {
  const slots = slotsAt(showing, leadingDay(showing))
  const kinds = [kind, ...showing.signs.map((sign) => sign.kind).filter((other) => other !== kind)]
  // Beside grief nothing cheerful is offered.
  const delicate = kinds.find((one) => declarationOf(one).delicate)
  const ids = [...new Set((delicate ? [delicate] : kinds).flatMap((one) => declarationOf(one).acts))].filter(
    (id) => id !== 'note',
  )
  return [...ids.slice(0, 4), 'note' as const].map((id) => {
    const { kind, icon, title, words, why } = ACTS[id]
    return {
      id,
      kind,
      icon,
      title: fill(title, slots),
      words: words === null ? null : fill(words, slots),
      why: fill(why, slots),
    }
  })
}

/** How one greets whom one cannot name. */
const NAMELESS = 'there'

/** Her first name as one would write it; "there" where only an address is known. */
export function firstNameOf(name: string): string {
  const first = name.trim().split(/\s+/)[0] ?? ''
  return first === '' || first.includes('@') || /^customer$/i.test(first) ? NAMELESS : first
}

function slotsAt({ customerName, slots, now, zone }: Showing, on: string | undefined): Slots {
  const first = firstNameOf(customerName)
  return {
    ...slots,
    name: customerName,
    first,
    ...(on ? { day: dayInWords(on), in: distanceInDays(on, now, zone) } : {}),
  }
}

function leadingDay({ signs }: Showing): string | undefined {
  return signs.find(({ on }) => on !== undefined)?.on
}
