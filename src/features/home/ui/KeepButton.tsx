/** The star beside a moment's customer, and S: keeps the moment for whoever presses it. */
import { useKeys } from '#web/keys.ts'
import { Icon } from '#web/components/Icon.tsx'
import { useSession } from '#web/session.ts'
import { useKept } from './api.ts'
import { useKeeping } from './useKeeping.ts'

export function KeepButton({ momentId }: { momentId: string }) {
  const mayKeep = useSession().permissions.includes('home.write')
  const kept = useKept().data?.items.find((one) => one.momentId === momentId)
  const { keep, letGo } = useKeeping()
  const press = () => void (kept ? letGo(momentId, kept.line) : keep(momentId))
  useKeys(
    mayKeep
      ? [
          {
            keys: 's',
            label: kept ? 'let it go from what you keep' : 'keep it for yourself',
            group: 'The moment',
            run: press,
          },
        ]
      : [],
  )
  if (!mayKeep) return null
  return (
    <button
      type="button"
      className="ActionIcon"
      aria-pressed={kept !== undefined}
      aria-label={kept ? 'You keep this moment' : 'Keep this moment for yourself'}
      onClick={press}
    >
      <Icon name="star" />
    </button>
  )
}
