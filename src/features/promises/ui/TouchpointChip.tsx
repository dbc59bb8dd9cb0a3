/** Narrows the board to one touchpoint. */
import type { PromiseBoard } from '#features/promises/contract.ts'
import { Icon } from '#web/components/Icon.tsx'

export function TouchpointChip(props: {
  board: PromiseBoard | undefined
  value: string | null
  onChange: (touchpoint: string | null) => void
}) {
  const known = props.board?.byTouchpoint ?? []
  return (
    <label className="Chip TouchpointChip">
      <Icon name="map-pin" size="xs" />
      <span className="visually-hidden">Touchpoint</span>
      <select
        value={props.value ?? ''}
        onChange={(event) =>
          props.onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)
        }
      >
        <option value="">Any touchpoint</option>
        {known.map(({ touchpoint, label }) => (
          <option key={touchpoint} value={touchpoint}>
            {label}
          </option>
        ))}
      </select>
    </label>
  )
}
