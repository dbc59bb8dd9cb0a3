/** The audit of the basics: read, run, answered. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { AnswerBasic, BasicId, BasicPiece, Basics } from '#features/journey/contract/basics.ts'
import { asQuery, changing, get, type Change, type ListOf } from '#web/api.ts'
import { failureWords } from '#web/failure.ts'
import { deliver } from '#web/outbox.ts'
import { tell, tellFailure } from '#web/toasts.ts'

export const useBasics = (run: string | undefined) =>
  useQuery({ queryKey: ['basics', run ?? null], queryFn: () => get<Basics>(`/basics${asQuery({ run })}`) })

export const useBasicPieces = (item: BasicId) =>
  useQuery({
    queryKey: ['basics', 'evidence', item],
    queryFn: () => get<ListOf<BasicPiece>>(`/basics/${item}/evidence`),
  })

export const change = {
  run: () => changing('POST', '/basics/runs', 'The basics were run.'),
  answer: (run: string, item: BasicId, body: AnswerBasic) =>
    changing('PUT', `/basics/runs/${encodeURIComponent(run)}/answers/${item}`, 'Answered', body),
}

/** Carries it out, reads the audit again, says what failed. Answers whether it was done. */
export function useBasicsChange(): (change: Change, told?: string, undo?: () => void) => Promise<boolean> {
  const client = useQueryClient()
  return async (change, told, undo) => {
    try {
      await deliver(change)
      if (told !== undefined) tell(told, undo)
      return true
    } catch (failure) {
      tellFailure(failureWords(failure))
      return false
    } finally {
      await client.invalidateQueries({ queryKey: ['basics'] })
    }
  }
}
