/**
 * Writes security/package-ages.csv: for each version in the lockfile the day it was published, as the registry says, and the day it was
 * first written down here. Lines that stand already are kept as they are; only new versions are asked for.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const FILE = 'security/package-ages.csv'
const HEAD = 'package,version,published,written down'
const AT_ONCE = 6

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const locked = new Map(
  Object.entries(packages)
    .filter(([path, { link }]) => path !== '' && !link)
    .map(([path, { name, version }]) => [`${name ?? path.split('node_modules/').at(-1)},${version}`]),
)
const known = new Map(
  (existsSync(FILE) ? readFileSync(FILE, 'utf8') : HEAD)
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => [line.split(',').slice(0, 2).join(','), line]),
)
const registry = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim()
const today = new Date().toISOString().slice(0, 10)
const missing = [...locked.keys()].filter((key) => !known.has(key))
const byName = Map.groupBy(missing, (key) => key.split(',')[0])
const names = [...byName.keys()]

await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let name = names.shift(); name !== undefined; name = names.shift()) {
      const answer = await fetch(new URL(name.replace('/', '%2f'), registry))
      if (!answer.ok) throw new Error(`The registry answered ${answer.status} for ${name}.`)
      const { time } = await answer.json()
      for (const key of byName.get(name)) {
        const published = time[key.split(',')[1]]?.slice(0, 10)
        if (published === undefined) throw new Error(`The registry does not say when ${key} was published.`)
        known.set(key, `${key},${published},${today}`)
      }
    }
  }),
)

const lines = [...locked.keys()].sort().map((key) => known.get(key))
writeFileSync(FILE, `${[HEAD, ...lines].join('\n')}\n`)
console.log(`${FILE}: ${lines.length} versions, ${missing.length} of them new`)
