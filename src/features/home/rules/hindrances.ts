/** What got in people's way, put together so that nobody is told by it. Pure. */
import { CROWD, ofCrowd } from '#kit/statistics/crowd.ts'
import { addDays, weekdayOf } from '#kit/time.ts'
import type { AgentsSay, Cause, FridayCause, FridaySummary, Hindrance } from '../contract.ts'

type Note = {
  readonly touchpoint: string | null
  readonly cause: Cause
  readonly line: string | null
  readonly byId: string
}

/** Open notes by touchpoint and cause: those of most people first, though how many is told only from five people on. */
export function hindrancesOf(notes: readonly Note[], names: ReadonlyMap<string, string>): Hindrance[] {
  const groups = Map.groupBy(notes, ({ touchpoint, cause }) => `${touchpoint ?? ''}|${cause}`)
  return [...groups.values()]
    .map((group) => ({ group, people: new Set(group.map(({ byId }) => byId)) }))
    .sort((a, b) => b.people.size - a.people.size || b.group.length - a.group.length)
    .flatMap(({ group, people }) => {
      const [first] = group
      if (!first) return []
      return [
        {
          touchpoint: first.touchpoint,
          name: first.touchpoint === null ? null : (names.get(first.touchpoint) ?? 'a former touchpoint'),
          cause: first.cause,
          people: ofCrowd(people, () => people.size),
          lines: linesOf(group),
        },
      ]
    })
}

/** The lines of notes of one place, or null under five people. */
export function notedOf(notes: readonly Note[]): AgentsSay['noted'] {
  const people = new Set(notes.map(({ byId }) => byId))
  return ofCrowd(people, () => ({ people: people.size, lines: linesOf(notes) }))
}

/** In the order of the words: the order of time would tell who said it. */
const linesOf = (said: readonly { readonly line: string | null }[]) =>
  said.flatMap(({ line }) => line ?? []).sort()

/** The Friday on or before a day 'YYYY-MM-DD'. */
export function fridayOf(day: string): string {
  let friday = day
  while (weekdayOf(friday) !== 'fri') friday = addDays(friday, -1)
  return friday
}

type Said = { readonly cause: FridayCause; readonly line: string | null }

/** What was said on a Friday, or null under five answers. */
export function saidOf(answers: readonly Said[]): FridaySummary['said'] {
  if (answers.length < CROWD) return null
  const counts = Map.groupBy(answers, ({ cause }) => cause)
  return {
    answered: answers.length,
    causes: [...counts]
      .map(([cause, list]) => ({ cause, count: list.length }))
      .sort((a, b) => b.count - a.count || (a.cause < b.cause ? -1 : 1)),
    lines: linesOf(answers),
  }
}
