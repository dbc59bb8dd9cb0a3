/** The map of features as architecture.json holds it, and its picture in ARCHITECTURE.md. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

export type FeatureMap = {
  readonly usedByAll: readonly string[]
  /** Whom each feature may use besides. */
  readonly features: Readonly<Record<string, readonly string[]>>
  /** Packages that each kind of place may import. */
  readonly libraries: Readonly<Record<string, readonly string[]>>
}

export function readFeatureMap(): FeatureMap {
  return JSON.parse(readFileSync(`${ROOT}architecture.json`, 'utf8')) as FeatureMap
}

const BEGIN = '<!-- feature map: printed from architecture.json -->'
const END = '<!-- end of feature map -->'

/** The map between its two markers, as it stands in ARCHITECTURE.md. */
export function printFeatureMap({ usedByAll, features }: FeatureMap): string {
  const others = Object.keys(features).filter((name) => !usedByAll.includes(name))
  const rows = others.map((name) => `| \`${name}\` | ${features[name]?.join(', ') || 'nothing'} |`)
  return [
    BEGIN,
    '',
    `| feature | uses, besides ${usedByAll.join(' and ')} |`,
    '| --- | --- |',
    ...rows,
    '',
    END,
  ].join('\n')
}

/** What stands between the markers of a text, markers included; undefined where one is missing. */
export function findFeatureMap(text: string): string | undefined {
  const begin = text.indexOf(BEGIN)
  const end = text.indexOf(END)
  return begin >= 0 && end > begin ? text.slice(begin, end + END.length) : undefined
}

/** A text with the map between its markers; added at the end where it had none. */
export function withFeatureMap(text: string, map: FeatureMap): string {
  const old = findFeatureMap(text)
  const printed = printFeatureMap(map)
  return old === undefined ? `${text.trimEnd()}\n\n${printed}\n` : text.replace(old, () => printed)
}
