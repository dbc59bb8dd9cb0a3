/** Everything that happened with a customer, newest first: what was promised or came back is coloured, the rest is grey. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { EntryKind, TimelineEntry } from '#features/timeline/contract.ts'
import { read } from '#web/api.ts'
import { channelIcon } from '#web/channels.ts'
import { useTime } from '#web/clock.ts'
import { Icon } from '#web/components/Icon.tsx'
import { ownText } from '#web/components/own-words.ts'
import { whenFull, whenShort } from '#web/times.ts'

type Page = { items: readonly TimelineEntry[]; next: string | null }

/** What can be shown alone; the server filters by the kinds. */
const FILTERS: readonly { name: string; kinds: readonly EntryKind[] }[] = [
  { name: 'All events', kinds: [] },
  { name: 'Messages', kinds: ['message_in', 'message_out', 'note', 'form'] },
  { name: 'Orders', kinds: ['order', 'order_change', 'fulfilment', 'delivery', 'return', 'refund'] },
  { name: 'Reviews', kinds: ['review', 'survey_answer', 'post'] },
]

export function Timeline(props: { customerId: string; first: Page; nowEntryId: string | null }) {
  const [filter, setFilter] = useState(0)
  const now = useTime(60_000)
  const kinds = FILTERS[filter]?.kinds.join(',') ?? ''
  const { data, fetchNextPage, hasNextPage, isFetching, error } = useInfiniteQuery({
    queryKey: ['timeline', props.customerId, kinds],
    queryFn: ({ pageParam }) =>
      read.timeline(props.customerId, { cursor: pageParam, kinds: kinds === '' ? undefined : kinds }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    ...(kinds === ''
      ? {
          initialData: {
            pages: [{ items: [...props.first.items], next: props.first.next }],
            pageParams: [undefined],
          },
        }
      : {}),
  })
  const entries = data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section className="Timeline" aria-labelledby="timeline">
      <div className="row between Timeline-head">
        <h3 className="head" id="timeline">
          Timeline
        </h3>
        <span className="Timeline-filter">
          <select
            aria-label="Which events"
            value={filter}
            onChange={(event) => setFilter(Number(event.currentTarget.value))}
          >
            {FILTERS.map((each, i) => (
              <option key={each.name} value={i}>
                {each.name}
              </option>
            ))}
          </select>
          <Icon name="chevron-down" size="xs" />
        </span>
      </div>
      <ol>
        {threadsOf(entries).map((thread) => (
          <Thread key={thread[0]?.id} thread={thread} now={now} nowEntryId={props.nowEntryId} />
        ))}
      </ol>
      {entries.length === 0 && !isFetching && <p className="small third">Nothing of this kind.</p>}
      {error && (
        <p className="small bad" role="alert">
          Earlier events could not be read.
        </p>
      )}
      {hasNextPage && (
        <button type="button" className="Link" disabled={isFetching} onClick={() => void fetchNextPage()}>
          {isFetching ? 'Reading' : 'Earlier'}
        </button>
      )}
    </section>
  )
}

/** Consecutive entries of one conversation stand together. */
export function threadsOf(entries: readonly TimelineEntry[]): TimelineEntry[][] {
  const threads: TimelineEntry[][] = []
  for (const entry of entries) {
    const last = threads.at(-1)
    const isSame = entry.conversationId !== null && last?.[0]?.conversationId === entry.conversationId
    if (last && isSame) last.push(entry)
    else threads.push([entry])
  }
  return threads
}

const FOLD_FROM = 4

function Thread(props: { thread: readonly TimelineEntry[]; now: number; nowEntryId: string | null }) {
  const [isOpen, setOpen] = useState(false)
  const { thread } = props
  const folds = thread.length >= FOLD_FROM && !isOpen
  const shown = folds ? thread.filter((entry, i) => i < 2 || entry.id === props.nowEntryId) : thread
  return (
    <>
      {shown.map((entry) => (
        <Line key={entry.id} entry={entry} now={props.now} isNow={entry.id === props.nowEntryId} />
      ))}
      {folds && (
        <li className="TimelineLine" data-more>
          <span className="TimelineDot">
            <Icon name="dots" size="xs" />
          </span>
          <button type="button" className="Link" onClick={() => setOpen(true)}>
            {thread.length - shown.length} more in this conversation
          </button>
        </li>
      )}
    </>
  )
}

function Line({ entry, now, isNow }: { entry: TimelineEntry; now: number; isNow: boolean }) {
  return (
    <li className="TimelineLine">
      <span className="TimelineDot" data-tone={isNow ? 'now' : toneOf(entry)}>
        <Icon name={iconOf(entry)} size="xs" />
      </span>
      <div className="grow">
        <div className="row between" data-gap="6">
          <span
            className={isNow ? 'strong truncate' : 'truncate'}
            title={entry.text === null ? entry.summary : ownText(entry.text, entry.history)}
          >
            {entry.summary}
          </span>
          <time className="small third fixed" dateTime={entry.at} title={whenFull(entry.at)}>
            {whenShort(entry.at, now)}
          </time>
        </div>
        <div className="small second truncate">{isNow ? 'This moment' : entry.detail}</div>
      </div>
    </li>
  )
}

const ICONS: Partial<Record<EntryKind, string>> = {
  note: 'notes',
  order: 'shopping-bag',
  order_change: 'shopping-bag',
  fulfilment: 'package',
  delivery: 'truck-delivery',
  return: 'arrow-back-up',
  refund: 'coin',
  review: 'star',
  survey_answer: 'mood-smile',
  post: 'at',
  page: 'world',
  form: 'clipboard-text',
  subscription: 'news',
  promotion: 'speakerphone',
  profile_view: 'user',
  reviews_read: 'star',
  traits: 'user',
  activity: 'trophy',
}

export /** The icon of an entry by its kind, else by its channel. */
function iconOf(entry: TimelineEntry): string {
  return ICONS[entry.kind] ?? (entry.channel ? channelIcon(entry.channel) : 'message')
}

/** Late, lost and unhappy in red, what came back in amber, kept and praised in green. */
export function toneOf(entry: TimelineEntry): 'bad' | 'warn' | 'good' | undefined {
  const { status, rating, ratingFrom, ratingTo } = entry.data
  if (entry.kind === 'return' || entry.kind === 'refund') return 'warn'
  if (entry.kind === 'delivery') {
    if (status === 'delayed' || status === 'failed' || status === 'lost') return 'bad'
    return status === 'delivered' ? 'good' : undefined
  }
  if (entry.kind !== 'review' && entry.kind !== 'survey_answer') return undefined
  if (typeof rating !== 'number') return undefined
  const low = typeof ratingFrom === 'number' ? ratingFrom : 1
  const high = typeof ratingTo === 'number' ? ratingTo : 5
  const part = (rating - low) / (high - low)
  return part >= 0.75 ? 'good' : part <= 0.25 ? 'bad' : undefined
}
