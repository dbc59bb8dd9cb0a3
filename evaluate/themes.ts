/** Scores the themes found without labels against the intents people gave: normalised mutual information on BANKING77 and CLINC150. Skips where the data is absent. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { discoverThemes, openWordTable } from '../src/reading/index.ts'

type Row = { readonly text: string; readonly label: string }

const DATA = fileURLToPath(new URL('../../shared/data/', import.meta.url))
const table = openWordTable(readFileSync(new URL('../src/reading/themes/words.bin', import.meta.url)))

const SETS = [
  { name: 'banking77', target: 0.68, path: 'banking77/train.csv', rows: bankingRows },
  { name: 'clinc150', target: 0.82, path: 'clinc150/data_small_train_val.json', rows: clincRows },
]

for (const { name, target, path, rows } of SETS) {
  if (!existsSync(DATA + path)) {
    console.log(`Skipped: no ${name} at ${DATA}${path}`)
    continue
  }
  const all = rows(readFileSync(DATA + path, 'utf8'))
  score(name, all, target)
  score(
    `${name}, every second row`,
    all.filter((_, at) => at % 2 === 1),
    target,
  )
}

function score(name: string, rows: readonly Row[], target: number): void {
  const found = discoverThemes(
    rows.map(({ text }, at) => ({ id: String(at), text })),
    table,
  )
  const themeOf = new Map(
    found.themes.flatMap(({ id, members }) => members.map((member) => [member, id] as const)),
  )
  const labels = rows.map(({ label }) => label)
  const together = rows.map((_, at) => themeOf.get(String(at)) ?? 'unthemed')
  const apart = rows.map((_, at) => themeOf.get(String(at)) ?? `alone ${at}`)
  console.log(
    `${name}: ${rows.length} rows, ${found.themes.length} themes, ${((100 * found.unthemed.count) / rows.length).toFixed(1)} % unthemed; ` +
      `NMI ${nmi(together, labels).toFixed(3)} (unthemed as one group), ${nmi(apart, labels).toFixed(3)} (each alone); target ${target}`,
  )
}

function bankingRows(file: string): Row[] {
  const rows: Record<string, string>[] = parse(file, { columns: true, bom: true, relax_quotes: true })
  return rows.map((row) => ({ text: row['text'] ?? '', label: row['category'] ?? '' }))
}

function clincRows(file: string): Row[] {
  const sets = JSON.parse(file) as Record<string, [string, string][]>
  return Object.values(sets).flatMap((rows) => rows.map(([text, label]) => ({ text, label })))
}

/** Normalised by the mean of the two entropies (arithmetic, as scikit-learn has it by default). */
function nmi(a: readonly string[], b: readonly string[]): number {
  const both = entropy(a.map((x, at) => `${x}\u0000${b[at]}`))
  const ofA = entropy(a)
  const ofB = entropy(b)
  return (2 * (ofA + ofB - both)) / (ofA + ofB)
}

function entropy(values: readonly string[]): number {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts.values()].reduce((sum, n) => sum - (n / values.length) * Math.log(n / values.length), 0)
}
