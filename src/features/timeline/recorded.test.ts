import { expect, test } from 'vitest'
import { makeId, slotOf, type CustomerId, type EntryId, type WorkspaceId } from '#kit/id.ts'
import { customerIdOf, entryIdOf } from './ids.ts'
import { readRecorded, recordedBody } from './recorded.ts'

const HOMESTEAD = { no: 7, slices: 4 }
const WORKSPACE = '019ac000-0000-7000-8000-000000000001' as WorkspaceId

const rows = ['ada@example.com', 'bo@example.com', 'cy@example.com'].map((value, i) => {
  const customerId = customerIdOf(WORKSPACE, { kind: 'email', value })
  const at = new Date(Date.UTC(2025, 10, 3, 9, i))
  return { id: entryIdOf('csv:letters', `m${i}`, at, customerId), customerId, at }
})
const expected = rows.map(({ id, customerId, at }) => ({
  home: HOMESTEAD.no * 4096 + (slotOf(id) & 3),
  customerId,
  at: at.toISOString(),
  id,
}))
const refsOf = (...bodies: readonly unknown[]) => readRecorded(HOMESTEAD, bodies).refs

test('what is announced of entries is read again, whosever they are', () => {
  const body = recordedBody(rows, false)
  expect(refsOf(body)).toEqual(expected)
  expect(body).toMatchObject({ backfill: false, count: 3 })
  expect(Buffer.from(body.refs ?? '', 'base64')).toHaveLength(3 * 24)
})

test('a customer whose id does not follow from the entry’s is named whole', () => {
  const customerId = makeId<'customer'>(new Date(1), 5, new Uint8Array(8)) as CustomerId
  const id = rows[0]?.id as EntryId
  expect(refsOf(recordedBody([...rows, { id, customerId }], true)).at(-1)).toMatchObject({ id, customerId })
})

test('what was announced in the words of before is read', () => {
  const hex = rows
    .flatMap(({ id, customerId }) => [id, customerId])
    .join('')
    .replaceAll('-', '')
  const packed = { backfill: true, count: 3, entries: Buffer.from(hex, 'hex').toString('base64') }
  const listed = { backfill: true, entries: rows.map(({ id, customerId }) => [id, customerId]) }
  expect(refsOf(packed, listed)).toEqual([...expected, ...expected])
})
