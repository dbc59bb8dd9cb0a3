/** P: promises the customer of the open moment a check-back. */
import { Suspense, useState } from 'react'
import { useKeys } from '#web/keys.ts'
import { onDemand } from '#web/on-demand.ts'
import { useSession } from '#web/session.ts'
import type { Whom } from './MakeSheet.tsx'

const MakeSheet = onDemand(() => import('./MakeSheet.tsx'), 'MakeSheet')

export function CheckBack(props: { customer: Whom; momentId: string }) {
  const [isOpen, setOpen] = useState(false)
  const { permissions } = useSession()
  const may = permissions.includes('promises.write')
  useKeys([
    {
      keys: 'p',
      label: 'promise a check-back',
      group: 'The moment',
      bar: { word: 'promise', place: 3 },
      run: () => may && setOpen(true),
    },
  ])
  if (!isOpen) return null
  return (
    <Suspense fallback={null}>
      <MakeSheet whom={props.customer} momentId={props.momentId} onClose={() => setOpen(false)} />
    </Suspense>
  )
}
