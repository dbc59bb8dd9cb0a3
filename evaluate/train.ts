/**
 * Trains the heads from our own labels and weak ones, and writes src/reading/heads/weights.ts; the same inputs give the same file.
 * Held-back rows are never learned from.
 */
import { writeFileSync } from 'node:fs'
import { bends, pack, probabilityOf } from './logistic.ts'
import { learnHead, readTaught } from './taught.ts'
import { HEAD_KINDS } from '../src/reading/heads/kinds.ts'
import { MOMENT_KINDS } from '../src/reading/kinds.ts'
import { isShown } from '../src/reading/settle.ts'

/** Findings that share one bend of the line from what is said to what is kept. */
const BEND = 150

const taught = readTaught()
const { rows, read, labelled } = taught
console.log(`${labelled} labelled by reading, ${rows.length - labelled} weakly`)

const heads = HEAD_KINDS.map((kind) => learnHead(taught, kind))
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
const findings = heads.flatMap((head) =>
  head.unseen.flatMap(([row, sum]) => {
    const isRuled = read[row]?.found.has(head.kind) ?? false
    const said = probabilityOf(head, sum, isRuled)
    return isShown(head.kind, said, isRuled) ? [{ said, isRight: rows[row]?.known[head.kind] === 1 }] : []
  }),
)
const { file, features } = pack(heads, reliability, bends(findings, BEND))
writeFileSync(new URL('../src/reading/heads/weights.ts', import.meta.url), file)
console.log(`${features} features, ${Math.round(file.length / 1024)} KB`)
