/**
 * Scores facts about a person on texts that the rules were mended on: those written for the purpose, by batch, and places in public sets
 * that were judged one by one. Prints, never writes; what a first reading gave stands in MODEL-CARD.md.
 */
import { readFileSync } from 'node:fs'
import { noticeMoments } from '../src/reading/index.ts'
import { FACT_KINDS, textsOf } from './labelled.ts'

const LABELS = new URL('labels/', import.meta.url)

type Tally = { right: number; found: number; labelled: number }

const rowsOf = (name: string): string[][] =>
  readFileSync(new URL(name, LABELS), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))

const kindsIn = (text: string): Set<string> =>
  new Set(
    noticeMoments(text)
      .moments.map(({ kind }) => kind)
      .filter((kind) => FACT_KINDS.has(kind)),
  )

function written(): void {
  const batches = new Map<string, Tally>()
  for (const [batch = '', labels = '', text = ''] of rowsOf('facts-written.tsv')) {
    const tally = batches.get(batch) ?? { right: 0, found: 0, labelled: 0 }
    batches.set(batch, tally)
    const gold = new Set(
      labels
        .split(' ')
        .filter((each) => each !== '')
        .map((each) => each.split(':')[0]),
    )
    const found = kindsIn(text)
    tally.found += found.size
    tally.labelled += gold.size
    tally.right += [...found].filter((kind) => gold.has(kind)).length
  }
  for (const [batch, { right, found, labelled }] of batches)
    console.log(`facts, written, batch ${batch}: ${right} of ${found} right, ${right} of ${labelled} found`)
}

/** Of the places where a rule spoke when they were judged, how many right ones are still found, and how many wrong ones. */
function judged(): void {
  const texts = new Map<string, ReadonlyMap<string, string>>()
  const tallies = new Map<string, { right: number; kept: number; wrong: number; still: number }>()
  for (const [set = '', id = '', label = '', verdict = ''] of rowsOf('facts-judged.tsv')) {
    let own = texts.get(set)
    if (own === undefined) texts.set(set, (own = textsOf(set)))
    const text = own.get(id)
    const [kind = ''] = label.split(':')
    if (text === undefined) continue
    const tally = tallies.get(kind) ?? { right: 0, kept: 0, wrong: 0, still: 0 }
    tallies.set(kind, tally)
    const isFound = kindsIn(text).has(kind)
    if (verdict === 'right') tally.right++
    else tally.wrong++
    if (isFound && verdict === 'right') tally.kept++
    if (isFound && verdict === 'wrong') tally.still++
  }
  for (const [kind, { right, kept, wrong, still }] of tallies)
    console.log(`judged ${kind}: ${kept} of ${right} right ones found, ${still} of ${wrong} wrong ones`)
}

written()
judged()
