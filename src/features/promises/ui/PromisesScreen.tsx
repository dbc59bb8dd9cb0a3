/** Screen 02: every promise in plain sight: what is due, at risk, broken and coming, how often we keep them, and the story of one. */
import { ActionIcon, Button } from '@mantine/core'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { Link, useLocation, useSearchParams } from 'wouter'
import type { PromiseRow } from '#features/promises/contract.ts'
import { useTime } from '#web/clock.ts'
import { FailedFace, LoadingLines } from '#web/components/Faces.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { Kbd } from '#web/components/Kbd.tsx'
import { Segments } from '#web/components/Segments.tsx'
import { failureWords } from '#web/failure.ts'
import { OfflineNotice } from '#web/frame/OfflineNotice.tsx'
import { useKeys } from '#web/keys.ts'
import { useIsPhone } from '#web/screen-size.ts'
import { tell, undoLatest } from '#web/toasts.ts'
import type { Side } from './api.ts'
import { AxisCorner } from './AxisCorner.tsx'
import { DelayDrafts } from './DelayDrafts.tsx'
import { FILTERS, groupsOf } from './groups.ts'
import { InheritSheet } from './InheritSheet.tsx'
import { KeptRates } from './KeptRates.tsx'
import { MakeSheet } from './MakeSheet.tsx'
import { NoneOpen } from './NoneOpen.tsx'
import { PromiseAxis } from './PromiseAxis.tsx'
import { PromiseList, PromiseTable } from './PromiseRows.tsx'
import { PromiseStory } from './PromiseStory.tsx'
import type { PromiseSheet } from './PromiseStory.tsx'
import { StorySheets } from './StorySheets.tsx'
import { Tiles } from './Tiles.tsx'
import { TouchpointChip } from './TouchpointChip.tsx'
import { useBoard, useExtraRows, usePromise } from './useBoard.ts'
import { usePromiseActions } from './usePromiseActions.ts'
import './promises.css'

