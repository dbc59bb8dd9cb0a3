/** The event debugger: what senders sent and could not be stored, why, and what to do about it. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'wouter'
import type { RefusalCount } from '#features/timeline/contract.ts'
import { read } from '#web/api.ts'
import { useTime } from '#web/clock.ts'
import { EmptyFace, FailedFace, LoadingRows } from '#web/components/Faces.tsx'
import { failureWords } from '#web/failure.ts'
import { RefusedRow } from './RefusedRow.tsx'
import './refused.css'

/** Somebody who mends a sender looks while she sends again. */
const POLL_MS = 10_000

export function RefusedScreen() {
  const [params, setParams] = useSearchParams()
  const source = params.get('source') ?? undefined
  const now = useTime(30_000)
  const { data: counts } = useQuery({
    queryKey: ['refusals', 'counts'],
    queryFn: async () => (await read.refusalCounts()).items,
    refetchInterval: POLL_MS,
  })
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['refusals', source ?? ''],
    queryFn: ({ pageParam }) => read.refusals({ source, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: POLL_MS,
  })
  const items = data?.pages.flatMap((page) => page.items)
  return (
    <div className="Refused">
      <header className="Refused-head">
        <Link href="/import" className="Link">
          Import
        </Link>
        <span className="third" aria-hidden="true">
          /
        </span>
        <h1 className="title">What was refused</h1>
        <span className="third push">Kept for 30 days, then forgotten</span>
      </header>
      <div className="Refused-body">
        <p className="second">
          What your programs sent and could not be stored. The sender was told the same, with the place of
          each item; everything else of its request is in.
        </p>
        <Sources
          counts={counts ?? []}
          source={source}
          onChoose={(next) => setParams(next === undefined ? {} : { source: next }, { replace: true })}
        />
        {items ? (
          items.length > 0 ? (
            <ul className="Paper Refused-list">
              {items.map((item) => (
                <RefusedRow key={item.id} item={item} now={now} />
              ))}
            </ul>
          ) : (
            <EmptyFace icon="circle-check" title="Nothing was refused">
              {source === undefined
                ? 'Whatever was sent in the last 30 days is stored.'
                : `Whatever ${nameOf(source)} sent in the last 30 days is stored.`}
            </EmptyFace>
          )
        ) : error ? (
          <FailedFace
            title="What was refused could not be read."
            detail={`${failureWords(error)} It is kept.`}
            onRetry={() => void refetch()}
          />
        ) : (
          <LoadingRows rows={4} />
        )}
        {hasNextPage && (
          <button
            type="button"
            className="Link"
            disabled={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            {isFetchingNextPage ? 'Reading' : 'Earlier'}
          </button>
        )}
      </div>
    </div>
  )
}

/** One chip a sender, with how much of it was refused. */
function Sources(props: {
  counts: readonly RefusalCount[]
  source: string | undefined
  onChoose: (source: string | undefined) => void
}) {
  const bySource = Map.groupBy(props.counts, ({ source }) => source)
  if (bySource.size === 0) return null
  const sum = (counts: readonly RefusalCount[]) => counts.reduce((total, { count }) => total + count, 0)
  return (
    <div className="row wrap" data-gap="6" role="group" aria-label="Whose">
      <button
        type="button"
        className="Chip"
        aria-pressed={props.source === undefined}
        onClick={() => props.onChoose(undefined)}
      >
        All {sum(props.counts)}
      </button>
      {[...bySource].map(([source, counts]) => (
        <button
          key={source}
          type="button"
          className="Chip"
          aria-pressed={props.source === source}
          onClick={() => props.onChoose(source)}
        >
          {nameOf(source)} {sum(counts)}
        </button>
      ))}
    </div>
  )
}

/** "segment:webshop" as people call it: the key’s name. */
const nameOf = (source: string) => source.replace(/^segment:/, '')
