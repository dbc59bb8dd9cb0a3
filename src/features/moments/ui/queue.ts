/**
 * The list of open moments as the agent sees it: nothing moves under her hand. What comes in waits beside it, what
 * others finish is struck through in its place, and only what she does herself leaves at once. Pure.
 */
import type { MomentRow, QueueAnswer } from '#features/moments/contract.ts'

export type Queue = {
  /** The member who looks. */
  me: string
  /** By expiry, soonest first. */
  rows: readonly MomentRow[]
  next: string | null
  counts: QueueAnswer['counts']
  /** How many lie in the past, where nothing is open. */
  past: number | null
  /** What comes first: what expires first, or of the past the newest. */
  order: 'expiry' | 'newest'
  doneToday: number
  /** New ones, behind the pill. */
  waiting: readonly MomentRow[]
  /** Ids of rows that someone else has finished meanwhile. */
  gone: ReadonlySet<string>
}

export function startQueue(answer: QueueAnswer, me: string, order: Queue['order'] = 'expiry'): Queue {
  return {
    me,
    rows: answer.items,
    next: answer.next,
    counts: answer.counts,
    past: answer.past,
    order,
    doneToday: answer.doneToday,
    waiting: [],
    gone: new Set(),
  }
}

/** Puts the page behind; rows that are already there stay where they are. */
export function appendPage(queue: Queue, answer: QueueAnswer): Queue {
  const known = idsOf(queue)
  return {
    ...queue,
    rows: [...queue.rows, ...answer.items.filter((row) => !known.has(row.id))],
    next: answer.next,
  }
}

/**
 * Takes over what the first page says now: known rows are renewed in place, unknown ones wait behind the pill, and a row
 * that should be on that page but is not has been finished elsewhere. `kept` are rows whose own change is on its way.
 */
export function mergeHead(queue: Queue, answer: QueueAnswer, kept: ReadonlySet<string>): Queue {
  if (queue.rows.length === 0 && queue.waiting.length === 0)
    return startQueue(withoutKept(answer, kept), queue.me, queue.order)
  const said = new Map(answer.items.map((row) => [row.id, row]))
  const reach = answer.next === null ? undefined : answer.items.at(-1)
  const known = idsOf(queue)
  const isGone = (row: MomentRow) => !said.has(row.id) && (!reach || comesBefore(queue, row, reach))
  return {
    ...queue,
    rows: queue.rows.map((row) => said.get(row.id) ?? row),
    counts: answer.counts,
    past: answer.past,
    doneToday: answer.doneToday,
    waiting: [
      ...queue.waiting.filter((row) => !isGone(row)).map((row) => said.get(row.id) ?? row),
      ...answer.items.filter((row) => !known.has(row.id) && !kept.has(row.id)),
    ],
    gone: new Set(queue.rows.filter(isGone).map((row) => row.id)),
  }
}

/** Puts rows that were just noticed behind the pill, also those whose place lies beyond what is read so far. */
export function addWaiting(queue: Queue, rows: readonly MomentRow[], kept: ReadonlySet<string>): Queue {
  const known = idsOf(queue)
  const fresh = rows.filter((row) => !known.has(row.id) && !kept.has(row.id))
  return fresh.length === 0 ? queue : { ...queue, waiting: [...queue.waiting, ...fresh] }
}

/** Lets the new ones in at their places and lets go of what others have finished. */
export function showWaiting(queue: Queue): Queue {
  const staying = queue.rows.filter((row) => !queue.gone.has(row.id))
  const rows = [...staying, ...queue.waiting].sort((a, b) => (comesBefore(queue, a, b) ? -1 : 1))
  return { ...queue, rows, waiting: [], gone: new Set() }
}

/** Takes a row out, because the agent has finished it. */
export function removeRow(queue: Queue, id: string): Queue {
  const row = queue.rows.find((each) => each.id === id)
  if (!row) return { ...queue, waiting: queue.waiting.filter((each) => each.id !== id) }
  return { ...queue, rows: queue.rows.filter((each) => each.id !== id), counts: counted(queue, row, -1) }
}

