/** Ids computed from their cause, so that doing the work twice changes nothing. */
import { createHash } from 'node:crypto'
import { makeId, slotOf, type ActId, type TaskId } from '#kit/id.ts'

/** The task an act leaves behind for somebody’s hands. */
export function taskIdOf({ id, at }: { readonly id: ActId; readonly at: Date }): TaskId {
  return makeId<'task'>(at, slotOf(id), createHash('sha256').update(`task:${id}`).digest())
}
