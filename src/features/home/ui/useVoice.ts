/** What got in people's way, as the home's cards read it: heard of at once when somebody says more. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  AgentsSay,
  FrictionNote,
  FridayOutcome,
  FridayQuestion,
  FridaySummary,
  Hindrance,
} from '#features/home/contract.ts'
import { asQuery, get } from '#web/api.ts'
import type { Change, ListOf } from '#web/api.ts'
import { failureWords } from '#web/failure.ts'
import { useAnnouncements } from '#web/live.ts'
import { deliver } from '#web/outbox.ts'
import { tell, tellFailure } from '#web/toasts.ts'

const VOICE = ['home', 'voice'] as const

export const useOwnNotes = () =>
  useQuery({
    queryKey: [...VOICE, 'mine'],
    queryFn: ({ signal }) => get<ListOf<FrictionNote>>('/friction-notes/mine', signal),
  })

export function useHindrances() {
  const client = useQueryClient()
  useAnnouncements((name) => {
    if (name === 'friction.changed' || name === 'resync') void client.invalidateQueries({ queryKey: VOICE })
  })
  return useQuery({
    queryKey: [...VOICE, 'hindrances'],
    queryFn: ({ signal }) => get<ListOf<Hindrance>>('/friction-notes', signal),
  })
}

export const useFridaySummary = () =>
  useQuery({
    queryKey: [...VOICE, 'friday-said'],
    queryFn: ({ signal }) => get<FridaySummary>('/friday/answers', signal),
  })

export const useFridayOutcomes = () =>
  useQuery({
    queryKey: [...VOICE, 'friday-outcomes'],
    queryFn: ({ signal }) => get<ListOf<FridayOutcome>>('/friday/outcomes', signal),
  })

export const useAgentsSay = (touchpoint: string | undefined) =>
  useQuery({
    queryKey: [...VOICE, 'agents-say', touchpoint],
    queryFn: ({ signal }) => get<AgentsSay>(`/agents-say${asQuery({ touchpoint })}`, signal),
  })

export const useFriday = () =>
  useQuery({ queryKey: ['home', 'friday'], queryFn: ({ signal }) => get<FridayQuestion>('/friday', signal) })

/** Carries a change out and reads the voices again; `undoOf` makes the way back from the answer. Answers what came back, undefined where it failed. */
export function useSaying() {
  const client = useQueryClient()
  const renew = () => client.invalidateQueries({ queryKey: ['home'] })
  return async <T>(change: Change, told: string, undoOf?: (answer: T) => Change): Promise<T | undefined> => {
    try {
      const sent = await deliver(change)
      const answer = sent.waits ? undefined : (sent.answer as T)
      const undo = answer !== undefined && undoOf ? undoOf(answer) : undefined
      if (told !== '') tell(told, undo && (() => void deliver(undo).then(renew).catch(failed)))
      await renew()
      return answer
    } catch (failure) {
      failed(failure)
      return undefined
    }
  }
}

const failed = (failure: unknown) => tellFailure(failureWords(failure))
