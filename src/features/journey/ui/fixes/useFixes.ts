/** The one thing to fix as the screens read and change it. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  ChangeFix,
  Fix,
  FixBoard,
  FixToStart,
  Overlooked,
  ThemeProposal,
} from '#features/journey/contract.ts'
import { changing, get } from '#web/api.ts'
import type { ListOf } from '#web/api.ts'
import { failureWords } from '#web/failure.ts'
import { useAnnouncements } from '#web/live.ts'
import { deliver } from '#web/outbox.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { renewJourney } from '../useJourney.ts'

/** Counts are kept within a quarter of a minute; what was chosen is heard of at once. */
const EVERY_MS = 60_000

export function useFixes() {
  const client = useQueryClient()
  useAnnouncements((name) => {
    if (name === 'fix.changed' || name === 'resync')
      void client.invalidateQueries({ queryKey: ['journey', 'fixes'] })
  })
  return useQuery({
    queryKey: ['journey', 'fixes'],
    queryFn: ({ signal }) => get<FixBoard>('/fixes', signal),
    refetchInterval: EVERY_MS,
  })
}

/** What may be hoped of a theme; nothing is asked without one. */
export const useThemeProposal = (id: string | undefined) =>
  useQuery({
    queryKey: ['journey', 'fixes', 'theme', id],
    queryFn: ({ signal }) => get<ThemeProposal>(`/fixes/themes/${encodeURIComponent(id ?? '')}`, signal),
    enabled: id !== undefined,
  })

export const useOverlooked = () =>
  useQuery({
    queryKey: ['journey', 'overlooked'],
    queryFn: ({ signal }) => get<ListOf<Overlooked>>('/touchpoints/overlooked', signal),
  })

/** Starting, ending and taking back, each told with its undo. */
export function useFixActions() {
  const client = useQueryClient()
  async function carry(
    work: () => Promise<{ told: string; undo: () => Promise<unknown> }>,
  ): Promise<boolean> {
    try {
      const { told, undo } = await work()
      tell(
        told,
        () =>
          void undo()
            .catch(failed)
            .finally(() => void renewJourney(client)),
      )
      return true
    } catch (failure) {
      failed(failure)
      return false
    } finally {
      await renewJourney(client)
    }
  }
  const alter = (id: string, body: ChangeFix, label: string) =>
    deliver(changing('PATCH', `/fixes/${id}`, label, body))
  return {
    /** Undone, the one whose place it took is under way again. */
    start: (wanted: FixToStart) =>
      carry(async () => {
        const sent = await deliver(changing('POST', '/fixes', 'This week’s fix', wanted))
        const id = sent.waits ? null : (sent.answer as Fix).id
        return {
          told: `This week’s fix: ${wanted.words}`,
          undo: async () => {
            if (id === null) return
            await deliver(changing('DELETE', `/fixes/${id}`, 'Not the fix after all'))
            if (wanted.replaces) await alter(wanted.replaces.id, { standing: 'started' }, 'Under way again')
          },
        }
      }),
    end: ({ id, words }: Fix, standing: 'finished' | 'dropped') =>
      carry(async () => {
        await alter(id, { standing }, standing)
        return {
          told: standing === 'finished' ? `Done: ${words}` : `Dropped: ${words}`,
          undo: () => alter(id, { standing: 'started' }, 'Under way again'),
        }
      }),
    again: ({ id, words }: Fix) =>
      carry(async () => {
        await alter(id, { standing: 'started' }, 'Under way again')
        return {
          told: `Under way again: ${words}`,
          undo: () => alter(id, { standing: 'dropped' }, 'Dropped'),
        }
      }),
  }
}

const failed = (failure: unknown) => tellFailure(failureWords(failure))
