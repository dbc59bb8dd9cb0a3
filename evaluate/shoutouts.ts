/** Scores thanks by name against our own labelled sentences: who is thanked, praise told from blame, irony, greetings, signatures and namesakes. `--wrong` lists the misses. */
import { readFileSync } from 'node:fs'
import { thanksIn } from '../src/features/voices/rules/thanks.ts'

const ROSTER = [
  'Priya Nair',
  'Jo Park',
  'Marcus Till',
  'Beatriz Lima',
  'Katherine Wong',
  'William Grace',
].map((name) => ({
  id: name.split(' ')[0] ?? name,
  name,
  nicknames: name.startsWith('Beatriz') ? ['Bea'] : [],
}))

/** The first hundred and every second row after it were in view when guards were written; the others are only scored. */
const FIRST = 100

const rows = readFileSync(new URL('labels/shoutouts.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
const isHeld = (at: number): boolean => at >= FIRST && at % 2 === 1
tell(
  'never tuned on',
  rows.filter((_, at) => isHeld(at)),
  false,
)
tell(
  'in view',
  rows.filter((_, at) => !isHeld(at)),
  process.argv.includes('--wrong'),
)
tell('all', rows, false)

function tell(name: string, rows: readonly string[], isListed: boolean): void {
  let [right, found, gold] = [0, 0, 0]
  for (const row of rows) {
    const [label = '-', text = ''] = row.split('\t')
    const wanted = label === '-' ? [] : label.split(',')
    const ours = thanksIn(text, ROSTER).map(({ memberId }) => memberId)
    const hits = ours.filter((name) => wanted.includes(name)).length
    right += hits
    found += ours.length
    gold += wanted.length
    if (isListed && (hits !== ours.length || hits !== wanted.length))
      console.log(`wanted ${wanted.join(',') || 'nobody'}, found ${ours.join(',') || 'nobody'}: ${text}`)
  }
  console.log(
    `thanks by name, ${rows.length} sentences, ${name}: precision ${(right / found).toFixed(3)} of ${found}, recall ${(right / gold).toFixed(3)} of ${gold}; targets .95, .85`,
  )
}
