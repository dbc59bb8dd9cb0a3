/** The map, one touchpoint's page and its evidence, kept fresh while the screen is open. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import type { ListEvidence } from '#features/journey/contract.ts'
import { read as readWeb } from '#web/api.ts'
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

export const useEvidence = (id: string, asked: Asked, feeling: ListEvidence['feeling']) =>
  useInfiniteQuery({
    queryKey: ['journey', 'evidence', id, asked, feeling],
    queryFn: ({ pageParam }) => read.evidence(id, { ...asked, feeling, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

export const useTouchpoints = () =>
  useQuery({ queryKey: ['journey', 'touchpoints'], queryFn: () => read.touchpoints() })

export const useRoutes = () => useQuery({ queryKey: ['journey', 'routes'], queryFn: () => read.routes() })

export const useCategories = () =>
  useQuery({ queryKey: ['journey', 'categories'], queryFn: () => read.categories() })

/** Everybody of the team; none until they are read. */
export const useMembers = () =>
  useQuery({ queryKey: ['members'], queryFn: () => readWeb.members() }).data?.items ?? []

export const renewJourney = (client: QueryClient) => client.invalidateQueries({ queryKey: ['journey'] })
