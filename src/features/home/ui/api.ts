/** What the home asks of the server and changes there; cards about other things ask where those live. */
import { useQuery } from '@tanstack/react-query'
import type { KeptMoment } from '#features/home/contract.ts'
import type { QueueAnswer } from '#features/moments/contract.ts'
import type { UseAnswer } from '#features/plays/contract.ts'
import type { PromiseBoard } from '#features/promises/contract.ts'
import type { ThanksAnswer, ThemesAnswer } from '#features/voices/contract.ts'
import { changing, get } from '#web/api.ts'
import type { ListOf } from '#web/api.ts'

const EVERY_MS = 60_000

/** Promises of the team, or her own; asked under the key of their screen, so that both are renewed together. */
export const usePromises = (of: 'team' | 'mine') =>
  useQuery({
    queryKey: ['promise-board', of, null, 'home'],
    queryFn: ({ signal }) => get<PromiseBoard>(`/promises/board?of=${of}`, signal),
    refetchInterval: EVERY_MS,
  })

export const useThanks = () =>
  useQuery({
    queryKey: ['voices-thanks'],
    queryFn: ({ signal }) => get<ThanksAnswer>('/voices/thanks', signal),
    refetchInterval: EVERY_MS,
  })

export const useThemes = () =>
  useQuery({
    queryKey: ['voices-themes', 'home'],
    queryFn: ({ signal }) => get<ThemesAnswer>('/voices/themes?days=30', signal),
  })

/** How many moments of the team are open; of the list itself only one is read. */
export const useWaiting = () =>
  useQuery({
    queryKey: ['home', 'waiting'],
    queryFn: ({ signal }) => get<QueueAnswer>('/queue?limit=1', signal),
    refetchInterval: EVERY_MS,
  })

export const useRoomToAct = () =>
  useQuery({
    queryKey: ['autonomy-use', 'home'],
    queryFn: ({ signal }) => get<UseAnswer>('/autonomy/use', signal),
  })

export const KEPT = ['home', 'kept'] as const
export const useKept = () =>
  useQuery({ queryKey: KEPT, queryFn: ({ signal }) => get<ListOf<KeptMoment>>('/kept-moments', signal) })

export const change = {
  keep: (momentId: string, line: string | null) =>
    changing('PUT', `/kept-moments/${momentId}`, 'Kept for yourself', { line }),
  letGo: (momentId: string) => changing('DELETE', `/kept-moments/${momentId}`, 'Let go'),
  takePromise: (id: string, ownerId: string | null) =>
    changing('PATCH', `/promises/${id}`, ownerId === null ? 'Given back' : 'Taken', { ownerId }),
}
