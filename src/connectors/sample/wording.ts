/** Picks a hand-written body for a situation and fills its slots; a body is told only where every slot has a true filling. */
import { pick, type Random } from '#kit/random.ts'
import { TEXTS, type Situation } from './texts/index.ts'

/** What may stand in a slot. `undefined` means that it isn't so: "{petname}" for one who has no pet. */
export type Facts = Readonly<Record<string, string | undefined>>

type Body = { readonly id: string; readonly text: string; readonly slots: readonly string[]; told: number }

/** Tells bodies evenly, so that none becomes the chorus of the brand. */
export class Wording {
  readonly #bodies = new Map<Situation, Body[]>()

  /** A filled body of the situation, or undefined when none fits the facts. */
  tell(random: Random, situation: Situation, facts: Facts): string | undefined {
    const fitting = this.#of(situation).filter(({ slots }) =>
      slots.every((slot) => facts[slot] !== undefined),
    )
    if (fitting.length === 0) return undefined
    const fewest = Math.min(...fitting.map(({ told }) => told))
    const body = pick(
      random,
      fitting.filter(({ told }) => told <= fewest + 1),
    )
    body.told++
    return fillSlots(body.text, facts)
  }

  /** How often each body was told. Shape: by "situation/number", never zero. */
  told(): Map<string, number> {
    const all = [...this.#bodies.values()].flat().filter(({ told }) => told > 0)
    return new Map(all.map(({ id, told }) => [id, told]))
  }

  #of(situation: Situation): Body[] {
    const known = this.#bodies.get(situation)
    if (known) return known
    const bodies = TEXTS[situation].map((text, index) => ({
      id: `${situation}/${index}`,
      text,
      slots: slotsOf(text),
      told: 0,
    }))
    this.#bodies.set(situation, bodies)
    return bodies
  }
}

/** The names of the slots in a body, each once. */
export function slotsOf(text: string): string[] {
  return [...new Set([...text.matchAll(SLOT)].map(([, slot = '']) => slot))]
}

function fillSlots(text: string, facts: Facts): string {
  return text.replace(SLOT, (_, slot: string) => facts[slot] ?? '')
}

const SLOT = /\{([a-z0-9]+)\}/gi
