/** The list of open moments: by expiry in three groups, one selected, new ones behind the pill. */
import { counted } from '#kit/counted.ts'
import { ActionIcon, Button } from '@mantine/core'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useTime } from '#web/clock.ts'
import { EmptyFace, FailedFace, LoadingRows } from '#web/components/Faces.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { Kbd } from '#web/components/Kbd.tsx'
import { Windowed } from '#web/components/Windowed.tsx'
import type { WindowedHandle } from '#web/components/Windowed.tsx'
import { OfflineNotice } from '#web/frame/OfflineNotice.tsx'
import { failureWords } from '#web/failure.ts'
import { isLive } from '#web/live.ts'
import { connection } from '#web/outbox.ts'
import { useIsPhone } from '#web/screen-size.ts'
import { usePreferences } from '#web/session.ts'
import { useSignal } from '#web/signal.ts'
import { dayOf, monthAndYear } from '#web/times.ts'
import { ListFilter, SearchField } from './ListFilter.tsx'
import { MomentRow } from './MomentRow.tsx'
import { groupsOf, monthsOf, neighbourOf } from './queue.ts'
import type { Queue } from './queue.ts'

export type MomentListProps = {
  queue: Queue | undefined
  error: Error | null
  search: string
  selectedId: string | null
  onSearch: (text: string) => void
  onSelect: (id: string) => void
  onRetry: () => void
  onEndNear: () => void
  onShowNew: () => void
  /** The list is of what nobody acted on in time. */
  isPast: boolean
  /** Kinds that are for supervisors are in it, whoever looks. */
  isAll: boolean
  onPast: (isPast: boolean) => void
  onAll: (isAll: boolean) => void
  /** Counts up when "/" asks for the search field. */
  searchAsked: number
}

export function MomentList(props: MomentListProps) {
  const { queue, selectedId, onSelect } = props
  const [preferences] = usePreferences()
  const isPhone = useIsPhone()
  const [isSearching, setSearching] = useState(props.search !== '')
  useEffect(() => {
    if (props.searchAsked > 0) setSearching(true)
  }, [props.searchAsked])
  function leaveSearch() {
    props.onSearch('')
    setSearching(false)
  }
  const { isPast } = props
  const count = !queue || isPast ? undefined : countOf(queue, preferences.queueOf, props.isAll)
  return (
    <section className="MomentList" aria-label="Moments">
      <header className="MomentList-head">
        <div className="row between">
          <h1 className="title">
            {isPast ? 'In the past' : 'Moments'} <span className="MomentList-count third">{count}</span>
          </h1>
          <span className="row" data-gap="6">
            {!isPhone && !isPast && <LiveWord />}
            <ActionIcon
              aria-label={isPast ? 'Back to what is open' : 'Moments in the past'}
              title={isPast ? 'Back to what is open' : 'Moments in the past'}
              aria-pressed={isPast}
              onClick={() => props.onPast(!isPast)}
            >
              <Icon name="history" />
            </ActionIcon>
            <ActionIcon
              aria-label="Search this list (/)"
              title="Search this list (/)"
              aria-pressed={isSearching}
              onClick={() => (isSearching ? leaveSearch() : setSearching(true))}
            >
              <Icon name="search" />
            </ActionIcon>
          </span>
        </div>
        {isPast ? (
          <p className="small second">
            What was noticed and nobody acted on in time, the newest first.{' '}
            <button type="button" className="Link" onClick={() => props.onPast(false)}>
              Back to what is open
            </button>
          </p>
        ) : (
          <ListFilter counts={queue?.counts} />
        )}
        {!isPast && <ForLeaders {...props} />}
        {isSearching && (
          <SearchField
            search={props.search}
            onSearch={props.onSearch}
            asked={props.searchAsked}
            onLeave={leaveSearch}
          />
        )}
      </header>
      <OfflineNotice />
      {queue && queue.waiting.length > 0 && (
        <button type="button" className="NewPill" onClick={props.onShowNew}>
          <Icon name="arrow-up" size="s" />
          {queue.waiting.length} new {queue.waiting.length === 1 ? 'moment' : 'moments'}
          {!isPhone && <Kbd>N</Kbd>}
        </button>
      )}
      {queue ? (
        queue.rows.length > 0 ? (
          <Rows {...props} queue={queue} selectedId={selectedId} onSelect={onSelect} />
        ) : (
          <Nobody {...props} queue={queue} />
        )
      ) : props.error ? (
        <FailedFace
          title="The moments could not be read."
          detail={`${failureWords(props.error)} Your drafts are safe on this device.`}
          onRetry={props.onRetry}
        />
      ) : (
        <LoadingRows />
      )}
    </section>
  )
}

