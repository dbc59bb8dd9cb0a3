/** The empty corner of the axis: what is not shown, and the way to the table. */
import type { PromiseBoard } from '#features/promises/contract.ts'

export function AxisCorner(props: {
  board: PromiseBoard
  filter: string | null
  isTable: boolean
  onTable: (isTable: boolean) => void
  onShow: (filter: string | null) => void
}) {
  const { pending } = props.board.counts
  const more = props.board.groups.reduce(
    (sum, { count, items }) =>
      sum + Math.max(0, count - items.reduce((shown, { delay }) => shown + (delay?.count ?? 1), 0)),
    0,
  )
  return (
    <div className="PromiseAxis-corner row small third">
      <span className="row" data-gap="10">
        {more > 0 && props.filter === null && <span>and {more} more</span>}
        {props.filter !== null ? (
          <button type="button" className="Link" onClick={() => props.onShow(null)}>
            Show all
          </button>
        ) : (
          pending > 0 && (
            <button type="button" className="Link" onClick={() => props.onShow('pending')}>
              {pending} wait for an answer
            </button>
          )
        )}
      </span>
      <button
        type="button"
        className="Link"
        aria-pressed={props.isTable}
        onClick={() => props.onTable(!props.isTable)}
      >
        {props.isTable ? 'Show as axis' : 'Show as table'}
      </button>
    </div>
  )
}
