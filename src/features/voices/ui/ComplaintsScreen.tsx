/** The complaint register: figures, filters, the list, and one complaint beside it. */
import { counted } from '#kit/counted.ts'
import { Button } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { Complaint } from '#features/voices/contract.ts'
import { Answered } from '#web/Answered.tsx'
import { currentTime } from '#web/clock.ts'
import { EmptyFace, LoadingRows } from '#web/components/Faces.tsx'
import { Segments } from '#web/components/Segments.tsx'
import { useKeys } from '#web/keys.ts'
import { useAnnouncements } from '#web/live.ts'
import { deliver } from '#web/outbox.ts'
import { useSession } from '#web/session.ts'
import { whenSaid } from '#web/times.ts'
import { change, COMPLAINTS, read } from './complaint-api.ts'
import type { ComplaintQuery } from './complaint-api.ts'
import { ORIGINS, standingWords } from './complaint-say.ts'
import { ComplaintFigures } from './ComplaintFigures.tsx'
import { ComplaintPane } from './ComplaintPane.tsx'
import { CausesSheet } from './CausesSheet.tsx'
import { TakeDownSheet } from './TakeDownSheet.tsx'
import { VoicesTabs } from './VoicesTabs.tsx'
import './complaints.css'

export function ComplaintsScreen({ complaintId }: { complaintId: string | null }) {
  const session = useSession()
  const [, go] = useLocation()
  const client = useQueryClient()
  const [query, setQuery] = useState<ComplaintQuery>({ standing: 'waiting', owner: 'all' })
  const [isTree, setTree] = useState(false)
  const [isTaking, setTaking] = useState(false)
  const mayWrite = session.permissions.includes('complaints.write')
  async function takeDown(customerId: string, words: string) {
    await deliver(change.takeDown(customerId, words))
    setTaking(false)
    await client.invalidateQueries({ queryKey: COMPLAINTS })
  }
  const causes = useQuery({ queryKey: [...COMPLAINTS, 'causes'], queryFn: read.causes })
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: [...COMPLAINTS, 'list', query],
    queryFn: ({ pageParam }) => read.list(query, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  })
  useAnnouncements((name) => {
    if (name === 'complaint.changed' || name === 'resync')
      void client.invalidateQueries({ queryKey: COMPLAINTS })
  })
  const items = data?.pages.flatMap((page) => page.items)
  const step = (by: number) => {
    const at = items?.findIndex(({ id }) => id === complaintId) ?? -1
    const next = items?.[at === -1 ? 0 : at + by]
    if (next) go(`/voices/complaints/${next.id}`)
  }
  useKeys([
    ...(mayWrite
      ? [
          {
            keys: 'c',
            label: 'take one down',
            group: 'Complaints',
            bar: { word: 'take one down', place: 2 },
            run: () => setTaking(true),
          },
        ]
      : []),
    { keys: 'j', label: 'next', group: 'Complaints', bar: { word: 'next', place: 1 }, run: () => step(1) },
    {
      keys: 'k',
      label: 'previous',
      group: 'Complaints',
      bar: { word: 'next', place: 1 },
      run: () => step(-1),
    },
  ])
  return (
    <div className="Voices" data-open={complaintId ? '' : undefined}>
      <VoicesTabs>
        {mayWrite && (
          <Button size="xs" variant="filled" onClick={() => setTaking(true)}>
            Take one down
          </Button>
        )}
        {session.permissions.includes('causes.write') && (
          <Button size="xs" onClick={() => setTree(true)}>
            Causes
          </Button>
        )}
      </VoicesTabs>
      <div className="Voices-body Complaints">
        <ComplaintFigures />
        <div className="row wrap" data-gap="8">
          <Segments
            label="How they stand"
            value={query.standing}
            onChange={(standing) => setQuery({ ...query, standing })}
            choices={[
              { value: 'waiting', label: 'Waiting' },
              { value: 'resolved', label: 'Solved' },
              { value: 'closed', label: 'Closed' },
              { value: 'all', label: 'All' },
            ]}
          />
          <Segments
            label="Whose"
            value={query.owner}
            onChange={(owner) => setQuery({ ...query, owner })}
            choices={[
              { value: 'all', label: 'Everybody’s' },
              { value: 'me', label: 'Mine' },
              { value: 'nobody', label: 'Nobody’s' },
            ]}
          />
          <select
            className="Input Complaints-cause"
            aria-label="Cause"
            value={query.cause ?? ''}
            onChange={(event) => setQuery({ ...query, cause: event.currentTarget.value || undefined })}
          >
            <option value="">Any cause</option>
            {causes.data?.items.map(({ id, parentId, name, count }) => (
              <option key={id} value={id}>
                {parentId === null ? name : `– ${name}`} ({counted(count)})
              </option>
            ))}
          </select>
        </div>
        <div className="Complaints-two">
          <Answered
            answer={items}
            error={error}
            onRetry={refetch}
            failed="The complaints could not be read."
            loading={<LoadingRows rows={4} />}
          >
            {(items) =>
              items.length === 0 ? (
                <EmptyFace
                  icon="circle-check"
                  title={query.standing === 'waiting' ? 'No complaint waits' : 'None here'}
                >
                  Complaints come in by themselves from what customers write, from low scores and bad reviews.
                  One that came by another way is taken down by whoever heard it.
                </EmptyFace>
              ) : (
                <div>
                  <ul className="Paper ComplaintList" aria-label="Complaints">
                    {items.map((complaint) => (
                      <ComplaintRow
                        key={complaint.id}
                        complaint={complaint}
                        isOpen={complaint.id === complaintId}
                      />
                    ))}
                  </ul>
                  {hasNextPage && (
                    <Button size="xs" onClick={() => void fetchNextPage()}>
                      More
                    </Button>
                  )}
                </div>
              )
            }
          </Answered>
          {complaintId && (
            <ComplaintPane key={complaintId} id={complaintId} causes={causes.data?.items ?? []} />
          )}
        </div>
      </div>
      {isTaking && <TakeDownSheet onTakeDown={takeDown} onClose={() => setTaking(false)} />}
      {isTree && <CausesSheet causes={causes.data?.items ?? []} onClose={() => setTree(false)} />}
    </div>
  )
}

function ComplaintRow({ complaint, isOpen }: { complaint: Complaint; isOpen: boolean }) {
  const { id, customer, words, isQuoted, origin, owner, cause, openedAt } = complaint
  const standing = standingWords(complaint)
  return (
    <li>
      <Link
        href={`/voices/complaints/${id}`}
        className="ComplaintRow"
        aria-current={isOpen ? 'true' : undefined}
      >
        <span className="row between" data-gap="8">
          <b className="truncate">{customer.name}</b>
          <time className="small third fixed" dateTime={openedAt}>
            {whenSaid(openedAt, currentTime())}
          </time>
        </span>
        <span className={isQuoted ? 'voice ComplaintRow-words' : 'ComplaintRow-words second'}>
          {words ?? 'A score without a word.'}
        </span>
        <span className="row small third wrap" data-gap="8">
          <span className={standing.tone}>{standing.words}</span>
          <span>{ORIGINS[origin]}</span>
          {cause && <span>{cause.name}</span>}
          <span>{owner ? owner.name : 'nobody’s'}</span>
        </span>
      </Link>
    </li>
  )
}
