import { expect, test } from 'vitest'
import { dueOf } from './requests.ts'

test.each([
  ['gdpr', '2025-11-21T15:42:00Z', '2025-12-22T04:59:59.000Z'],
  ['gdpr', '2025-01-31T12:00:00Z', '2025-03-01T04:59:59.000Z'],
  ['gdpr', '2024-01-31T12:00:00Z', '2024-03-01T04:59:59.000Z'],
  ['gdpr', '2024-02-29T12:00:00Z', '2024-03-30T03:59:59.000Z'],
  ['gdpr', '2025-12-31T12:00:00Z', '2026-02-01T04:59:59.000Z'],
  ['gdpr', '2025-12-01T04:00:00Z', '2025-12-31T04:59:59.000Z'],
  ['ccpa', '2024-01-31T12:00:00Z', '2024-03-17T03:59:59.000Z'],
  ['ccpa', '2025-01-31T12:00:00Z', '2025-03-18T03:59:59.000Z'],
] as const)('under %s what was asked at %s is due by %s, the end of the brand’s day', (law, at, due) => {
  expect(dueOf(law, new Date(at), 'America/New_York').toISOString()).toBe(due)
})
