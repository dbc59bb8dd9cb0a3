/** Carries a change of the journey out and reads again what it touches. */
import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import type { Change } from '#web/api.ts'
import { failureWords } from '#web/failure.ts'
import { deliver } from '#web/outbox.ts'
import { tell, tellFailure } from '#web/toasts.ts'

const JOURNEY: QueryKey = ['journey']

/** Says what was done or what failed; answers whether it was done. `touched` are the queries it touches: the whole journey's where none is named. */
export function useChange(
  ...touched: QueryKey[]
): (change: Change, told?: string, undo?: () => void) => Promise<boolean> {
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
      for (const queryKey of touched.length === 0 ? [JOURNEY] : touched)
        await client.invalidateQueries({ queryKey })
    }
  }
}