function countOf({ counts }: Queue, of: 'mine' | 'team', isAll: boolean): number {
  if (of === 'mine') return counts.mine
  return counts.team + (isAll ? counts.forLeaders : 0)
}

/** For whoever is no supervisor: what the list leaves out, and the way to see it. */
function ForLeaders({ queue, search, isAll, onAll }: MomentListProps) {
  const [{ queueOf }] = usePreferences()
  const left = queue?.counts.forLeaders ?? 0
  if (queueOf === 'mine' || search !== '' || (left === 0 && !isAll)) return null
  return (
    <p className="small second MomentList-forLeaders">
      {isAll ? 'With those for supervisors.' : `For you. ${left} more for supervisors.`}{' '}
      <button type="button" className="Link" onClick={() => onAll(!isAll)}>
        {isAll ? 'Only those for you' : 'Show all'}
      </button>
    </p>
  )
}

function LiveWord() {
  const isOpen = useSignal(isLive)
  const { offlineSince } = useSignal(connection)
  const live = isOpen && offlineSince === null
  return (
    <span className="row small third LiveWord" data-gap="4">
      <i className="LiveWord-dot" data-on={live || undefined} />
      {live ? 'Live' : offlineSince === null ? 'Every 30 s' : 'Offline'}
    </span>
  )
}

function Rows(props: MomentListProps & { queue: Queue }) {
  const { queue, selectedId, onSelect, onEndNear } = props
  const [preferences] = usePreferences()
  const { waiting } = useSignal(connection)
  const isPhone = useIsPhone()
  const handle = useRef<WindowedHandle>(null)
  const [step, setStep] = useState(60_000)
  const now = useTime(step)
  const { rows } = queue
  const soonest = rows[0]
  const isLastMinute = soonest !== undefined && Math.abs(Date.parse(soonest.expiry.at) - now) < 120_000
  useEffect(() => setStep(isLastMinute ? 1_000 : 60_000), [isLastMinute])

  const { order } = queue
  const groups = useMemo(() => {
    if (order === 'newest') return monthsOf(rows, monthAndYear)
    const today = dayOf(now)
    return groupsOf(rows, now, (at) => dayOf(at) > today)
  }, [rows, now, order])
  const selectedAt = rows.findIndex((row) => row.id === selectedId)
  useEffect(() => {
    if (selectedAt >= 0) handle.current?.show(selectedAt)
  }, [selectedAt])

  const roomy = preferences.density === 'comfortable' ? 4 : 0
  const heightOf = useCallback(
    (at: number, width: number) => {
      if (!isPhone) return 71 + roomy
      return (rows[at]?.words.length ?? 0) > (width - 92) / 7.1 ? 103 : 83
    },
    [rows, isPhone, roomy],
  )

  function onKeyDown(event: KeyboardEvent) {
    const target = targetOf(event.key, queue, selectedId)
    if (!target || event.metaKey || event.ctrlKey) return
    event.preventDefault()
    onSelect(target.id)
  }

  return (
    <Windowed
      handle={handle}
      className="MomentList-rows"
      role="listbox"
      aria-label={order === 'newest' ? 'Moments in the past' : 'Moments by expiry'}
      tabIndex={0}
      aria-activedescendant={selectedAt >= 0 ? `moment-${selectedId}` : undefined}
      onKeyDown={onKeyDown}
      count={rows.length}
      groups={groups}
      headingHeight={isPhone ? 33 : 30}
      heightOf={heightOf}
      pinned={selectedAt}
      onEndNear={queue.next ? onEndNear : undefined}
      renderHeading={(group, id) => (
        <div className="MomentList-group" id={id}>
          <span>{group.name}</span>
          <span className="third">
            {group.end - group.start}
            {queue.next && group.key === groups.at(-1)?.key ? '+' : ''}
          </span>
        </div>
      )}
      renderRow={(at) => {
        const row = rows[at]
        return (
          row && (
            <MomentRow
              row={row}
              now={now}
              isSelected={row.id === selectedId}
              isGone={queue.gone.has(row.id)}
              waits={waiting.some((each) => each.path.includes(row.id))}
              position={at + 1}
              total={queue.next ? -1 : rows.length}
              onSelect={onSelect}
            />
          )
        )
      }}
    />
  )
}

