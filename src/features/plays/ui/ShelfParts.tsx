/** What the cards and sheets of written words have in common. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { read as web } from '#web/api.ts'

/** One kind of moment, or none of them. */
export function KindChoice(props: {
  label: string
  none: string
  kinds: readonly string[]
  onChange: (kinds: string[]) => void
}) {
  const id = useId()
  const { data: catalogue } = useQuery({ queryKey: ['catalogue'], queryFn: web.catalogue })
  return (
    <div className="Field grow">
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        className="Input"
        value={props.kinds[0] ?? ''}
        onChange={({ currentTarget: { value } }) => props.onChange(value === '' ? [] : [value])}
      >
        <option value="">{props.none}</option>
        {catalogue?.items.map(({ kind, label }) => (
          <option key={kind} value={kind}>
            {label}
          </option>
        ))}
      </select>
    </div>
  )
}

/** The foot of a sheet: kept once it is whole; what stands already may be taken out. */
export function KeepOrDrop({ isReady, onDrop }: { isReady: boolean; onDrop: (() => void) | null }) {
  return (
    <div className="row" data-gap="6">
      <Button type="submit" variant="filled" disabled={!isReady}>
        Keep it
      </Button>
      {onDrop && (
        <Button variant="subtle" onClick={onDrop}>
          Take it out
        </Button>
      )}
    </div>
  )
}
