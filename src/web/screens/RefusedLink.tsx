/** How much of what programs sent was refused, and the way to look at it. */
import { countOf } from '#kit/counted.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { read } from '../api.ts'

export function RefusedLink() {
  const { data } = useQuery({
    queryKey: ['refusals', 'counts'],
    queryFn: async () => (await read.refusalCounts()).items,
    staleTime: 10_000,
  })
  const count = data?.reduce((sum, each) => sum + each.count, 0)
  return (
    <p className="small second">
      {count === undefined || count === 0
        ? 'Nothing that was sent was refused in the last 30 days. '
        : `${countOf(count, 'item')} ${count === 1 ? 'was' : 'were'} refused in the last 30 days. `}
      <Link href="/import/refused" className="Link">
        What was refused
      </Link>
    </p>
  )
}