function targetOf(key: string, queue: Queue, selectedId: string | null) {
  if (key === 'ArrowDown') return neighbourOf(queue, selectedId, 1)
  if (key === 'ArrowUp') return neighbourOf(queue, selectedId, -1)
  if (key === 'Home') return queue.rows[0]
  if (key === 'End') return queue.rows.at(-1)
  return undefined
}

function Nobody({ queue, search, isPast, onSearch, onShowNew, onPast }: MomentListProps & { queue: Queue }) {
  const [preferences, prefer] = usePreferences()
  if (search !== '') {
    return (
      <EmptyFace
        icon="search"
        title="Nothing found"
        actions={
          <Button size="xs" onClick={() => onSearch('')}>
            Show all
          </Button>
        }
      >
        No {isPast ? 'past' : 'open'} moment has “{search}” in it.
      </EmptyFace>
    )
  }
  if (isPast) {
    return (
      <EmptyFace
        icon="history"
        title="Nothing was missed"
        actions={
          <Button size="xs" onClick={() => onPast(false)}>
            Back to what is open
          </Button>
        }
      >
        Whatever was noticed was acted on in time, or is still open.
      </EmptyFace>
    )
  }
  if (
    (queue.past ?? 0) > 0 &&
    queue.waiting.length === 0 &&
    queue.doneToday === 0 &&
    preferences.valence === null
  )
    return <OnlyPast past={queue.past ?? 0} onLook={() => onPast(true)} />
  const isFiltered = preferences.valence !== null || preferences.queueOf === 'mine'
  const others = queue.counts.team
  return (
    <EmptyFace
      icon="mood-smile"
      title="Nobody is waiting on you"
      actions={
        queue.waiting.length > 0 ? (
          <Button size="xs" variant="light" onClick={onShowNew}>
            Show {queue.waiting.length} new <Kbd>N</Kbd>
          </Button>
        ) : (
          isFiltered &&
          others > 0 && (
            <Button size="xs" onClick={() => prefer({ queueOf: 'team', valence: null })}>
              See the team’s {others}
            </Button>
          )
        )
      }
    >
      {queue.doneToday === 0
        ? 'New moments show up here by themselves.'
        : `You looked after ${queue.doneToday} ${queue.doneToday === 1 ? 'person' : 'people'} today. New moments show up here by themselves.`}
    </EmptyFace>
  )
}

/** A stranger's first look after an old export: there is something, and it is over. */
function OnlyPast({ past, onLook }: { past: number; onLook: () => void }) {
  const many =
    past > 10_000
      ? 'More than 10,000 moments lie'
      : past === 1
        ? 'One moment lies'
        : `${counted(past)} moments lie`
  return (
    <EmptyFace
      icon="mood-smile"
      title="Nothing to act on today"
      actions={
        <Button size="xs" variant="light" onClick={onLook}>
          Look at {past === 1 ? 'it' : 'them'}
        </Button>
      }
    >
      {many} in the past, when what was written was still fresh. New moments show up here by themselves.
    </EmptyFace>
  )
}
