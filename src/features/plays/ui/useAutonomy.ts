/** The policy on screen: read, changed field by field, shown at once and put back where the server refuses. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AutonomyAnswer, ChangeAutonomy } from '#features/plays/contract.ts'
import { failureWords } from '#web/failure.ts'
import { useAnnouncements } from '#web/live.ts'
import { deliver } from '#web/outbox.ts'
import { tell } from '#web/toasts.ts'
import { change, read } from './api.ts'

/** Everything that is asked about money stands under this key. */
export const AUTONOMY = 'autonomy'

export function useAutonomy() {
  const client = useQueryClient()
  const key = [AUTONOMY, 'policy']
  const query = useQuery({ queryKey: key, queryFn: read.autonomy })
  const [problem, setProblem] = useState<string | null>(null)
  useAnnouncements((name) => {
    if (name === 'autonomy.changed' || name === 'resync')
      void client.invalidateQueries({ queryKey: [AUTONOMY] })
  })

  /** `told` says what was done, `back` is what stood there before. */
  async function save(next: ChangeAutonomy, told: string, back?: ChangeAutonomy) {
    const before = client.getQueryData<AutonomyAnswer>(key)
    setProblem(null)
    if (before) client.setQueryData(key, changed(before, next))
    try {
      const sent = await deliver(change.autonomy(next))
      if (!sent.waits) client.setQueryData(key, sent.answer)
      tell(told, back ? () => void save(back, 'As it was.') : undefined)
    } catch (failure) {
      client.setQueryData(key, before)
      setProblem(failureWords(failure))
    }
  }
  return { ...query, problem, save }
}

function changed(policy: AutonomyAnswer, { deciders = {}, ...rest }: ChangeAutonomy): AutonomyAnswer {
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  return {
    ...policy,
    ...(given as Partial<AutonomyAnswer>),
    matrix: policy.matrix.map((row) => ({ ...row, decider: deciders[row.kind] ?? row.decider })),
  }
}
