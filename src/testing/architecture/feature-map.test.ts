/** The folders, the map and its picture agree; and rooms have names that say something. */
import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { findFeatureMap, printFeatureMap, readFeatureMap, withFeatureMap, ROOT } from './feature-map.ts'

const map = readFeatureMap()
const mapped = Object.keys(map.features)

describe('the map of features', () => {
  test('knows every feature folder', () => {
    expect(unmapped(readdirSync(`${ROOT}src/features`))).toEqual([])
  })

  test('would miss a folder it does not know', () => {
    expect(unmapped(['team', 'refunds'])).toEqual(['refunds'])
  })

  test('names only features it knows', () => {
    const named = [...map.usedByAll, ...Object.values(map.features).flat()]
    expect(named.filter((name) => !mapped.includes(name))).toEqual([])
  })

  test('runs in one direction', () => {
    expect(findCircle(map.features)).toBeUndefined()
    expect(findCircle({ a: ['b'], b: ['c'], c: ['a'] })).toEqual(['a', 'b', 'c', 'a'])
  })

  test('is printed in ARCHITECTURE.md: run `npm run map` after a change', () => {
    const text = readFileSync(`${ROOT}ARCHITECTURE.md`, 'utf8')
    expect(findFeatureMap(text)).toBe(printFeatureMap(map))
  })

  test('is put between its markers, or at the end', () => {
    const other = { ...map, features: { team: [], tea: [] } }
    const text = withFeatureMap('# Plan\n', other)
    expect(text).toContain('| `tea` | nothing |')
    expect(withFeatureMap(`${text}\nAfter.\n`, map)).toBe(`# Plan\n\n${printFeatureMap(map)}\n\nAfter.\n`)
  })
})

test('every library that a place may use is in package.json', () => {
  const { dependencies } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as {
    dependencies: Record<string, string>
  }
  const named = Object.values(map.libraries).flat()
  expect(named.filter((name) => !(name in dependencies))).toEqual([])
})

const SAY_NOTHING = /^(utils?|common|helpers?|shared|core|services?|types|misc|part\d+)([.].+)?$/

test('no file or folder has a name that says nothing', () => {
  expect(['utils.ts', 'helpers', 'types.ts', 'part2.ts'].filter(saysNothing)).toHaveLength(4)
  const paths = readdirSync(`${ROOT}src`, { recursive: true, encoding: 'utf8' })
  expect(paths.length).toBeGreaterThan(50)
  expect(paths.filter(saysNothing)).toEqual([])
})

function saysNothing(path: string): boolean {
  return SAY_NOTHING.test(path.split('/').at(-1) ?? '')
}

function unmapped(folders: readonly string[]): string[] {
  return folders.filter((name) => !mapped.includes(name))
}

function findCircle(features: Readonly<Record<string, readonly string[]>>): string[] | undefined {
  const visit = (name: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name]
    for (const next of features[name] ?? []) {
      const circle = visit(next, [...path, name])
      if (circle) return circle
    }
    return undefined
  }
  for (const name of Object.keys(features)) {
    const circle = visit(name, [])
    if (circle) return circle
  }
  return undefined
}
