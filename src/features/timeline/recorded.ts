/** What `timeline.recorded` says, and `timeline.glimpsed` of what was only looked at: which entries were just stored. Written small, for it is written once for every subscriber. */
import { z } from 'zod'
import { dashed, homeOf, timeOf, unpackIds, type CustomerId, type EntryId, type Homestead } from '#kit/id.ts'
import type { EntryRef } from './store/reads.ts'

/**
 * Body of the announcement. `refs` are 24 bytes an entry: its id, and of its customer's the last eight, for the rest follows from
 * the entry's. Before, `entries` were pairs of whole ids, packed or as a list; a list still is what does not follow.
 */
const Recorded = z.object({
  refs: z.string().optional(),
  entries: z.union([z.string(), z.array(z.tuple([z.string(), z.string()]))]).optional(),
  /** How many they are, for those who count what waits. */
  count: z.number().optional(),
  backfill: z.boolean(),
})

type Pair = { readonly id: EntryId; readonly customerId: CustomerId }

export function recordedBody(rows: readonly Pair[], backfill: boolean): z.infer<typeof Recorded> {
  const told = { backfill, count: rows.length }
  if (!rows.every(({ id, customerId }) => customerId.startsWith(headOf(id))))
    return { ...told, entries: rows.map(({ id, customerId }) => [id, customerId]) }
  const digits = rows.map(({ id, customerId }) => id + customerId.slice(HEAD))
  return { ...told, refs: Buffer.from(digits.join('').replaceAll('-', ''), 'hex').toString('base64') }
}

/** How the id of an entry's customer begins: it bears no time, and the slot is one. */
const headOf = (id: string) => `00000000-0000-7${id.slice(15, 18)}-`
const HEAD = 19

/** Where the entries of some bodies stand; `isHistory` where none of them was news. */
export function readRecorded(
  homestead: Homestead,
  bodies: readonly unknown[],
): { refs: EntryRef[]; isHistory: boolean } {
  const told = bodies.map((body) => Recorded.parse(body))
  return {
    refs: told.flatMap(pairsOf).map(({ id, customerId }) => ({
      home: homeOf(homestead, id),
      customerId,
      at: timeOf(id).toISOString(),
      id,
    })),
    isHistory: told.every(({ backfill }) => backfill),
  }
}

function pairsOf({ refs, entries = [] }: z.infer<typeof Recorded>): Pair[] {
  if (refs !== undefined) return unpacked(refs)
  const ids = typeof entries === 'string' ? unpackIds(entries) : entries.flat()
  return Array.from({ length: ids.length / 2 }, (_, i) => ({
    id: ids[2 * i] as EntryId,
    customerId: ids[2 * i + 1] as CustomerId,
  }))
}

function unpacked(refs: string): Pair[] {
  const digits = Buffer.from(refs, 'base64').toString('hex')
  return Array.from({ length: digits.length / REF_DIGITS }, (_, i) => {
    const [start, middle, end] = [i * REF_DIGITS, i * REF_DIGITS + ID_DIGITS, (i + 1) * REF_DIGITS]
    const id = dashed(digits.slice(start, middle))
    const tail = `${digits.slice(middle, middle + 4)}-${digits.slice(middle + 4, end)}`
    return { id: id as EntryId, customerId: (headOf(id) + tail) as CustomerId }
  })
}

const ID_DIGITS = 32
const REF_DIGITS = 48
