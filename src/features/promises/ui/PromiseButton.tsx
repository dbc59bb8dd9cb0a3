/** Promises a customer a check-back, for the hand. */
import { Suspense, useState } from 'react'
import { Icon } from '#web/components/Icon.tsx'
import { onDemand } from '#web/on-demand.ts'
import { useSession } from '#web/session.ts'
import type { Whom } from './MakeSheet.tsx'
import './customer-promises.css'

const MakeSheet = onDemand(() => import('./MakeSheet.tsx'), 'MakeSheet')

export function PromiseButton(props: { customer: Whom; momentId?: string }) {
  const [isOpen, setOpen] = useState(false)
  const { permissions } = useSession()
  if (!permissions.includes('promises.write')) return null
  return (
    <>
      <button type="button" className="Link PromiseButton" onClick={() => setOpen(true)}>
        <Icon name="heart-handshake" size="s" />
        Promise a check-back
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <MakeSheet
            whom={props.customer}
            {...(props.momentId ? { momentId: props.momentId } : {})}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}
