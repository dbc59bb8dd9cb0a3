/** The board of promises and one promise: read, polled and heard of live; what is new waits until it is asked for. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { PromiseBoard, PromiseDetail, PromiseRow } from '#features/promises/contract.ts'
import { useAnnouncements } from '#web/live.ts'
import { say } from '#web/toasts.ts'
import { read } from './api.ts'
import type { Side } from './api.ts'

export const BOARD = 'promise-board'
export const PROMISES_OF = 'promises-of'
const KEPT_TODAY = 'promises-kept-today'
const PENDING = 'promises-pending'
export const promiseKey = (id: string) => ['promise', id] as const

const POLL_MS = 60_000
const GATHER_MS = 800
/** The queue comes first on the screen and on the wire. */
const AFTER_THE_QUEUE_MS = 1_500

/** How many promises are at risk in the team, for the navigation; undefined until known. */
export function useAtRisk(): number | undefined {
  const [isLater, setLater] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLater(true), AFTER_THE_QUEUE_MS)
    return () => clearTimeout(timer)
  }, [])
  const { data } = useQuery({ ...boardOf('team', null), enabled: isLater, refetchInterval: POLL_MS })
  const client = useQueryClient()
  const gathering = useRef<ReturnType<typeof setTimeout>>(undefined)
  useAnnouncements((name) => {
    if (name !== 'promise.changed' && name !== 'resync') return
    clearTimeout(gathering.current)
    gathering.current = setTimeout(() => void renewPromises(client), GATHER_MS)
  })
  return data?.counts.atRisk
}

/** Asks anew for everything about promises that is on screen. */
export async function renewPromises(client: QueryClient): Promise<void> {
  const keys = [BOARD, 'promise', PROMISES_OF, KEPT_TODAY, PENDING, 'promise-delay']
  await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })))
}

/** The board with the rows that came since held back; `showNew` lets them in. */
export function useBoard(of: Side, touchpoint: string | null) {
  const { data, error, refetch } = useQuery({ ...boardOf(of, touchpoint), refetchInterval: POLL_MS })
  const filter = `${of} ${touchpoint ?? ''}`
  const [seen, setSeen] = useState<{ filter: string; ids: ReadonlySet<string> } | null>(null)
  const ids = useMemo(() => data && idsOf(data), [data])
  if (ids && seen?.filter !== filter) setSeen({ filter, ids: new Set(ids) })

  const fresh = ids?.filter((id) => seen !== null && !seen.ids.has(id)).length ?? 0
  useEffect(() => {
    if (fresh > 0) say(fresh === 1 ? '1 new promise' : `${fresh} new promises`)
  }, [fresh])
  const board = useMemo(() => (data && seen ? withOnly(data, seen.ids) : data), [data, seen])
  return {
    board,
    error,
    fresh,
    retry: () => void refetch(),
    showNew: () => ids && setSeen({ filter, ids: new Set(ids) }),
  }
}

/** What the board does not hold: those kept today, those that wait for the customer's answer. */
export function useExtraRows(group: 'kept_today' | 'pending', of: Side, isWanted: boolean) {
  return useQuery({
    queryKey: [group === 'pending' ? PENDING : KEPT_TODAY, of],
    queryFn: async () => (await read.list({ of, group })).items,
    enabled: isWanted,
  })
}

/** One promise with its story. */
export function usePromise(id: string | null) {
  return useQuery({
    queryKey: promiseKey(id ?? ''),
    queryFn: ({ signal }) => read.promise(id ?? '', signal),
    enabled: id !== null,
  })
}

/** Changes a row wherever it is kept in the browser; answers how to put everything back. */
export function patchRow(client: QueryClient, id: string, patch: Partial<PromiseRow>): () => void {
  const boards = client.getQueriesData<PromiseBoard>({ queryKey: [BOARD] })
  const detail = client.getQueryData<PromiseDetail>(promiseKey(id))
  client.setQueriesData<PromiseBoard>({ queryKey: [BOARD] }, (board) => board && withRow(board, id, patch))
  if (detail) client.setQueryData(promiseKey(id), { ...detail, row: { ...detail.row, ...patch } })
  return () => {
    for (const [key, board] of boards) client.setQueryData(key, board)
    if (detail) client.setQueryData(promiseKey(id), detail)
  }
}

function boardOf(of: Side, touchpoint: string | null) {
  return {
    queryKey: [BOARD, of, touchpoint],
    queryFn: ({ signal }: { signal: AbortSignal }) => read.board(of, touchpoint, signal),
  }
}

function idsOf(board: PromiseBoard): string[] {
  return board.groups.flatMap(({ items }) => items.map(({ id }) => id))
}

function withOnly(board: PromiseBoard, ids: ReadonlySet<string>): PromiseBoard {
  return {
    ...board,
    groups: board.groups.map((group) => ({ ...group, items: group.items.filter(({ id }) => ids.has(id)) })),
  }
}

const SETTLED: ReadonlySet<PromiseRow['standing']> = new Set(['kept', 'withdrawn'])

/** A row that was settled or made good leaves its group, and the counts follow. */
export function withRow(board: PromiseBoard, id: string, patch: Partial<PromiseRow>): PromiseBoard {
  const { counts } = board
  const group = board.groups.find(({ items }) => items.some((row) => row.id === id))
  const row = group?.items.find((each) => each.id === id)
  if (!group || !row) return board
  const isLeaving = (patch.standing !== undefined && SETTLED.has(patch.standing)) || patch.madeGoodAt != null
  if (!isLeaving)
    return {
      ...board,
      groups: board.groups.map((each) =>
        each !== group
          ? each
          : { ...each, items: each.items.map((one) => (one.id === id ? { ...one, ...patch } : one)) },
      ),
    }
  const less = (n: number, isOne: boolean) => Math.max(0, n - (isOne ? 1 : 0))
  return {
    ...board,
    counts: {
      ...counts,
      dueToday: less(counts.dueToday, group.group === 'due_today'),
      atRisk: less(counts.atRisk, row.standing === 'at_risk'),
      broken: less(counts.broken, group.group === 'broken'),
      keptToday: counts.keptToday + (patch.standing === 'kept' ? 1 : 0),
    },
    groups: board.groups.map((each) =>
      each !== group
        ? each
        : { ...each, count: each.count - 1, items: each.items.filter((one) => one.id !== id) },
    ),
  }
}
