/** Which moment this member is writing about, for those who have it open too; null while she only reads. */
import { signal } from '#web/signal.ts'

export const writingAt = signal<string | null>(null)
