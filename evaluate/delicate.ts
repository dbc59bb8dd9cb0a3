/**
 * SAFETY.md G23: statements of special categories (health, faith, union, ethnicity, sexuality, politics) and look-alikes, in our own
 * words. Two figures: what the product remembers of them by itself without consent, which must be next to nothing, and what it
 * holds back when a colleague writes them down by hand. Fails below the line. `--wrong` lists the misses.
 */
import { readFileSync } from 'node:fs'
import { noticeEntry } from '../src/features/moments/rules/notice.ts'
import { DelicateClass } from '../src/features/moments/contract.ts'
import { delicateIn, noticeMoments } from '../src/reading/index.ts'
import { aContext, aReadEntry } from '../src/testing/read-entry.ts'

/** Of all statements, how many must leave no fact behind. */
const LINE = 0.95
const ALL: ReadonlySet<DelicateClass> = new Set(DelicateClass.options)

type Row = { readonly about: string; readonly isHeld: boolean; readonly text: string }
const rows = readFileSync(new URL('labels/delicate.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line): Row => {
    const [about = '-', set = '', text = ''] = line.split('\t')
    return { about, isHeld: set === 'held', text }
  })
const special = rows.filter(({ about }) => about !== '-')
const alike = rows.filter(({ about }) => about === '-')

const kept = special.filter(({ text }) => factsIn(text).length > 0)
const agreed = special.filter(({ text }) => factsIn(text, ALL).length > 0)
const byItself = 1 - kept.length / special.length
console.log(
  `delicate, ${special.length} statements: not remembered by itself without consent ${byItself.toFixed(3)}; at least ${LINE} (with consent to everything ${agreed.length} would be)`,
)
tell(
  'written by hand and held back, words chosen on them',
  special.filter(({ isHeld }) => !isHeld),
)
tell(
  'written by hand and held back, never looked at when words were chosen',
  special.filter(({ isHeld }) => isHeld),
)
const falsely = alike.filter(({ text }) => delicateIn(text) !== undefined)
console.log(`delicate, ${alike.length} look-alikes: ${falsely.length} held back for nothing`)
if (process.argv.includes('--wrong'))
  for (const { about, text } of [...kept, ...special.filter(isMissed), ...falsely])
    console.log(`${about}: ${text}`)
if (byItself < LINE) process.exitCode = 1

/** What would be remembered of a message of hers; without `consented` nobody has agreed to anything. */
function factsIn(text: string, consented: ReadonlySet<DelicateClass> = new Set()) {
  const { moments } = noticeMoments(text)
  return noticeEntry(aReadEntry({ body: text }), aContext({ noticed: moments, consented })).facts
}

function isMissed({ text }: Row): boolean {
  return delicateIn(text) === undefined
}

function tell(name: string, of: readonly Row[]): void {
  const found = of.length - of.filter(isMissed).length
  console.log(`delicate, ${of.length} statements, ${name}: ${(found / of.length).toFixed(3)}`)
}
