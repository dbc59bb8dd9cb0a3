/** The queue on screen: read, polled and heard of live, merged so that nothing moves by itself. */
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { MomentDetail } from '#features/moments/contract.ts'
import { read } from '#web/api.ts'
import type { QueueQuery } from '#web/api.ts'
import { currentTime } from '#web/clock.ts'
import { useAnnouncements } from '#web/live.ts'
import { useSession } from '#web/session.ts'
import { say } from '#web/toasts.ts'
import { addWaiting, appendPage, mergeHead, renewRow, showWaiting, startQueue } from './queue.ts'
import type { Queue } from './queue.ts'

export const QUEUE = 'queue'
export const momentKey = (id: string) => ['moment', id] as const

const OPEN = ['open-moments']

const PAGE = 100
const POLL_MS = 30_000
/** The list is asked again this soon after news, and no more often, however much comes. */
const GATHER_MS = 250
/** Moments asked for by their ids at once; a file that is read brings more, and they are met on the way down. */
const NOTICED_AT_ONCE = 50
/** How long the server's list may still show what the agent has just finished. */
const LEAVING_MS = 60_000

const leaving = new Map<string, number>()

/** Keeps a finished moment out of the list while the server learns of it; `false` lets it back in. */
export function setLeaving(id: string, isLeaving: boolean): void {
  if (isLeaving) leaving.set(id, currentTime())
  else leaving.delete(id)
}

/** How many moments are open in the team, once the list was seen; for the navigation. */
export function useOpenMoments(): number | undefined {
  return useQuery<number>({ queryKey: OPEN, queryFn: skipToken }).data
}

/** One moment whole; from the cache when it was prefetched. */
export function useMoment(id: string | null) {
  return useQuery({
    queryKey: momentKey(id ?? ''),
    queryFn: ({ signal }) => read.moment(id ?? '', signal),
    enabled: id !== null,
  })
}

/** Fetches the given moments ahead, so that J shows them at once. */
export function usePrefetch(ids: readonly string[]): void {
  const client = useQueryClient()
  const list = ids.join(' ')
  useEffect(() => {
    for (const id of list.split(' ').filter(Boolean)) {
      void client.prefetchQuery({ queryKey: momentKey(id), queryFn: () => read.moment(id) })
    }
  }, [client, list])
}

export function useQueue(query: QueueQuery) {
  const client = useQueryClient()
  const me = useSession().member.id
  const key = useMemo(() => [QUEUE, query], [query])
  const isPast = query.when === 'past'
  const { data, error, refetch, isPending } = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const answer = await read.queue({ ...query, limit: PAGE }, signal)
      if (answer.first) seed(client, answer.first)
      const before = client.getQueryData<Queue>(key)
      if (before) return mergeHead(before, answer, leavingNow())
      return startQueue(answer, me, isPast ? 'newest' : 'expiry')
    },
    refetchInterval: isPast ? false : POLL_MS,
    refetchOnWindowFocus: isPast ? false : 'always',
    structuralSharing: false,
    gcTime: 30 * 60_000,
  })

  const change = useCallback(
    (next: (queue: Queue) => Queue) => {
      client.setQueryData<Queue>(key, (queue) => (queue ? next(queue) : queue))
    },
    [client, key],
  )

  /** Asks which of the moments just noticed belong into this list; they wait behind the pill, wherever their place is. */
  async function takeNoticed(ids: readonly string[]) {
    if (ids.length === 0 || !client.getQueryData(key)) return
    const answer = await read.queue({ ...query, ids: ids.join(',') }).catch(() => undefined)
    if (answer) change((queue) => addWaiting(queue, answer.items, leavingNow()))
  }

  const gathering = useRef<ReturnType<typeof setTimeout>>(undefined)
  const noticed = useRef(new Set<string>())
  useAnnouncements((name, { id, ids }) => {
    if (name === 'moment.settled' && id) {
      if (!leaving.has(id)) change((queue) => ({ ...queue, gone: new Set([...queue.gone, id]) }))
    }
    if (id) void refresh(client, id).then((row) => row && change((queue) => renewRow(queue, row)))
    // The past does not change by what is noticed now.
    if (name === 'import.progressed' || isPast) return
    if (name === 'moment.noticed') for (const one of ids ?? []) noticed.current.add(one)
    gathering.current ??= setTimeout(() => {
      gathering.current = undefined
      void takeNoticed([...noticed.current].slice(0, NOTICED_AT_ONCE))
      noticed.current.clear()
      void refetch()
    }, GATHER_MS)
  })

  const open = data?.counts.team
  useEffect(() => {
    if (open !== undefined) client.setQueryData(OPEN, open)
  }, [client, open])

  const waiting = data?.waiting.length ?? 0
  useEffect(() => {
    if (waiting > 0) say(waiting === 1 ? '1 new moment' : `${waiting} new moments`)
  }, [waiting])

  const fetching = useRef(false)
  async function loadMore() {
    const cursor = client.getQueryData<Queue>(key)?.next
    if (!cursor || fetching.current) return
    fetching.current = true
    try {
      const answer = await read.queue({ ...query, limit: 2 * PAGE, cursor })
      change((queue) => appendPage(queue, answer))
    } catch {
      // The foot of the list asks again when it next comes into view.
    } finally {
      fetching.current = false
    }
  }

  return {
    queue: data,
    error,
    isPending,
    retry: () => void refetch(),
    change,
    loadMore: () => void loadMore(),
    showNew: () => change(showWaiting),
  }
}

/** Reads a moment again if somebody reads it here; its row, or undefined. */
async function refresh(client: QueryClient, id: string) {
  if (!client.getQueryState(momentKey(id))) return undefined
  // What is on its way already may be older than the news.
  await client.cancelQueries({ queryKey: momentKey(id) })
  const detail = await client
    .fetchQuery({ queryKey: momentKey(id), queryFn: () => read.moment(id), staleTime: 0 })
    .catch(() => undefined)
  return detail?.row
}

function seed(client: QueryClient, detail: MomentDetail): void {
  if (!client.getQueryData(momentKey(detail.row.id))) client.setQueryData(momentKey(detail.row.id), detail)
}

function leavingNow(): ReadonlySet<string> {
  for (const [id, since] of leaving) if (since < currentTime() - LEAVING_MS) leaving.delete(id)
  return new Set(leaving.keys())
}
