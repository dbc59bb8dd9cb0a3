/** Who else has this moment open, said in the head of it. */
import { Avatar } from '#web/components/Avatar.tsx'
import { useSignal } from '#web/signal.ts'
import { writingAt } from './presence.ts'
import { usePresence } from './useComposer.ts'

export function HereToo({ momentId }: { momentId: string }) {
  const others = usePresence(momentId, useSignal(writingAt) === momentId)
  const [first, ...more] = others
  if (!first) return null
  return (
    <span className="row fixed HereToo" data-gap="4" role="status">
      <span className="third" aria-hidden="true">
        ·
      </span>
      <Avatar name={first.name} initials={first.initials} size="s" />
      {more.length > 0
        ? `${first.name} and ${more.length} more are here too`
        : first.isWriting
          ? `${first.name} is writing`
          : `${first.name} is here too`}
    </span>
  )
}
