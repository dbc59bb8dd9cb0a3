/** Everything that happened with one customer, by month, newest first, with what was said in full; more comes as one scrolls. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'wouter'
import type { EntryKind, TimelineEntry } from '#features/timeline/contract.ts'
import { read } from '#web/api.ts'
import { channelWord } from '#web/channels.ts'
import { useTime } from '#web/clock.ts'
import { FailedFace, LoadingRows } from '#web/components/Faces.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { ownText } from '#web/components/own-words.ts'
import { LetterExtras } from '#web/letter/LetterExtras.tsx'
import { SenderMark } from '#web/letter/SenderMark.tsx'
import { filesOf, hasPage } from '#web/letter/letter.ts'
import { monthAndYear, whenFull, whenSaid } from '#web/times.ts'
import { iconOf, toneOf } from './Timeline.tsx'

/** What can be shown alone, by the word in the address. */
const FILTERS: readonly { key: string; name: string; kinds: readonly EntryKind[] }[] = [
  { key: '', name: 'Everything', kinds: [] },
  { key: 'messages', name: 'Messages', kinds: ['message_in', 'message_out', 'form'] },
  {
    key: 'orders',
    name: 'Orders',
    kinds: ['order', 'order_change', 'fulfilment', 'delivery', 'return', 'refund'],
  },
  { key: 'opinions', name: 'Reviews', kinds: ['review', 'survey_answer', 'post'] },
  {
    key: 'visits',
    name: 'Visits',
    kinds: ['page', 'promotion', 'profile_view', 'reviews_read', 'subscription', 'activity'],
  },
  { key: 'notes', name: 'Notes', kinds: ['note', 'traits'] },
]
const PAGE = 50

export function CustomerPageTimeline({ customerId }: { customerId: string }) {
  const [params, setParams] = useSearchParams()
  const filter = FILTERS.find(({ key }) => key === (params.get('kinds') ?? '')) ?? FILTERS[0]
  const kinds = filter?.kinds.join(',') ?? ''
  const now = useTime(60_000)
  const query = useInfiniteQuery({
    queryKey: ['timeline', customerId, 'page', kinds],
    queryFn: ({ pageParam }) =>
      read.timeline(customerId, {
        cursor: pageParam,
        kinds: kinds === '' ? undefined : kinds,
        limit: PAGE,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchOnWindowFocus: false,
  })
  const entries = query.data?.pages.flatMap((page) => page.items)
  function choose(key: string) {
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        if (key === '') next.delete('kinds')
        else next.set('kinds', key)
        return next
      },
      { replace: true },
    )
  }
  return (
    <section className="PageTimeline" aria-label="Everything that happened">
      <div className="PageTimeline-filter" role="group" aria-label="Which events">
        {FILTERS.map(({ key, name }) => (
          <button
            key={key}
            type="button"
            className="Chip"
            aria-pressed={key === filter?.key}
            onClick={() => choose(key)}
          >
            {name}
          </button>
        ))}
      </div>
      {entries ? (
        entries.length > 0 ? (
          monthsOf(entries).map(({ month, entries }) => (
            <section key={month} aria-label={month}>
              <h3 className="PageTimeline-month">{month}</h3>
              <ol>
                {entries.map((entry) => (
                  <Entry key={entry.id} entry={entry} now={now} />
                ))}
              </ol>
            </section>
          ))
        ) : (
          <p className="second PageTimeline-none">
            {kinds === '' ? 'Nothing has happened yet.' : 'Nothing of this kind has happened.'}
          </p>
        )
      ) : query.error ? (
        <FailedFace
          title="What happened could not be read."
          detail={`${query.error.message}. Nothing is lost.`}
          onRetry={() => void query.refetch()}
        />
      ) : (
        <LoadingRows />
      )}
      {query.hasNextPage && (
        <EndOfPage
          isFetching={query.isFetching}
          hasFailed={query.isFetchNextPageError}
          onReached={() => void query.fetchNextPage()}
        />
      )}
    </section>
  )
}

/** Asks for more when it comes near; a button for whoever does not scroll. */
function EndOfPage(props: { isFetching: boolean; hasFailed: boolean; onReached: () => void }) {
  const ref = useRef<HTMLButtonElement>(null)
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  useEffect(() => {
    const button = ref.current
    if (!button || props.isFetching || props.hasFailed) return
    const watcher = new IntersectionObserver(
      ([seen]) => {
        if (seen?.isIntersecting) latest.current.onReached()
      },
      { rootMargin: '800px' },
    )
    watcher.observe(button)
    return () => watcher.disconnect()
  }, [props.isFetching, props.hasFailed])
  return (
    <button ref={ref} type="button" className="Link" disabled={props.isFetching} onClick={props.onReached}>
      {props.isFetching
        ? 'Reading'
        : props.hasFailed
          ? 'Earlier events could not be read; try again'
          : 'Earlier'}
    </button>
  )
}

const LONG = 320

function Entry({ entry, now }: { entry: TimelineEntry; now: number }) {
  const [isOpen, setOpen] = useState(false)
  const text = ownText(entry.text ?? '', entry.history)
  const isLong = text.length > LONG
  const facts = text === '' ? entry.detail : null
  return (
    <li className="PageEntry">
      <span className="TimelineDot" data-tone={toneOf(entry)}>
        <Icon name={iconOf(entry)} size="xs" />
      </span>
      <div className="grow">
        <div className="row between">
          <span className="truncate">
            <span className="strong">{entry.summary}</span>
            {entry.channel && <span className="third"> · {channelWord(entry.channel)}</span>}{' '}
            <SenderMark entry={entry} />
          </span>
          <time className="small third fixed" dateTime={entry.at} title={whenFull(entry.at)}>
            {whenSaid(entry.at, now)}
          </time>
        </div>
        {entry.title && entry.title !== entry.summary && text !== '' && (
          <div className="small second truncate">{entry.title}</div>
        )}
        {facts && <div className="small second">{facts}</div>}
        {text !== '' && (
          <p className="voice PageEntry-words" data-by={entry.author.kind}>
            {isLong && !isOpen ? `${text.slice(0, LONG - 40).trimEnd()}… ` : text}
            {isLong && (
              <button type="button" className="Link" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
                {isOpen ? 'Less' : 'All of it'}
              </button>
            )}
          </p>
        )}
        {(filesOf(entry).length > 0 || hasPage(entry)) && <LetterExtras entry={entry} />}
      </div>
    </li>
  )
}

function monthsOf(entries: readonly TimelineEntry[]): { month: string; entries: TimelineEntry[] }[] {
  const months: { month: string; entries: TimelineEntry[] }[] = []
  for (const entry of entries) {
    const month = monthAndYear(entry.at)
    const last = months.at(-1)
    if (last?.month === month) last.entries.push(entry)
    else months.push({ month, entries: [entry] })
  }
  return months
}
