/** The map, one touchpoint's page and its evidence, kept fresh while the screen is open. */
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import type { ListEvidence } from '#features/journey/contract.ts'
import { deliver } from '#web/outbox.ts'
import type { Change } from '#web/api.ts'
import { tell } from '#web/toasts.ts'
import { failureWords } from '#web/failure.ts'
import { read, type Asked } from './api.ts'

/** Sums are kept within a quarter of a minute: asking more often shows nothing new. */
const EVERY_MS = 20_000

export const useMap = (asked: Asked) =>
  useQuery({
    queryKey: ['journey', 'map', asked],
    queryFn: ({ signal }) => read.map(asked, signal),
    refetchInterval: EVERY_MS,
    placeholderData: (former) => former,
  })

export const usePage = (id: string | null, asked: Asked) =>
  useQuery({
    queryKey: ['journey', 'page', id, asked],
    queryFn: ({ signal }) => read.page(id ?? '', asked, signal),
    enabled: id !== null,
  })

export const useEvidence = (id: string, route: string | undefined, feeling: ListEvidence['feeling']) =>
  useInfiniteQuery({
    queryKey: ['journey', 'evidence', id, route, feeling],
    queryFn: ({ pageParam }) => read.evidence(id, { route, feeling, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

export const useTouchpoints = () =>
  useQuery({ queryKey: ['journey', 'touchpoints'], queryFn: () => read.touchpoints() })

export const useRoutes = () => useQuery({ queryKey: ['journey', 'routes'], queryFn: () => read.routes() })

export const useCategories = () =>
  useQuery({ queryKey: ['journey', 'categories'], queryFn: () => read.categories() })

export const renewJourney = (client: QueryClient) => client.invalidateQueries({ queryKey: ['journey'] })

/** Carries a change out, reads the journey again, and says what failed. Answers whether it was done. */
export function useChange(): (change: Change, told?: string, undo?: () => void) => Promise<boolean> {
  const client = useQueryClient()
  return async (change, told, undo) => {
    try {
      await deliver(change)
      if (told !== undefined) tell(told, undo)
      return true
    } catch (failure) {
      tell(failureWords(failure))
      return false
    } finally {
      await renewJourney(client)
    }
  }
}
