/** Refusals that more than one use case answers with. */
import { Refusal } from '#kit/refusal.ts'

export const replyNotFound = () => new Refusal('reply_not_found', 'There is no such reply here.')
export const taskNotFound = () => new Refusal('task_not_found', 'There is no such task here.')
export const askNotFound = () => new Refusal('ask_not_found', 'Nobody was asked this.')