/** Puts a row back where it belongs. */
export function restoreRow(queue: Queue, row: MomentRow): Queue {
  if (queue.rows.some((each) => each.id === row.id)) return queue
  const rows = [...queue.rows, row].sort((a, b) => (comesBefore(queue, a, b) ? -1 : 1))
  return { ...queue, rows, counts: counted(queue, row, 1) }
}

/** Shows a row as it is now; the count of one's own follows who has taken it. */
export function renewRow(queue: Queue, row: MomentRow): Queue {
  const before = queue.rows.find((each) => each.id === row.id)
  if (!before) return queue
  const isMine = (each: MomentRow) => Number(each.assignee?.id === queue.me)
  const mine = queue.counts.mine + isMine(row) - isMine(before)
  return {
    ...queue,
    rows: queue.rows.map((each) => (each.id === row.id ? row : each)),
    counts: { ...queue.counts, mine },
  }
}

/** The row to select when `id` leaves or a key steps: `step` 1 or -1; what others finished is stepped over. */
export function neighbourOf(queue: Queue, id: string | null, step: 1 | -1): MomentRow | undefined {
  const at = queue.rows.findIndex((row) => row.id === id)
  if (at < 0) return queue.rows.find((row) => !queue.gone.has(row.id))
  for (let i = at + step; i >= 0 && i < queue.rows.length; i += step) {
    const row = queue.rows[i]
    if (row && !queue.gone.has(row.id)) return row
  }
  return undefined
}

export type Group = { key: string; name: string; start: number; end: number }

/**
 * The three groups as ranges of `rows`. `isLater(at)` tells whether an instant lies on a later day; asked only a few
 * times, since the rows are sorted.
 */
export function groupsOf(rows: readonly MomentRow[], now: number, isLater: (at: number) => boolean): Group[] {
  const expiry = (row: MomentRow) => Date.parse(row.expiry.at)
  const hour = firstWhere(rows, (row) => expiry(row) > now + 3_600_000)
  const later = Math.max(
    hour,
    firstWhere(rows, (row) => isLater(expiry(row))),
  )
  const last = rows.at(-1)
  const isWeek = last !== undefined && expiry(last) < now + 7 * 86_400_000
  const groups: Group[] = [
    { key: 'hour', name: 'Expires within the hour', start: 0, end: hour },
    { key: 'today', name: 'Today', start: hour, end: later },
    { key: 'later', name: isWeek ? 'This week' : 'This week and later', start: later, end: rows.length },
  ]
  return groups.filter((group) => group.end > group.start)
}

/** The past by month, as ranges of `rows`; `monthOf` names the month of an instant. */
export function monthsOf(rows: readonly MomentRow[], monthOf: (at: string) => string): Group[] {
  const groups: Group[] = []
  rows.forEach((row, i) => {
    const name = monthOf(row.at)
    const last = groups.at(-1)
    if (last?.name === name) last.end = i + 1
    else groups.push({ key: `${name} ${i}`, name, start: i, end: i + 1 })
  })
  return groups
}

function firstWhere(rows: readonly MomentRow[], holds: (row: MomentRow) => boolean): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    const row = rows[middle]
    if (row && !holds(row)) low = middle + 1
    else high = middle
  }
  return low
}

function comesBefore({ order }: Queue, a: MomentRow, b: MomentRow): boolean {
  if (order === 'newest') return a.at === b.at ? a.id > b.id : Date.parse(a.at) > Date.parse(b.at)
  return a.expiry.at === b.expiry.at ? a.id < b.id : Date.parse(a.expiry.at) < Date.parse(b.expiry.at)
}

function counted(queue: Queue, row: MomentRow, by: 1 | -1): Queue['counts'] {
  const { mine, team } = queue.counts
  // What lies in the past was counted by nobody.
  if (queue.order === 'newest') return queue.counts
  return {
    ...queue.counts,
    mine: row.assignee?.id === queue.me ? Math.max(0, mine + by) : mine,
    team: Math.max(0, team + by),
  }
}

function idsOf(queue: Queue): Set<string> {
  return new Set([...queue.rows, ...queue.waiting].map((row) => row.id))
}

function withoutKept(answer: QueueAnswer, kept: ReadonlySet<string>): QueueAnswer {
  return { ...answer, items: answer.items.filter((row) => !kept.has(row.id)) }
}
