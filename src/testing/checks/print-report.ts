/** Writes reliability/REPORT.md from what the checks themselves left in reliability/figures.jsonl; newest line of each check and size. */
import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const Line = z.object({
  check: z.string(),
  seed: z.number(),
  size: z.enum(['P', 'L']),
  cases: z.number(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  at: z.string(),
  commit: z.string().optional(),
  load: z.number().optional(),
})
type Line = z.infer<typeof Line>

const HERE = new URL('../../../reliability/', import.meta.url)
const BEGIN = '<!-- figures: printed from figures.jsonl by npm run report -->'
const END = '<!-- end of figures -->'

const lines = readFileSync(new URL('figures.jsonl', HERE), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => Line.parse(JSON.parse(line)))
const newest = new Map<string, Line>()
for (const line of lines) newest.set(`${line.check} ${line.size}`, line)
const rows = [...newest.values()]
  .sort((a, b) => a.check.localeCompare(b.check) || a.size.localeCompare(b.size))
  .map(({ check, size, cases, facts, seed, at, commit = '', load }) => {
    const words = Object.entries(facts)
      .filter(([name]) => !name.startsWith('status '))
      .map(([name, value]) => `${name}: ${value}`)
    return `| \`check:${check}\` | ${size} | ${cases} | ${words.join('; ')} | ${seed} | ${at.slice(0, 16).replace('T', ' ')} | ${commit.slice(0, 9)} | ${load === undefined ? '' : load.toFixed(1)} |`
  })
const table = [
  '| check | size | cases | found | seed | when (UTC) | commit | load |',
  '| --- | --- | --- | --- | --- | --- | --- | --- |',
  ...rows,
].join('\n')

const path = new URL('REPORT.md', HERE)
const text = readFileSync(path, 'utf8')
const [before, rest = ''] = text.split(BEGIN)
const after = rest.split(END)[1] ?? ''
writeFileSync(path, `${before ?? ''}${BEGIN}\n\n${table}\n\n${END}${after}`)
console.log(`reliability/REPORT.md: ${rows.length} rows`)
