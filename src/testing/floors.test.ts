/** The lockfile: nothing below the versions that fixed known holes, nothing newer than a week, everything checked by hash, from any registry, and few. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

type Locked = {
  readonly version: string
  readonly integrity?: string
  readonly resolved?: string
  readonly dev?: boolean
  readonly link?: boolean
}

const lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  readonly lockfileVersion: number
  readonly packages: Readonly<Record<string, Locked>>
}

const packages = Object.entries(lockfile.packages)
  .filter(([path]) => path !== '')
  .map(([path, locked]) => ({ name: path.split('node_modules/').at(-1) ?? path, path, ...locked }))

/** First versions without the advisories that were read in November 2026; read them again at each release. */
const FLOORS: Readonly<Record<string, string>> = {
  fastify: '5.12.1',
  '@fastify/middie': '9.3.6',
  '@fastify/express': '4.0.9',
  hono: '4.13.19',
  'better-auth': '1.7.7',
  nodemailer: '10.4.1',
  mailparser: '3.9.3',
  'sanitize-html': '2.17.7',
  dompurify: '3.4.16',
  sharp: '0.35.0',
  'drizzle-orm': '0.45.2',
  esbuild: '0.25.0',
}

/** Days until a hole is mended, as SECURITY.md promises them (ASVS 15.1.1). */
const MENDED_WITHIN = { critical: 2, high: 7, medium: 30, low: 90 }

const MOST_PRODUCTION_PACKAGES = 350
const YOUNGEST_DAYS = 7

describe('the lockfile', () => {
  test('lists what is installed', () => {
    expect(lockfile.lockfileVersion).toBeGreaterThanOrEqual(3)
    expect(packages.length).toBeGreaterThan(100)
    expect(packages.map(({ name }) => name)).toContain('fastify')
  })

  test('holds no package below its floor', () => {
    expect(packages.filter(isBelowFloor).map(({ path, version }) => `${path} ${version}`)).toEqual([])
  })

  test('holds a hash of every package', () => {
    const unhashed = packages.filter(({ integrity, link }) => !link && !/^sha512-/.test(integrity ?? ''))
    expect(unhashed.map(({ path }) => path)).toEqual([])
  })

  test('names no registry, so that any may serve it', () => {
    expect(packages.filter(({ resolved }) => resolved !== undefined).map(({ path }) => path)).toEqual([])
  })

  test(`holds at most ${String(MOST_PRODUCTION_PACKAGES)} packages for production`, () => {
    const production = packages.filter(({ dev }) => !dev)
    console.log(`${String(production.length)} packages for production, ${String(packages.length)} in all.`)
    expect(production.length).toBeLessThanOrEqual(MOST_PRODUCTION_PACKAGES)
  })
})

test('sbom.json names every package that runs in production, with the hash of the lockfile, and no other; else: npm run sbom', () => {
  type Component = { name: string; version: string; hashes: { content: string }[] }
  const { components } = JSON.parse(readFileSync('sbom.json', 'utf8')) as { components: Component[] }
  const hex = (integrity = '') => Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex')
  const locked = packages
    .filter(({ dev, link }) => !dev && !link)
    .map(({ name, version, integrity }) => `${name} ${version} ${hex(integrity)}`)
  const named = components.map(
    ({ name, version, hashes }) => `${name} ${version} ${hashes[0]?.content ?? ''}`,
  )
  expect(named.sort()).toEqual([...new Set(locked)].sort())
})

test('every version was a week old when it was taken in, so that others had met what is wrong with it; else: npm run ages, and wait', () => {
  const ages = readFileSync('security/package-ages.csv', 'utf8').trim().split('\n').slice(1)
  const days = new Map(
    ages.map((line) => {
      const [name, version, published = '', taken = ''] = line.split(',')
      return [`${name} ${version}`, (Date.parse(taken) - Date.parse(published)) / 86_400_000]
    }),
  )
  const locked = new Set(
    packages.filter(({ link }) => !link).map(({ name, version }) => `${name} ${version}`),
  )
  expect([...days.keys()].sort()).toEqual([...locked].sort())
  expect([...days].filter(([, age]) => !(age >= YOUNGEST_DAYS))).toEqual([])
})

test('SECURITY.md says by when a hole in a component is mended, and that the floors above hold it', () => {
  const said = readFileSync('SECURITY.md', 'utf8')
  const rows = [...said.matchAll(/^\| (critical|high|medium|low): .*\| (\d+) days\s*\|$/gm)]
  expect(Object.fromEntries(rows.map(([, how, days]) => [how, Number(days)]))).toEqual(MENDED_WITHIN)
  expect(said).toContain('src/testing/floors.test.ts')
})

test('a package below its floor is found wherever it stands in the tree', () => {
  const deep = { name: 'nodemailer', path: 'node_modules/a/node_modules/nodemailer', version: '10.4.0' }
  expect([...packages, deep].filter(isBelowFloor)).toEqual([deep])
})

describe('a version is below its floor', () => {
  test.each([
    ['fastify', '5.12.0', true],
    ['fastify', '5.12.1', false],
    ['fastify', '5.12.10', false],
    ['fastify', '5.9.9', true],
    ['fastify', '5.12.1-rc.1', true],
    ['fastify', '5.12.2-rc.1', false],
    ['nodemailer', '9.99.99', true],
    ['nodemailer', '11.0.0', false],
    ['left-alone', '0.0.1', false],
  ])('%s %s: %s', (name, version, below) => {
    expect(isBelowFloor({ name, version })).toBe(below)
  })
})

function isBelowFloor({ name, version }: { name: string; version: string }): boolean {
  const floor = FLOORS[name]
  if (floor === undefined) return false
  const [numbers = '', tail] = version.split(/-(.*)/)
  const order = compareNumbers(numbers, floor)
  return order < 0 || (order === 0 && tail !== undefined)
}

function compareNumbers(left: string, right: string): number {
  const [a, b] = [left.split('.').map(Number), right.split('.').map(Number)]
  const at = a.findIndex((number, i) => number !== b[i])
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}
