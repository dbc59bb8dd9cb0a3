/** Who meets a touchpoint, and when, in words; silent where the numbers do not carry them. Pure. */
import type { PersonStanding } from '../contract.ts'

type Met = { readonly weekday: number; readonly standing: PersonStanding; readonly met: number }

/** Under so many entries nothing is said. */
const ENOUGH = 50
/** A ratio nearer to one than this is not worth a sentence. */
const WORTH = 1.3
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

/** "First-time buyers meet it 2.1 times as often as regulars", of all that each of them does. */
export function meetsWords(
  met: readonly Met[],
  everybody: readonly { standing: PersonStanding; met: number }[],
): string | null {
  const here = (standing: PersonStanding) =>
    met.filter((row) => row.standing === standing).reduce((sum, row) => sum + row.met, 0)
  const all = (standing: PersonStanding) => everybody.find((row) => row.standing === standing)?.met ?? 0
  if (here('first') + here('regular') < ENOUGH || all('first') < ENOUGH || all('regular') < ENOUGH)
    return null
  const [first, regular] = [here('first') / all('first'), here('regular') / all('regular')]
  if (regular === 0 || first === 0) return null
  const ratio = first / regular
  if (ratio >= WORTH) return `First-time buyers meet it ${times(ratio)} as often as regulars.`
  if (ratio <= 1 / WORTH) return `Regulars meet it ${times(1 / ratio)} as often as first-time buyers.`
  return 'First-time buyers and regulars meet it about as often.'
}

/** "Busiest Mon and Tue": the weekdays with clearly more than a seventh. */
export function busiestWords(met: readonly Met[]): string | null {
  const total = met.reduce((sum, row) => sum + row.met, 0)
  if (total < ENOUGH) return null
  const busy = DAYS.filter((_, index) => {
    const here = met.filter(({ weekday }) => weekday === index + 1).reduce((sum, row) => sum + row.met, 0)
    return here / total > WORTH / 7
  })
  return busy.length === 0 || busy.length > 3
    ? null
    : `Busiest ${busy.join(busy.length === 2 ? ' and ' : ', ')}.`
}

const times = (ratio: number) => (ratio < 10 ? `${ratio.toFixed(1)} times` : `${Math.round(ratio)} times`)
