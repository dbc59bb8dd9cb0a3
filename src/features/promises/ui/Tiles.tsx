/** Four counts that filter the axis, and the kept rate of the last thirty days. */
import type { PromiseBoard } from '#features/promises/contract.ts'
import { Icon } from '#web/components/Icon.tsx'
import { count, percent, rateWords } from './say.ts'

export type TileFilter = 'due_today' | 'at_risk' | 'broken' | 'kept_today'

export function Tiles(props: {
  board: PromiseBoard
  filter: TileFilter | null
  onFilter: (filter: TileFilter | null) => void
}) {
  const { counts, rate } = props.board
  const tiles = [
    { filter: 'due_today', icon: 'clock', word: 'Due today', n: counts.dueToday, tone: undefined },
    { filter: 'at_risk', icon: 'alert-triangle', word: 'At risk', n: counts.atRisk, tone: 'warn' },
    { filter: 'broken', icon: 'circle-x', word: 'Broken, not yet made good', n: counts.broken, tone: 'bad' },
    { filter: 'kept_today', icon: 'circle-check', word: 'Kept today', n: counts.keptToday, tone: 'good' },
  ] as const
  return (
    <div className="Tiles">
      {tiles.map((tile) => (
        <button
          key={tile.filter}
          type="button"
          className="Tile Paper plain"
          aria-pressed={props.filter === tile.filter}
          onClick={() => props.onFilter(props.filter === tile.filter ? null : tile.filter)}
        >
          <span className={`Tile-word ${tile.tone ?? 'third'}`}>
            <Icon name={tile.icon} size="s" />
            {tile.word}
          </span>
          <b className="Tile-number">{count(tile.n)}</b>
        </button>
      ))}
      <div className="Tile Paper" data-wide>
        <div>
          <span className="Tile-word third">Kept, last 30 days</span>
          <b className="Tile-number">{rate.rate === null ? '–' : percent(rate.rate)}</b>
        </div>
        <p className="small second">{rateWords(props.board)}</p>
      </div>
    </div>
  )
}
