/** The list of customers: windowed, walked with the arrows, more at its end. */
import { useCallback, useEffect, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import type { CustomerSummary } from '#features/timeline/contract.ts'
import { useTime } from '#web/clock.ts'
import { Windowed } from '#web/components/Windowed.tsx'
import type { WindowedHandle } from '#web/components/Windowed.tsx'
import { CustomerRow } from './CustomerRow.tsx'
import type { CustomerPages } from './useCustomers.ts'

const ROW_PX = 58

export function CustomerRows(props: {
  customers: readonly CustomerSummary[]
  selectedId: string | null
  onSelect: (id: string) => void
  list: CustomerPages
  isFound: boolean
}) {
  const { customers, selectedId, list } = props
  const handle = useRef<WindowedHandle>(null)
  const now = useTime(60_000)
  const at = customers.findIndex(({ id }) => id === selectedId)
  useEffect(() => {
    if (at >= 0) handle.current?.show(at)
  }, [at])
  const heightOf = useCallback(() => ROW_PX, [])
  function onKeyDown(event: KeyboardEvent) {
    if (event.metaKey || event.ctrlKey) return
    const next = { ArrowDown: at + 1, ArrowUp: Math.max(0, at - 1), Home: 0, End: customers.length - 1 }[
      event.key
    ]
    const target = next === undefined ? undefined : customers[next]
    if (!target) return
    event.preventDefault()
    props.onSelect(target.id)
  }
  const group = {
    key: 'customers',
    name: props.isFound ? 'Found' : 'Heard of last',
    start: 0,
    end: customers.length,
  }
  return (
    <Windowed
      handle={handle}
      className="CustomerList-rows"
      role="listbox"
      aria-label="Customers"
      tabIndex={0}
      aria-activedescendant={at >= 0 ? `customer-${selectedId}` : undefined}
      onKeyDown={onKeyDown}
      count={customers.length}
      groups={[group]}
      headingHeight={30}
      heightOf={heightOf}
      pinned={at}
      onEndNear={list.hasNextPage && !list.isFetching ? () => void list.fetchNextPage() : undefined}
      renderHeading={(each, id) => (
        <div className="CustomerList-group" id={id}>
          <span>{each.name}</span>
          <span className="third">
            {customers.length}
            {list.hasNextPage ? '+' : ''}
          </span>
        </div>
      )}
      renderRow={(row) => {
        const customer = customers[row]
        return (
          customer && (
            <CustomerRow
              customer={customer}
              now={now}
              isSelected={customer.id === selectedId}
              position={row + 1}
              total={list.hasNextPage ? -1 : customers.length}
              onSelect={props.onSelect}
            />
          )
        )
      }}
      foot={
        list.isFetchNextPageError && (
          <button type="button" className="Link CustomerList-more" onClick={() => void list.fetchNextPage()}>
            More could not be read; try again
          </button>
        )
      }
    />
  )
}
