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

const rows = readFileSync(new URL('labels/shoutouts.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
let [right, found, gold] = [0, 0, 0]
for (const row of rows) {
  const [label = '-', text = ''] = row.split('\t')
  const wanted = label === '-' ? [] : label.split(',')
  const ours = thanksIn(text, ROSTER).map(({ memberId }) => memberId)
  const hits = ours.filter((name) => wanted.includes(name)).length
  right += hits
  found += ours.length
  gold += wanted.length
  if (process.argv.includes('--wrong') && (hits !== ours.length || hits !== wanted.length))
    console.log(`wanted ${wanted.join(',') || 'nobody'}, found ${ours.join(',') || 'nobody'}: ${text}`)
}
console.log(
  `thanks by name, ${rows.length} sentences: precision ${(right / found).toFixed(3)} of ${found}, recall ${(right / gold).toFixed(3)} of ${gold}; targets .95, .85`,
)
