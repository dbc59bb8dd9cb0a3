/**
 * Scores the starter themes by what they claim: hits on clothing reviews and on bitext-support, so many a theme by hash, each judged by reading
 * (labels/starter-hits.tsv holds set, row, theme, 1 where the comment is of the theme, and the drawing; no words). What a mended theme no longer claims counts no
 * more. Phrases were mended with the first drawing in view, the second was drawn from other rows after that; what it showed was mended with one half of it.
 */
import { readFileSync } from 'node:fs'
import { wilsonInterval } from '../src/kit/statistics/wilson.ts'
import { STARTER_THEMES } from '../src/features/voices/rules/starter-themes.ts'
import { readyTheme, themesOf } from '../src/features/voices/rules/taxonomy.ts'
import { hashOf, textsOf } from './labelled.ts'

type Hit = { readonly theme: string; readonly isRight: boolean; readonly drawing: Drawing }
type Drawing = 'first' | 'second, in view' | 'second, other half'

const SETS = ['clothing-reviews', 'bitext-support']
const DRAWINGS: readonly Drawing[] = ['first', 'second, in view', 'second, other half']
const TARGET = 0.85
const themes = Object.entries(STARTER_THEMES).map(([id, definition]) => readyTheme(id, definition))

function main(texts: ReadonlyMap<string, ReadonlyMap<string, string>>): void {
  const judged = readFileSync(new URL('labels/starter-hits.tsv', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))
  const claimed = judged.flatMap(([set = '', id = '', theme = '', label = '0', drawing]): Hit[] => {
    const text = texts.get(set)?.get(id)
    const isClaimed = text !== undefined && themesOf(text, themes).some(({ themeId }) => themeId === theme)
    return isClaimed ? [{ theme, isRight: label === '1', drawing: drawingOf(drawing, id) }] : []
  })
  console.log(`starter themes, ${judged.length} hits judged by reading, ${claimed.length} still claimed; target ${TARGET}`) // prettier-ignore
  for (const one of DRAWINGS)
    console.log(`  ${one.padEnd(19)}${wordsOf(claimed.filter(({ drawing }) => drawing === one))}`)
  for (const theme of Object.keys(STARTER_THEMES))
    console.log(`  ${theme.padEnd(19)}${wordsOf(claimed.filter((hit) => hit.theme === theme))}`)
}

function drawingOf(drawing: string | undefined, id: string): Drawing {
  if (drawing !== '2') return 'first'
  return hashOf(id) % 2 === 0 ? 'second, in view' : 'second, other half'
}

function wordsOf(hits: readonly Hit[]): string {
  const right = hits.filter(({ isRight }) => isRight).length
  const interval = wilsonInterval(right, hits.length)
  if (!interval) return 'no hit'
  const { low, high } = interval
  return `precision ${(right / hits.length).toFixed(2)} (95% ${low.toFixed(2)} to ${high.toFixed(2)}) of ${hits.length}`
}

const texts = new Map(SETS.map((set) => [set, textsOf(set)]))
const isWhole = SETS.every((set) => (texts.get(set)?.size ?? 0) > 0)
if (isWhole) main(texts)
else console.log('Skipped: clothing-reviews or bitext-support is not at hand')
