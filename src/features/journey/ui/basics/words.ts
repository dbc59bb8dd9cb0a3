/** The audit's verdicts and changes in words. Pure. */
import type { BasicAnswer, BasicVerdict } from '#features/journey/contract/basics.ts'

export const VERDICTS: readonly { readonly value: BasicVerdict; readonly label: string }[] = [
  { value: 'yes', label: 'Yes' },
  { value: 'partly', label: 'Partly' },
  { value: 'no', label: 'No' },
]
export const VERDICT_WORDS: Readonly<Record<BasicVerdict | 'none', string>> = {
  yes: 'In order',
  partly: 'Partly in order',
  no: 'Not in order',
  none: 'Not looked at',
}
export const CHANGE_WORDS: Readonly<Record<NonNullable<BasicAnswer['change']>, string>> = {
  better: 'better than the run before',
  worse: 'worse than the run before',
  steady: 'as in the run before',
  too_few: 'too few to compare',
}

/** "3 of 8 are in order. Before delight come: Answered in time, Payment choices and failures." */
export function headline(answers: readonly BasicAnswer[]): {
  lead: string
  open: readonly BasicAnswer[]
  unseen: number
} {
  const fine = answers.filter(({ verdict }) => verdict === 'yes').length
  return {
    lead: `${fine} of ${answers.length} basics are in order.`,
    open: answers.filter(({ verdict }) => verdict === 'no' || verdict === 'partly'),
    unseen: answers.filter(({ verdict }) => verdict === null).length,
  }
}
