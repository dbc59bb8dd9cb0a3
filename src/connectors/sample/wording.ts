/** Picks a hand-written body for a situation and fills its slots; a body is told only where every slot has a true filling. */
import { pick, type Random } from '#kit/random.ts'
import { TEXTS, type Situation } from './texts/index.ts'
import { REPLIES } from './texts/replies.ts'

/** What may stand in a slot. `undefined` means that it isn't so: "{petname}" for one who has no pet. */
export type Facts = Readonly<Record<string, string | undefined>>

/** A body filled, and as it stands in the lists, by which the answer to it is found. */
export type Wrote = { readonly text: string; readonly written: string }

type Body = { readonly id: string; readonly text: string; readonly slots: readonly string[]; told: number }

/** Tells bodies evenly, so that none becomes the chorus of the brand. */
export class Wording {
  readonly #bodies = new Map<Situation, readonly Body[]>()
  readonly #replies = REPLIES.map(([, text], index) => bodyOf(`reply/${index}`, text))
  readonly #repliesTo = new Map<string, readonly Body[]>()

  /** A filled body of the situation, or undefined when none fits the facts. */
  tell(random: Random, situation: Situation, facts: Facts): string | undefined {
    return this.write(random, situation, facts)?.text
  }

  write(random: Random, situation: Situation, facts: Facts): Wrote | undefined {
    const bodies =
      this.#bodies.get(situation) ??
      TEXTS[situation].map((text, index) => bodyOf(`${situation}/${index}`, text))
    this.#bodies.set(situation, bodies)
    return choose(random, bodies, facts)
  }

  /** The answer that belongs to that very question; undefined where there is none or its slots aren't true. */
  answer(random: Random, question: string, facts: Facts): string | undefined {
    const replies =
      this.#repliesTo.get(question) ??
      this.#replies.filter((_, index) => question.includes(REPLIES[index]?.[0] ?? '\u0000'))
    this.#repliesTo.set(question, replies)
    return choose(random, replies, facts)?.text
  }

  /** How often each body was told. Shape: by "situation/number", never zero. */
  told(): Map<string, number> {
    const all = [...[...this.#bodies.values()].flat(), ...this.#replies].filter(({ told }) => told > 0)
    return new Map(all.map(({ id, told }) => [id, told]))
  }
}

/** The names of the slots in a body, each once. */
export function slotsOf(text: string): string[] {
  return [...new Set([...text.matchAll(SLOT)].map(([, slot = '']) => slot))]
}

const SLOT = /\{([a-z0-9]+)\}/gi

function bodyOf(id: string, text: string): Body {
  return { id, text, slots: slotsOf(text), told: 0 }
}

function choose(random: Random, bodies: readonly Body[], facts: Facts): Wrote | undefined {
  const fitting = bodies.filter(({ slots }) => slots.every((slot) => facts[slot] !== undefined))
  if (fitting.length === 0) return undefined
  const fewest = Math.min(...fitting.map(({ told }) => told))
  const body = pick(
    random,
    fitting.filter(({ told }) => told <= fewest + 1),
  )
  body.told++
  return { text: body.text.replace(SLOT, (_, slot: string) => facts[slot] ?? ''), written: body.text }
}
