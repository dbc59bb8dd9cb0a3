/** What the server says a composer holds: fetched ahead, kept fresh by announcements, and who else is here. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Composer, Presence, Reply } from '#features/plays/contract.ts'
import { useAnnouncements } from '#web/live.ts'
import { useSession } from '#web/session.ts'
import { tellFailure } from '#web/toasts.ts'
import { bePresent, leaveMoment, read } from './api.ts'

const COMPOSER = 'composer'
export const composerKey = (momentId: string) => [COMPOSER, momentId] as const
const presenceKey = (momentId: string) => ['presence', momentId] as const

/** Told again this often; the server forgets after 45 s. */
const PRESENT_MS = 20_000

/** What changes what a composer shows. */
const HEARD: ReadonlySet<string> = new Set(['reply.changed', 'ask.changed', 'task.changed', 'resync'])

export function useComposer(momentId: string) {
  const client = useQueryClient()
  useAnnouncements((name, { momentId: of }) => {
    if (HEARD.has(name) && (of === undefined || of === momentId))
      void client.invalidateQueries({ queryKey: composerKey(momentId) })
  })
  return useQuery({
    queryKey: composerKey(momentId),
    queryFn: ({ signal }) => read.composer(momentId, signal),
  })
}

/** Fetches the composers of the given moments ahead, and tells when a reply of one's own got stuck while elsewhere. */
export function ComposersAhead({ ids }: { ids: readonly string[] }) {
  const client = useQueryClient()
  const me = useSession().member.id
  const list = ids.join(' ')
  useEffect(() => {
    for (const id of list.split(' ').filter(Boolean))
      void client.prefetchQuery({ queryKey: composerKey(id), queryFn: () => read.composer(id) })
  }, [client, list])
  useAnnouncements((name, { id, momentId }) => {
    if (name !== 'reply.changed' || id === undefined || momentId === undefined) return
    if (client.getQueryState(composerKey(momentId)) && !ids.includes(momentId))
      void client.invalidateQueries({ queryKey: composerKey(momentId), refetchType: 'active' })
    void read
      .reply(id)
      .then((reply) => reply.by.id === me && tellIfStuck(reply))
      .catch(() => undefined)
  })
  return null
}

const told = new Set<string>()
function tellIfStuck({ id, state, customer, problem, tries }: Reply): void {
  if (state !== 'failed' && state !== 'unsure') return
  if (told.has(`${id} ${state} ${tries}`)) return
  told.add(`${id} ${state} ${tries}`)
  tellFailure(
    state === 'failed'
      ? `The reply to ${customer.name} did not go out. ${problem ?? ''}`
      : `Whether the reply to ${customer.name} went out is not certain. ${problem ?? ''}`,
  )
}

/** Says that this page has the moment open, and knows who else has. */
export function usePresence(momentId: string, isWriting: boolean): readonly Presence[] {
  const client = useQueryClient()
  const { data } = useQuery({
    queryKey: [...presenceKey(momentId), isWriting],
    queryFn: () => bePresent(momentId, isWriting),
    refetchInterval: PRESENT_MS,
    retry: false,
    placeholderData: (before: Presence[] | undefined) => before,
  })
  useAnnouncements((name, { id, momentId: of }) => {
    if (name === 'presence.changed' && (of ?? id) === momentId)
      void client.invalidateQueries({ queryKey: presenceKey(momentId) })
  })
  useEffect(() => () => void leaveMoment(momentId).catch(() => undefined), [momentId])
  return data ?? []
}

/** The first answer while this moment is open decides the order: what comes later stands behind, so that no key moves. */
export function inSeenOrder(offers: Composer['offers'], seen: readonly string[]): Composer['offers'] {
  const place = new Map(seen.map((id, i) => [id, i]))
  return [...offers].sort((a, b) => (place.get(a.id) ?? Infinity) - (place.get(b.id) ?? Infinity))
}
