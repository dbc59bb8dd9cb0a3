/**
 * Trains the heads from our own labels and weak ones, and writes src/reading/heads/weights.ts; the same inputs give the same file.
 * Held-back rows are never learned from.
 */
import { writeFileSync } from 'node:fs'
import { readLabelled } from './labelled.ts'
import { learn, pack } from './logistic.ts'
import type { Example, Head } from './logistic.ts'
import { readWeak } from './weak.ts'
import { HEAD_KINDS } from '../src/reading/heads/kinds.ts'
import { MOMENT_KINDS } from '../src/reading/kinds.ts'
import { featuresOfText, rulesIn } from '../src/reading/moments.ts'

const OWN_WEIGHT = 1

const own = readLabelled()
const known = (text: string): string => text.trim().toLowerCase()
const reserved = new Set(own.map(({ text }) => known(text)))
const rows: Example[] = []
for (const { text, held, moments } of own) {
  if (held) continue
  const labels = Object.fromEntries(
    HEAD_KINDS.map((kind) => [kind, moments.some((m) => m.kind === kind) ? 1 : 0]),
  )
  rows.push({ ids: featuresOfText(text), weight: OWN_WEIGHT, known: labels })
}
const hand = rows.length
for (const { text, weight, known: labels } of readWeak())
  if (!reserved.has(known(text))) rows.push({ ids: featuresOfText(text), weight, known: labels })
console.log(`${hand} labelled by reading, ${rows.length - hand} weakly`)

const read = own.filter(({ held }) => !held).map(({ text, moments }) => ({ found: rulesIn(text), moments }))
const heads: Head[] = HEAD_KINDS.map((kind) => {
  const ruled = new Set(read.flatMap(({ found }, at) => (found.has(kind) ? [at] : [])))
  return learn(rows, hand, kind, ruled)
})
const reliability = MOMENT_KINDS.slice(0, 22)
  .filter((kind) => !HEAD_KINDS.some((head) => head === kind))
  .map((kind) => {
    const found = read.filter((row) => row.found.has(kind))
    return [
      kind,
      found.filter(({ moments }) => moments.some((m) => m.kind === kind)).length,
      found.length,
    ] as const
  })
const { file, features } = pack(heads, reliability)
writeFileSync(new URL('../src/reading/heads/weights.ts', import.meta.url), file)
console.log(`${features} features, ${Math.round(file.length / 1024)} KB`)
