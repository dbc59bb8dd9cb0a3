/** The audit of the basics: read, run, answered. */
import { useQuery } from '@tanstack/react-query'
import type { AnswerBasic, BasicId, BasicPiece, Basics } from '#features/journey/contract/basics.ts'
import { asQuery, changing, get, type ListOf } from '#web/api.ts'
import { useChange } from '../useChange.ts'

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
export const useBasicsChange = () => useChange(['basics'])
