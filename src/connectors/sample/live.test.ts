import { expect, test } from 'vitest'
import { decideAcceptance } from '#features/timeline/rules/accept.ts'
import { sampleEntries } from './brand.ts'
import { liveEntries, type LiveEntry } from './live.ts'

const from = new Date('2025-11-21T15:42:00Z')
function take(seed: string, count: number): LiveEntry[] {
  const stream = liveEntries({ seed, from })
  return Array.from({ length: count }, () => stream.next().value as LiveEntry)
}

test('the same seed and start give the same stream, another seed another', () => {
  expect(take('tussock', 60)).toEqual(take('tussock', 60))
  expect(take('tussock', 60)).not.toEqual(take('other', 60))
})

test('an entry comes every four to ten seconds, dated when it comes', () => {
  let at = from.getTime()
  for (const { afterSeconds, entry } of take('tussock', 400)) {
    expect(afterSeconds).toBeGreaterThanOrEqual(4)
    expect(afterSeconds).toBeLessThanOrEqual(10)
    at += afterSeconds * 1_000
    expect(Math.abs(entry.at.getTime() - at)).toBeLessThan(2)
  }
})

test('people’s words come about every twenty to thirty seconds', () => {
  const stream = take('tussock', 1_000)
  const seconds = stream.reduce((sum, { afterSeconds }) => sum + afterSeconds, 0)
  const words = stream.filter(({ entry }) => entry.text).length
  expect(seconds / words).toBeGreaterThan(14)
  expect(seconds / words).toBeLessThan(32)
})

test('the timeline takes every live entry, and none has the id of a filled one', () => {
  const known = new Set(
    [...sampleEntries({ seed: 'tussock', until: from, customers: 300 })].map(({ messageId }) => messageId),
  )
  const ids = new Set<string>()
  for (const { entry } of take('tussock', 500)) {
    expect(decideAcceptance(entry, entry.at)).toMatchObject({ accepted: true })
    expect(entry.text ?? '').not.toMatch(/[{}]/)
    expect(known.has(entry.messageId)).toBe(false)
    ids.add(entry.messageId)
  }
  expect(ids.size).toBe(500)
})

test('what comes live belongs to customers the brand already has', () => {
  const emails = new Set(
    [...sampleEntries({ seed: 'tussock', until: from })].flatMap(({ identities }) =>
      identities.map(({ value }) => value),
    ),
  )
  const known = take('tussock', 300).filter(({ entry }) =>
    entry.identities.some(({ value }) => emails.has(value)),
  )
  expect(known.length).toBeGreaterThan(285)
})
