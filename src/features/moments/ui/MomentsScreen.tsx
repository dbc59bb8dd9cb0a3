/** Screen 01: the open moments, the selected one whole, and the customer it is about. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import type { MomentDetail } from '#features/moments/contract.ts'
import { LoadingLines } from '#web/components/Faces.tsx'
import { Sheet } from '#web/components/Sheet.tsx'
import { loadDrafts } from '#web/drafts.ts'
import { useKeys } from '#web/keys.ts'
import { onRefused } from '#web/outbox.ts'
import { useIsPhone, useIsWide } from '#web/screen-size.ts'
import { usePreferences } from '#web/session.ts'
import { tell, tellFailure, undoLatest } from '#web/toasts.ts'
import { Facts } from './Facts.tsx'
import { MomentList } from './MomentList.tsx'
import { MomentPane } from './MomentPane.tsx'
import type { WritingSlot } from './MomentPane.tsx'
import { neighbourOf } from './queue.ts'
import type { Queue } from './queue.ts'
import { useMoment, usePrefetch, useQueue } from './useQueue.ts'
import { useMomentActions } from './useMomentActions.ts'
import './moments.css'

/** What the customer pane gets; it belongs to another feature and is handed in by the router. */
export type CustomerSlot = (given: { detail: MomentDetail; facts: ReactNode }) => ReactNode

export function MomentsScreen(props: {
  momentId: string | null
  customer: CustomerSlot
  /** What can be done where a moment stands for many customers, by the key of their delay. */
  together: (key: string) => ReactNode
  writing: WritingSlot
  /** Who else has a moment open. */
  hereToo: (momentId: string) => ReactNode
  /** What is fetched for the moments that come next. */
  ahead: (momentIds: readonly string[]) => ReactNode
}) {
  const { momentId } = props
  const [, go] = useLocation()
  const [params, setParams] = useSearchParams()
  const [preferences] = usePreferences()
  const isPhone = useIsPhone()
  const isWide = useIsWide()
  const [customerOpen, setCustomerOpen] = useState(false)
  const [searchAsked, setSearchAsked] = useState(0)
  const search = params.get('q') ?? ''
  const isPast = params.get('show') === 'past'

  const { queue, error, retry, change, loadMore, showNew } = useQueue({
    of: preferences.queueOf,
    valence: preferences.valence ?? undefined,
    kind: params.get('kind') ?? undefined,
    q: search === '' ? undefined : search,
    when: isPast ? 'past' : undefined,
    view: params.get('view') === 'all' ? 'all' : undefined,
  })
  const latest = useRef<Queue | undefined>(queue)
  useEffect(() => {
    latest.current = queue
  }, [queue])

  const select = useCallback(
    (id: string | null) => {
      const place = `/moments${id ? `/${id}` : ''}${location.search}`
      go(place, { replace: !isPhone })
    },
    [go, isPhone],
  )
  const step = (by: 1 | -1) => {
    const next = queue && neighbourOf(queue, momentId, by)
    if (next) select(next.id)
  }
  const leaveRow = (id: string) => {
    if (id !== momentId) return
    if (isPhone) return select(null)
    const next = latest.current && (neighbourOf(latest.current, id, 1) ?? neighbourOf(latest.current, id, -1))
    select(next && next.id !== id ? next.id : null)
  }
  const actions = useMomentActions(change, leaveRow, select)

  useEffect(() => void loadDrafts(), [])
  useEffect(
    () => onRefused((sent, problem) => tellFailure(`${sent.label} That was not saved: ${problem.message}`)),
    [],
  )
  /** Changes the address of the list; the moment that is open stays only where the list stays the same. */
  function narrow(change: Readonly<Record<string, string | null>>) {
    const next = new URLSearchParams(params)
    for (const [name, value] of Object.entries(change))
      if (value === null) next.delete(name)
      else next.set(name, value)
    const text = next.toString()
    if (!('show' in change) && !('view' in change)) setParams(next, { replace: true })
    else go(`/moments${text === '' ? '' : `?${text}`}`)
  }
  const firstId = queue?.rows[0]?.id
  useEffect(() => {
    if (!isPhone && momentId === null && firstId) select(firstId)
  }, [isPhone, momentId, firstId, select])

  const { data: detail, error: detailError, refetch } = useMoment(momentId)
  const one = queue && neighbourOf(queue, momentId, 1)
  const two = one && queue && neighbourOf(queue, one.id, 1)
  const next = [one?.id, two?.id].filter((id) => id !== undefined)
  usePrefetch(next)

  useKeys([
    {
      keys: 'j',
      label: 'next moment',
      group: 'The list',
      bar: { word: 'next, previous', place: 1 },
      run: () => step(1),
    },
    {
      keys: 'k',
      label: 'previous moment',
      group: 'The list',
      bar: { word: 'next, previous', place: 1 },
      run: () => step(-1),
    },
    { keys: 'n', label: 'show the new ones', group: 'The list', run: showNew },
    { keys: '/', label: 'search this list', group: 'The list', run: () => setSearchAsked((n) => n + 1) },
    {
      keys: 'z',
      label: 'undo',
      group: 'The moment',
      bar: { word: 'undo', place: 7 },
      run: () => undoLatest() || tell('There is nothing to take back.'),
    },
    {
      keys: 'i',
      label: 'customer pane',
      group: 'The moment',
      run: () => {
        if (isWide) document.getElementById('customer')?.focus()
        else setCustomerOpen((open) => !open)
      },
    },
  ])

  const row = queue?.rows.find((each) => each.id === momentId) ?? detail?.row
  const facts = detail && (
    <Facts
      facts={detail.facts}
      onStand={(fact, standing) => actions.standFact(detail.row.id, fact, standing)}
      onAdd={(value) => actions.addFact(detail.row.id, detail.customer.id, value)}
    />
  )
  const customer = detail && props.customer({ detail, facts })
  return (
    <div className="Moments" data-showing={momentId ? 'moment' : 'list'}>
      {props.ahead(next)}
      {(!isPhone || momentId === null) && (
        <MomentList
          queue={queue}
          error={error}
          search={search}
          selectedId={momentId}
          onSelect={select}
          onRetry={retry}
          onEndNear={loadMore}
          onShowNew={showNew}
          searchAsked={searchAsked}
          onSearch={(q) => narrow({ q: q === '' ? null : q })}
          isPast={isPast}
          isAll={params.get('view') === 'all'}
          onPast={(past) => narrow({ show: past ? 'past' : null, q: null })}
          onAll={(all) => narrow({ view: all ? 'all' : null })}
        />
      )}
      {momentId !== null ? (
        <MomentPane
          key={momentId}
          id={momentId}
          writing={props.writing}
          hereToo={props.hereToo}
          row={row}
          detail={detail}
          error={detail ? null : detailError}
          actions={actions}
          onRetry={() => void refetch()}
          onBack={() => select(null)}
          onCustomer={() => setCustomerOpen(true)}
          together={props.together}
        />
      ) : (
        !isPhone && <section className="MomentPane" aria-label="Moment" />
      )}
      {isWide && (
        <aside className="Moments-customer" id="customer" aria-label="Customer" tabIndex={-1}>
          {customer ?? (momentId !== null && !detailError && <LoadingLines />)}
        </aside>
      )}
      {!isWide && customerOpen && detail && (
        <Sheet title="Customer" at="end" onClose={() => setCustomerOpen(false)}>
          <div className="Moments-customerSheet">{customer}</div>
        </Sheet>
      )}
    </div>
  )
}
