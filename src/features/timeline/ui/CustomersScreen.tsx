/** All customers by their last happening, or found as one types; the chosen one beside them. */
import { useCallback, useEffect, useRef } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { Problem } from '#web/api.ts'
import { FailedFace, LoadingRows } from '#web/components/Faces.tsx'
import { OfflineNotice } from '#web/frame/OfflineNotice.tsx'
import { useKeys } from '#web/keys.ts'
import { useIsPhone } from '#web/screen-size.ts'
import { tell, undoLatest } from '#web/toasts.ts'
import { CustomerPage } from './CustomerPage.tsx'
import type { FactsSlot } from './CustomerPage.tsx'
import { CustomerRows } from './CustomerRows.tsx'
import { CustomerSearch } from './CustomerSearch.tsx'
import { NoCustomers } from './NoCustomers.tsx'
import { useCustomers } from './useCustomers.ts'
import './customer.css'
import './Customers.css'

export function CustomersScreen(props: { customerId: string | null; facts: FactsSlot }) {
  const { customerId } = props
  const isPhone = useIsPhone()
  const [, go] = useLocation()
  const [params, setParams] = useSearchParams()
  const q = params.get('q') ?? ''
  const select = useCallback(
    (id: string | null) => {
      const search = new URLSearchParams(location.search)
      search.delete('kinds')
      const text = search.toString()
      go(`/customers${id ? `/${id}` : ''}${text === '' ? '' : `?${text}`}`, { replace: !isPhone })
    },
    [go, isPhone],
  )
  const list = useCustomers(q)
  const customers = list.data?.pages.flatMap((page) => page.items)
  const at = customers?.findIndex(({ id }) => id === customerId) ?? -1
  const step = (by: 1 | -1) => {
    const next = customers?.[Math.max(0, at + by)]
    if (next) select(next.id)
  }
  const field = useRef<HTMLInputElement>(null)
  const firstId = customers?.[0]?.id
  useEffect(() => {
    if (!isPhone && customerId === null && firstId) select(firstId)
  }, [isPhone, customerId, firstId, select])
  useKeys([
    {
      keys: 'j',
      label: 'next customer',
      group: 'The list',
      bar: { word: 'next, previous', place: 1 },
      run: () => step(1),
    },
    {
      keys: 'k',
      label: 'previous customer',
      group: 'The list',
      bar: { word: 'next, previous', place: 1 },
      run: () => step(-1),
    },
    {
      keys: '/',
      label: 'search customers',
      group: 'The list',
      bar: { word: 'search', place: 2 },
      run: () => field.current?.focus(),
    },
    {
      keys: 'z',
      label: 'undo',
      group: 'The customer',
      bar: { word: 'undo', place: 7 },
      run: () => undoLatest() || tell('There is nothing to take back.'),
    },
  ])
  return (
    <div className="Customers" data-showing={customerId ? 'customer' : 'list'}>
      {(!isPhone || customerId === null) && (
        <section className="CustomerList" aria-label="Customers">
          <header className="CustomerList-head">
            <h1 className="title">Customers</h1>
            <CustomerSearch
              key={q === '' ? 'all' : 'some'}
              field={field}
              search={q}
              onSearch={(text) => setParams(text === '' ? {} : { q: text }, { replace: true })}
            />
          </header>
          <OfflineNotice />
          {customers ? (
            customers.length > 0 ? (
              <CustomerRows
                customers={customers}
                selectedId={customerId}
                onSelect={select}
                list={list}
                isFound={q !== ''}
              />
            ) : (
              <NoCustomers q={q} onAll={() => setParams({}, { replace: true })} />
            )
          ) : list.error ? (
            <FailedFace
              title="The customers could not be read."
              detail={`${list.error.message}. Nothing is lost.`}
              {...(list.error instanceof Problem && list.error.requestId
                ? { code: list.error.requestId }
                : {})}
              onRetry={() => void list.refetch()}
            />
          ) : (
            <LoadingRows />
          )}
        </section>
      )}
      {customerId !== null ? (
        <CustomerPage
          key={customerId}
          id={customerId}
          facts={props.facts}
          onBack={() => select(null)}
          onOther={(id) => select(id)}
        />
      ) : (
        !isPhone && <section className="CustomerPage" aria-label="Customer" />
      )}
    </div>
  )
}
