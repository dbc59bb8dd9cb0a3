/**
 * Scores the twelve starter themes of a garment on 300 clothing reviews drawn by chance and labelled by reading (labels/garment-themes.tsv holds row ids and
 * theme ids, no words). Phrases may be mended with the first 150 in view; the last 150 are only scored. `--wrong` lists the misses of the first half.
 */
import { readFileSync } from 'node:fs'
import { STARTER_THEMES } from '../src/features/voices/rules/starter-themes.ts'
import { readyTheme, themesOf } from '../src/features/voices/rules/taxonomy.ts'
import { textsOf } from './labelled.ts'

const THEMES = ['runs-small', 'runs-large', 'petite', 'too-long', 'thin', 'quality', 'soft', 'itchy', 'compliments', 'flattering', 'not-as-shown', 'returned'] as const // prettier-ignore
const IN_VIEW = 150

type Score = { right: number; found: number; gold: number }
type Row = { readonly id: string; readonly gold: ReadonlySet<string>; readonly text: string }

function main(texts: ReadonlyMap<string, string>): void {
  const themes = THEMES.flatMap((id) => {
    const definition = STARTER_THEMES[id]
    return definition ? [readyTheme(id, definition)] : []
  })
  const rows = readFileSync(new URL('labels/garment-themes.tsv', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Row => {
      const [id = '', labels = ''] = line.split('\t')
      return { id, gold: new Set(labels.split(',').filter(Boolean)), text: texts.get(id) ?? '' }
    })
  const foundIn = (text: string) => new Set(themesOf(text, themes).map(({ themeId }) => themeId))
  for (const [name, part] of [
    ['in view', rows.slice(0, IN_VIEW)],
    ['never tuned on', rows.slice(IN_VIEW)],
  ] as const)
    tell(name, part, foundIn)
  if (process.argv.includes('--wrong')) listWrong(rows.slice(0, IN_VIEW), foundIn)
}

function tell(name: string, rows: readonly Row[], foundIn: (text: string) => ReadonlySet<string>): void {
  const all: Score = { right: 0, found: 0, gold: 0 }
  const lines = THEMES.map((id) => {
    const own: Score = { right: 0, found: 0, gold: 0 }
    for (const { gold, text } of rows) {
      const isFound = foundIn(text).has(id)
      own.found += Number(isFound)
      own.gold += Number(gold.has(id))
      own.right += Number(isFound && gold.has(id))
    }
    for (const key of ['right', 'found', 'gold'] as const) all[key] += own[key]
    return `  ${id.padEnd(14)} ${wordsOf(own)}`
  })
  console.log(
    `starter themes on ${rows.length} clothing reviews, ${name}: ${wordsOf(all)}; targets .85, .60\n${lines.join('\n')}`,
  )
}

const wordsOf = ({ right, found, gold }: Score): string =>
  `precision ${(right / found).toFixed(3)} of ${found}, recall ${(right / gold).toFixed(3)} of ${gold}`

function listWrong(rows: readonly Row[], foundIn: (text: string) => ReadonlySet<string>): void {
  for (const { id, gold, text } of rows) {
    const found = foundIn(text)
    const wrong = [...found].filter((each) => !gold.has(each))
    const missed = [...gold].filter((each) => !found.has(each))
    if (wrong.length + missed.length > 0)
      console.log(`${id}: wrongly ${wrong.join(', ') || '-'}; missed ${missed.join(', ') || '-'}: ${text}`)
  }
}

const texts = textsOf('clothing-reviews')
if (texts.size > 0) main(texts)
else console.log('Skipped: clothing-reviews is not at hand')
