/** Customers by their last happening, or those found; page by page. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { read } from '#web/api.ts'

const PAGE = 60

export type CustomerPages = ReturnType<typeof useCustomers>

export function useCustomers(q: string) {
  return useInfiniteQuery({
    queryKey: ['customers', 'list', q],
    queryFn: ({ pageParam, signal }) =>
      read.customers(
        { ...(q === '' ? {} : { q }), ...(pageParam ? { cursor: pageParam } : {}), limit: PAGE },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  })
}
