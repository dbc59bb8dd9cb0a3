import { describe, expect, it } from 'vitest'
import type { MomentRow, QueueAnswer } from '#features/moments/contract.ts'
import {
  groupsOf,
  mergeHead,
  neighbourOf,
  removeRow,
  renewRow,
  restoreRow,
  showWaiting,
  addWaiting,
  startQueue,
} from './queue.ts'

const NOON = Date.parse('2025-11-21T12:00:00Z')
const ME = { id: 'priya', name: 'Priya Nair', initials: 'PN' }
const nobody = new Set<string>()

function aRow(id: string, minutesLeft: number, some: Partial<MomentRow> = {}): MomentRow {
  return {
    id,
    kind: 'pet',
    label: 'Mentions a pet',
    valence: 'opportunity',
    icon: 'paw',
    also: [],
    customer: { id: `c-${id}`, name: id },
    channel: 'email',
    words: 'Our spaniel Bo',
    marks: [],
    at: new Date(NOON - 3_600_000).toISOString(),
    expiry: { at: new Date(NOON + minutesLeft * 60_000).toISOString(), because: 'a day after', left: 0.5 },
    state: 'open',
    snoozedUntil: null,
    assignee: null,
    ...some,
  }
}

function anAnswer(items: MomentRow[], next: string | null = null): QueueAnswer {
  return {
    items,
    next,
    counts: { mine: 0, team: items.length, forLeaders: 0 },
    past: null,
    first: null,
    doneToday: 0,
  }
}

const ids = (rows: readonly MomentRow[]) => rows.map((row) => row.id)
const maren = aRow('maren', 38)
const theo = aRow('theo', 52)
const kofi = aRow('kofi', 300)
const queue = startQueue(anAnswer([maren, theo, kofi]), ME.id)

describe('the list under the hand', () => {
  it('does not move when somebody new comes in; she waits behind the pill', () => {
    const later = mergeHead(queue, anAnswer([aRow('ada', 5), maren, theo, kofi]), nobody)
    expect(ids(later.rows)).toEqual(['maren', 'theo', 'kofi'])
    expect(ids(later.waiting)).toEqual(['ada'])
    expect(ids(showWaiting(later).rows)).toEqual(['ada', 'maren', 'theo', 'kofi'])
  })

  it('strikes out in its place what someone else has finished, until the agent asks', () => {
    const later = mergeHead(queue, anAnswer([maren, kofi]), nobody)
    expect([...later.gone]).toEqual(['theo'])
    expect(neighbourOf(later, 'maren', 1)?.id).toBe('kofi')
    expect(ids(showWaiting(later).rows)).toEqual(['maren', 'kofi'])
  })

  it('does not take for finished what only stands beyond the first page', () => {
    expect([...mergeHead(queue, anAnswer([maren], 'more'), nobody).gone]).toEqual([])
  })

  it('does not bring back what the agent has just finished', () => {
    const done = removeRow(queue, 'maren')
    const later = mergeHead(done, anAnswer([maren, theo, kofi]), new Set(['maren']))
    expect(ids(later.rows)).toEqual(['theo', 'kofi'])
    expect(later.waiting).toEqual([])
  })

  it('puts a moment back at its place and its count on undo', () => {
    const back = restoreRow(removeRow(queue, 'theo'), theo)
    expect(back).toEqual(queue)
  })

  it('counts as mine what I take, not what others have', () => {
    const taken = renewRow(queue, { ...theo, assignee: ME })
    expect(taken.counts.mine).toBe(1)
    expect(removeRow(taken, 'theo').counts).toEqual({ mine: 0, team: 2, forLeaders: 0 })
    expect(renewRow(queue, { ...theo, assignee: { ...ME, id: 'jo' } }).counts.mine).toBe(0)
  })

  it('stands in three groups by when it expires', () => {
    const rows = [maren, theo, kofi, aRow('ines', 3_000), aRow('gideon', 4_000)]
    const groups = groupsOf(rows, NOON, (at) => at >= NOON + 12 * 3_600_000)
    expect(groups.map(({ name, start, end }) => [name, start, end])).toEqual([
      ['Expires within the hour', 0, 2],
      ['Today', 2, 3],
      ['This week', 3, 5],
    ])
  })

  it('keeps a row where it stands when its time changes under the hand', () => {
    const sooner = { ...kofi, expiry: { ...kofi.expiry, at: maren.expiry.at } }
    const merged = mergeHead(queue, anAnswer([maren, sooner, theo]), new Set())
    expect(merged.rows.map(({ id }) => id)).toEqual(['maren', 'theo', 'kofi'])
    expect(merged.rows[2]?.expiry.at).toBe(maren.expiry.at)
    expect(renewRow(queue, sooner).rows.map(({ id }) => id)).toEqual(['maren', 'theo', 'kofi'])
  })

  it('lets what was noticed wait, also where its place lies beyond the first page', () => {
    const page = startQueue({ ...anAnswer([maren, theo]), next: 'more' }, ME.id)
    const waiting = addWaiting(page, [kofi, maren], new Set())
    expect(waiting.rows.map(({ id }) => id)).toEqual(['maren', 'theo'])
    expect(waiting.waiting.map(({ id }) => id)).toEqual(['kofi'])
    // Asking for the first page again does not take it away: it does not reach so far.
    const again = mergeHead(waiting, { ...anAnswer([maren, theo]), next: 'more' }, new Set())
    expect(again.waiting.map(({ id }) => id)).toEqual(['kofi'])
    expect(showWaiting(again).rows.map(({ id }) => id)).toEqual(['maren', 'theo', 'kofi'])
    expect(addWaiting(page, [kofi], new Set(['kofi'])).waiting).toEqual([])
  })
})
