/** Which promises the board shows: all of its groups, or what a tile asks for. Pure. */
import type { PromiseBoard, PromiseRow } from '#features/promises/contract.ts'
import type { RowGroup } from './PromiseAxis.tsx'
import type { TileFilter } from './Tiles.tsx'

export type BoardFilter = TileFilter | 'pending'

export const FILTERS: readonly BoardFilter[] = ['due_today', 'at_risk', 'broken', 'kept_today', 'pending']

/** The board's groups, or only what a tile asks for. */
export function groupsOf(
  board: PromiseBoard,
  filter: BoardFilter | null,
  kept: readonly PromiseRow[],
  pending: readonly PromiseRow[],
): RowGroup[] {
  const extra = (group: 'kept_today' | 'pending', label: string, items: readonly PromiseRow[]): RowGroup[] =>
    items.length === 0 ? [] : [{ group, label, count: items.length, items }]
  if (filter === 'kept_today') return extra('kept_today', 'Kept today', kept)
  if (filter === 'pending') return extra('pending', 'When the customer answers', pending)
  return board.groups
    .map((group): RowGroup => {
      if (filter !== 'at_risk') return group
      const items = group.items.filter(({ standing }) => standing === 'at_risk')
      return { ...group, items, count: items.length }
    })
    .filter(
      ({ group, items }) => items.length > 0 && (filter === null || filter === 'at_risk' || group === filter),
    )
}
