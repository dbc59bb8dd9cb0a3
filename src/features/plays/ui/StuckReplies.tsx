/** Replies of the team that failed or may not have gone out: each waits for somebody who looks. Nothing where there are none. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { read } from './api.ts'
import { ReplyLine } from './ReplyLines.tsx'
import './composer.css'

const POLL_MS = 30_000

export function StuckReplies() {
  const { data } = useQuery({
    queryKey: ['stuck'],
    queryFn: async () => (await read.stuck()).items,
    refetchInterval: POLL_MS,
  })
  if (!data || data.length === 0) return null
  return (
    <section className="stack" aria-labelledby="stuck">
      <h2 className="head" id="stuck">
        Replies that wait for somebody
      </h2>
      <ul className="stack" data-gap="12" aria-label="Stuck replies">
        {data.map((reply) => (
          <li key={reply.id} className="stack" data-gap="6">
            <Link href={`/moments/${reply.momentId}`}>
              {reply.customer.name}, by {reply.by.name}
            </Link>
            <ReplyLine reply={reply} />
          </li>
        ))}
      </ul>
    </section>
  )
}
