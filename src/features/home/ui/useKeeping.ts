/** Keeping a moment for oneself and letting it go, each with its undo. */
import { useQueryClient } from '@tanstack/react-query'
import type { Change } from '#web/api.ts'
import { failureWords } from '#web/failure.ts'
import { deliver } from '#web/outbox.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { change, KEPT } from './api.ts'

export function useKeeping() {
  const client = useQueryClient()
  async function carry(wanted: Change, told: string, undo: Change): Promise<void> {
    try {
      await deliver(wanted)
      tell(told, () => void deliver(undo).then(renew).catch(failed))
    } catch (failure) {
      failed(failure)
    }
    await renew()
  }
  const renew = () => client.invalidateQueries({ queryKey: KEPT })
  return {
    keep: (momentId: string) =>
      carry(change.keep(momentId, null), 'Kept for yourself. It is on your home.', change.letGo(momentId)),
    letGo: (momentId: string, line: string | null) =>
      carry(change.letGo(momentId), 'Let go.', change.keep(momentId, line)),
  }
}

const failed = (failure: unknown) => tellFailure(failureWords(failure))