export function PromisesScreen({ promiseId }: { promiseId: string | null }) {
  const [, go] = useLocation()
  const [params, setParams] = useSearchParams()
  const isPhone = useIsPhone()
  const now = useTime(30_000)
  const [sheet, setSheet] = useState<PromiseSheet | 'make' | 'inherit' | null>(
    params.has('bring') ? 'inherit' : null,
  )
  const [isTable, setTable] = useState(false)
  const of: Side = params.get('of') === 'mine' ? 'mine' : 'team'
  const touchpoint = params.get('at')
  const filter = FILTERS.find((each) => each === params.get('show')) ?? null

  const { board, error, retry, fresh, showNew } = useBoard(of, touchpoint)
  const kept = useExtraRows('kept_today', of, filter === 'kept_today')
  const pending = useExtraRows('pending', of, filter === 'pending')
  const groups = useMemo(
    () => (board ? groupsOf(board, filter, kept.data ?? [], pending.data ?? []) : []),
    [board, filter, kept.data, pending.data],
  )
  const rows = useMemo(() => groups.flatMap(({ items }) => items), [groups])

  const select = useCallback(
    (id: string | null) => go(`/promises${id ? `/${id}` : ''}${location.search}`, { replace: !isPhone }),
    [go, isPhone],
  )
  const neighbour = (id: string | null, by: number): PromiseRow | undefined =>
    rows[Math.min(rows.length - 1, Math.max(0, rows.findIndex((row) => row.id === id) + by))]
  const step = (by: number) => {
    const next = neighbour(promiseId, by)
    if (next) select(next.id)
  }
  const leaveRow = (id: string) => {
    if (id !== promiseId) return
    const next = neighbour(id, 1)
    const other = next && next.id !== id ? next : neighbour(id, -1)
    select(isPhone || !other || other.id === id ? null : other.id)
  }
  const actions = usePromiseActions(leaveRow, select, board?.axis.zone ?? 'UTC')
  const { data: detail, error: detailError, refetch } = usePromise(promiseId)
  const row = rows.find(({ id }) => id === promiseId) ?? detail?.row

  // What hurts most is open first: a broken one, else the first that is due.
  const first = (rows.find(({ standing }) => standing === 'broken') ?? rows[0])?.id
  const openedByItself = useRef<string>(null)
  useEffect(() => {
    if (isPhone || promiseId !== null || !first) return
    openedByItself.current = first
    select(first)
  }, [isPhone, promiseId, first, select])

  const isListed = rows.some(({ id }) => id === promiseId)
  // What nobody chose does not move the list: what is due today stays in sight.
  useEffect(() => {
    if (isListed && promiseId !== openedByItself.current)
      document.getElementById(`promise-${promiseId}`)?.scrollIntoView({ block: 'nearest' })
  }, [promiseId, isListed])

  function show(name: string, value: string | null) {
    const next = new URLSearchParams(params)
    if (value === null) next.delete(name)
    else next.set(name, value)
    setParams(next, { replace: true })
  }
  // Under three it is no shared delay any more; the drafts that are open stay until another row is chosen.
  const [drafts, setDrafts] = useState<{ id: string; key: string } | null>(null)
  if (row?.delay && (drafts?.id !== row.id || drafts.key !== row.delay.key))
    setDrafts({ id: row.id, key: row.delay.key })
  const delayKey = row?.delay?.key ?? (drafts !== null && drafts.id === promiseId ? drafts.key : undefined)

  // What many wait for together is done one by one, in its drafts.
  const isLive =
    row && !row.delay && drafts?.id !== row.id && ['open', 'at_risk', 'pending'].includes(row.standing)
  const isLate = row?.standing === 'broken' && row.keptAt === null
  const keep = () => {
    if (row && isLive) actions.keep(row)
    else if (row && isLate) actions.doneLate(row)
  }
  const open = (wanted: PromiseSheet) => row && setSheet(wanted)

  useKeys([
    key('j', 'next promise', () => step(1), 'The list', { word: 'next, previous', place: 1 }),
    key('k', 'previous promise', () => step(-1), 'The list', { word: 'next, previous', place: 1 }),
    key('n', 'show the new ones', showNew, 'The list'),
    key('m', 'make good', () => row?.standing === 'broken' && open('good'), 'The promise', {
      word: 'make good',
      place: 3,
    }),
    key('e', 'kept', keep, 'The promise', { word: 'kept', place: 4 }),
    key('h', 'snooze', () => isLive && open('snooze'), 'The promise', { word: 'snooze', place: 5 }),
    key('a', 'take it, or let go of it', () => row && actions.take(row), 'The promise'),
    key('c', 'new promise', () => setSheet('make'), 'Here', { word: 'new promise', place: 6 }),
    key('z', 'undo', () => undoLatest() || tell('There is nothing to take back.'), 'The promise', {
      word: 'undo',
      place: 7,
    }),
  ])

  function onKeyDown(event: KeyboardEvent) {
    const wanted = {
      ArrowDown: neighbour(promiseId, 1),
      ArrowUp: neighbour(promiseId, -1),
      Home: rows[0],
      End: rows.at(-1),
    }[event.key]
    if (!wanted || event.metaKey || event.ctrlKey) return
    event.preventDefault()
    select(wanted.id)
  }

  const story = delayKey ? (
    <div className="PromiseStory Paper">
      {isPhone && (
        <ActionIcon aria-label="Back to the list" onClick={() => select(null)}>
          <Icon name="chevron-left" size="l" />
        </ActionIcon>
      )}
      <DelayDrafts key={delayKey} delayKey={delayKey} isFirst={isPhone} />
    </div>
  ) : (
    <PromiseStory
      row={row}
      detail={detail}
      error={detail ? null : detailError}
      onRetry={() => void refetch()}
      onBack={isPhone ? () => select(null) : undefined}
      acts={{
        onKeep: keep,
        onTake: () => row && actions.take(row),
        onReopen: () => row && actions.reopen(row),
        onWake: () => row && actions.wake(row),
        onSheet: setSheet,
      }}
    />
  )
  const sheets = row && sheet !== null && sheet !== 'make' && sheet !== 'inherit' && (
    <StorySheets sheet={sheet} row={row} detail={detail} actions={actions} onClose={() => setSheet(null)} />
  )
  if (isPhone && promiseId !== null)
    return (
      <div className="Promises" data-showing="story">
        {story}
        {sheets}
      </div>
    )
  return (
    <div className="Promises">
      <header className="Promises-head">
        <h1 className="title">Promises</h1>
        <Segments
          label="Whose"
          value={of}
          choices={[
            { value: 'team', label: 'Team' },
            { value: 'mine', label: 'Mine' },
          ]}
          onChange={(side) => show('of', side === 'mine' ? 'mine' : null)}
        />
        <TouchpointChip board={board} value={touchpoint} onChange={(at) => show('at', at)} />
        {board && (
          <Link href="/settings/hours" className="Promises-hours small third push">
            {board.hours}
          </Link>
        )}
        <Button size="xs" variant="filled" onClick={() => setSheet('make')}>
          <Icon name="plus" />
          <span className={isPhone ? 'visually-hidden' : undefined}>New promise</span>
          {!isPhone && <Kbd>C</Kbd>}
        </Button>
      </header>
      <OfflineNotice />
      <div className="Promises-body">
        {board ? (
          <>
            <Tiles
              board={board}
              filter={filter === 'pending' ? null : filter}
              onFilter={(next) => show('show', next)}
            />
            {fresh > 0 && (
              <button type="button" className="NewPill Promises-new" onClick={showNew}>
                <Icon name="arrow-up" size="s" />
                {fresh} new {fresh === 1 ? 'promise' : 'promises'} {!isPhone && <Kbd>N</Kbd>}
              </button>
            )}
            {rows.length === 0 ? (
              <NoneOpen
                isFiltered={filter !== null || of === 'mine' || touchpoint !== null}
                onMake={() => setSheet('make')}
                onInherit={() => setSheet('inherit')}
              />
            ) : isPhone ? (
              <PromiseList groups={groups} now={now} onSelect={select} />
            ) : isTable ? (
              <section className="Paper PromiseAxis">
                <PromiseTable groups={groups} now={now} onSelect={select} />
                <AxisCorner
                  board={board}
                  filter={filter}
                  isTable
                  onTable={setTable}
                  onShow={(value) => show('show', value)}
                />
              </section>
            ) : (
              <PromiseAxis
                axis={board.axis}
                groups={groups}
                now={now}
                selectedId={promiseId}
                onSelect={select}
                onKeyDown={onKeyDown}
                corner={
                  <AxisCorner
                    board={board}
                    filter={filter}
                    isTable={false}
                    onTable={setTable}
                    onShow={(value) => show('show', value)}
                  />
                }
              />
            )}
            <div className="Promises-low">
              <KeptRates board={board} />
              {!isPhone && story}
            </div>
          </>
        ) : error ? (
          <FailedFace title="The promises could not be read." detail={failureWords(error)} onRetry={retry} />
        ) : (
          <LoadingLines widths={[100, 100, 96, 92, 100, 88]} />
        )}
      </div>
      {sheets}
      {sheet === 'make' && <MakeSheet onClose={() => setSheet(null)} onInherit={() => setSheet('inherit')} />}
      {sheet === 'inherit' && <InheritSheet onClose={() => setSheet(null)} />}
    </div>
  )
}

function key(
  keys: string,
  label: string,
  run: () => void,
  group: string,
  bar?: { word: string; place: number },
) {
  return { keys, label, run, group, ...(bar ? { bar } : {}) }
}
