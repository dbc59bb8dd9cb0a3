/** Which address shows which screen; the only place where features meet (one is handed to another as a slot). */
import { Suspense, useState } from 'react'
import type { ReactNode } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { MomentsScreen } from '#features/moments/ui/MomentsScreen.tsx'
import { useOpenMoments } from '#features/moments/ui/useQueue.ts'
import { CustomerPane } from '#features/timeline/ui/CustomerPane.tsx'
import { Shell } from './frame/Shell.tsx'
import type { Destination } from './frame/Shell.tsx'
import { onDemand } from './on-demand.ts'
import { useKeys } from './keys.ts'
import { useSession } from './session.ts'

const KeysSheet = onDemand(() => import('./screens/KeysSheet.tsx'), 'KeysSheet')
const SettingsSheet = onDemand(() => import('./screens/SettingsSheet.tsx'), 'SettingsSheet')

/** The places of the navigation, in order: only those that are there. */
const DESTINATIONS: readonly Destination[] = [
  { path: '/moments', name: 'Moments', icon: 'bell-ringing', keys: 'g m' },
]

export function Router() {
  const [open, setOpen] = useState<'keys' | 'settings' | null>(null)
  const [, go] = useLocation()
  const session = useSession()
  const openMoments = useOpenMoments()
  const places = DESTINATIONS.map((place) =>
    place.path === '/moments' && openMoments !== undefined ? { ...place, count: openMoments } : place,
  )
  useKeys([
    ...DESTINATIONS.map((place) => ({
      keys: place.keys,
      label: place.name,
      group: 'Go to',
      run: () => go(place.path),
    })),
    {
      keys: '?',
      label: 'all keys',
      group: 'Everywhere',
      bar: { word: 'all keys', place: 99 },
      run: () => setOpen('keys'),
    },
  ])
  const close = () => setOpen(null)
  return (
    <Shell destinations={places} session={session} onSettings={() => setOpen('settings')}>
      <Suspense fallback={null}>
        <Switch>
          <Route path="/moments/:id?">
            {({ id }) => <MomentsScreen momentId={id ?? null} customer={customerOf} />}
          </Route>
          <Route>
            <Redirect to="/moments" replace />
          </Route>
        </Switch>
      </Suspense>
      <Suspense fallback={null}>
        {open === 'keys' && <KeysSheet onClose={close} />}
        {open === 'settings' && <SettingsSheet onClose={close} />}
      </Suspense>
    </Shell>
  )
}

type CustomerSlot = Parameters<typeof MomentsScreen>[0]['customer']
const customerOf: CustomerSlot = ({ detail, facts }): ReactNode => (
  <CustomerPane
    customer={detail.customer}
    facts={facts}
    timeline={detail.timeline}
    nowEntryId={detail.entry?.id ?? null}
  />
)
