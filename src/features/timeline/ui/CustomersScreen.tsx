/** All customers by their last happening, or found as one types; the chosen one beside them. */
import { ActionIcon } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import type { CustomerSummary } from '#features/timeline/contract.ts'
import { Problem, read } from '#web/api.ts'
import { useTime } from '#web/clock.ts'
import { Avatar } from '#web/components/Avatar.tsx'
import { EmptyFace, FailedFace, LoadingRows } from '#web/components/Faces.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { Windowed } from '#web/components/Windowed.tsx'
import type { WindowedHandle } from '#web/components/Windowed.tsx'
import { OfflineNotice } from '#web/frame/OfflineNotice.tsx'
import { useKeys } from '#web/keys.ts'
import { useIsPhone } from '#web/screen-size.ts'
import { monthAndYear, whenShort } from '#web/times.ts'
import { tell, undoLatest } from '#web/toasts.ts'
import { CustomerPage } from './CustomerPage.tsx'
import type { FactsSlot } from './CustomerPage.tsx'
import './customer.css'
import './Customers.css'

const PAGE = 60
const SEARCH_AFTER_MS = 150
const ROW_PX = 58

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
            <SearchField
              key={q === '' ? 'all' : 'some'}
              field={field}
              search={q}
              onSearch={(text) => setParams(text === '' ? {} : { q: text }, { replace: true })}
            />
          </header>
          <OfflineNotice />
          {customers ? (
            customers.length > 0 ? (
              <Rows
                customers={customers}
                selectedId={customerId}
                onSelect={select}
                list={list}
                isFound={q !== ''}
              />
            ) : (
              <Nobody q={q} onAll={() => setParams({}, { replace: true })} />
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

type List = ReturnType<typeof useCustomers>

function useCustomers(q: string) {
  return useInfiniteQuery({
    queryKey: ['customers', 'list', q],
    queryFn: ({ pageParam, signal }) =>
      read.customers(
        { ...(q === '' ? {} : { q }), ...(pageParam ? { cursor: pageParam } : {}), limit: PAGE },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  })
}

function SearchField(props: {
  field: { current: HTMLInputElement | null }
  search: string
  onSearch: (text: string) => void
}) {
  const [text, setText] = useState(props.search)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  function type(next: string) {
    setText(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => props.onSearch(next.trim()), SEARCH_AFTER_MS)
  }
  return (
    <div className="CustomerSearch">
      <Icon name="search" size="s" />
      <input
        ref={props.field}
        type="search"
        className="Input"
        aria-label="Search customers"
        placeholder="A name, an e-mail, a phone number"
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') type('')
          if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
        }}
      />
      {text !== '' && (
        <ActionIcon aria-label="Show all customers" onClick={() => type('')}>
          <Icon name="x" size="s" />
        </ActionIcon>
      )}
    </div>
  )
}

function Rows(props: {
  customers: readonly CustomerSummary[]
  selectedId: string | null
  onSelect: (id: string) => void
  list: List
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
            <Row
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

function Row(props: {
  customer: CustomerSummary
  now: number
  isSelected: boolean
  position: number
  total: number
  onSelect: (id: string) => void
}) {
  const { customer, isSelected } = props
  const name = customer.name ?? 'No name yet'
  return (
    <div
      id={`customer-${customer.id}`}
      className="CustomerRow"
      role="option"
      aria-selected={isSelected}
      aria-current={isSelected || undefined}
      aria-posinset={props.position}
      aria-setsize={props.total}
      onClick={() => props.onSelect(customer.id)}
    >
      <Avatar name={name} {...(customer.name === null ? { initials: '?' } : {})} />
      <div className="grow">
        <div className="row between">
          <span className={customer.name === null ? 'truncate second' : 'truncate strong'}>{name}</span>
          {customer.lastAt && (
            <time className="small third fixed" dateTime={customer.lastAt}>
              {whenShort(customer.lastAt, props.now)}
            </time>
          )}
        </div>
        <div className="small second truncate">
          {[customer.place, customer.since && `since ${monthAndYear(customer.since)}`]
            .filter(Boolean)
            .join(' · ') || 'Seen once'}
        </div>
      </div>
    </div>
  )
}

function Nobody({ q, onAll }: { q: string; onAll: () => void }) {
  if (q !== '')
    return (
      <EmptyFace
        icon="search"
        title="Nobody found"
        actions={
          <button type="button" className="Link" onClick={onAll}>
            Show all customers
          </button>
        }
      >
        No customer has “{q}” in a name, an e-mail address or a phone number.
      </EmptyFace>
    )
  return (
    <EmptyFace icon="users" title="Nobody has been here yet">
      The first message, order or review brings its customer with it. Read a file under Import, or join up
      your own tools.
    </EmptyFace>
  )
}
