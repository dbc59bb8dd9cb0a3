/** The frame around every screen: the places, keys and sheets that are the same everywhere. */
import { Suspense, useState } from 'react'
import { useLocation, useRoute } from 'wouter'
import { leads } from '#kit/roles.ts'
import { useOpenMoments } from '#features/moments/ui/useQueue.ts'
import { useAsksForMe } from '#features/plays/ui/useTogether.ts'
import { useAtRisk } from '#features/promises/ui/useBoard.ts'
import { Shell, TABBED } from './frame/Shell.tsx'
import type { Destination } from './frame/Shell.tsx'
import { onDemand } from './on-demand.ts'
import { useKeys } from './keys.ts'
import { PaletteEarly } from './palette/PaletteEarly.tsx'
import { Routes } from './routes.tsx'
import { useSession } from './session.ts'

const KeysSheet = onDemand(() => import('./screens/KeysSheet.tsx'), 'KeysSheet')
const SettingsSheet = onDemand(() => import('./screens/SettingsSheet.tsx'), 'SettingsSheet')
const HelpSheet = onDemand(() => import('./screens/HelpSheet.tsx'), 'HelpSheet')
const PlacesSheet = onDemand(() => import('./screens/PlacesSheet.tsx'), 'PlacesSheet')
const FirstRun = onDemand(() => import('./screens/FirstRun.tsx'), 'FirstRun')
const Palette = onDemand(() => import('./palette/Palette.tsx'), 'Palette')
const FrictionLog = onDemand(() => import('#features/home/ui/FrictionLog.tsx'), 'FrictionLog')

/** The places of the navigation, in order: only those that are there. */
const DESTINATIONS: readonly (Destination & { needs?: string })[] = [
  { path: '/home', name: 'Home', icon: 'home-heart', keys: 'g h', needs: 'home.read' },
  { path: '/moments', name: 'Moments', icon: 'bell-ringing', keys: 'g m' },
  { path: '/promises', name: 'Promises', icon: 'heart-handshake', keys: 'g p' },
  { path: '/customers', name: 'Customers', icon: 'users', keys: 'g c' },
  { path: '/journey', name: 'Journey', icon: 'map-search', keys: 'g j', needs: 'journey.read' },
  { path: '/voices', name: 'Voices', icon: 'message-circle', keys: 'g v' },
  { path: '/tasks', name: 'Tasks', icon: 'gift', keys: 'g t', needs: 'plays.write' },
  { path: '/import', name: 'Import', icon: 'file-import', keys: 'g i', needs: 'imports.read' },
]

export function Router() {
  const [open, setOpen] = useState<'keys' | 'settings' | 'help' | 'places' | 'palette' | 'friction' | null>(
    null,
  )
  const [, go] = useLocation()
  const session = useSession()
  const openMoments = useOpenMoments()
  const [isFirstRun] = useRoute('/welcome')
  const [isOnMoment, onMoment] = useRoute('/moments/:id?')
  // What a role may not do is not shown.
  const there = DESTINATIONS.filter(({ needs }) => needs === undefined || session.permissions.includes(needs))
  const atRisk = useAtRisk()
  const asks = useAsksForMe()
  const places = there.map((place) => {
    if (place.path === '/home')
      return { ...place, name: leads(session.member.role) ? 'Team home' : 'My home' }
    if (place.path === '/tasks' && asks) return { ...place, hot: asks === 1 ? '1 ask' : `${asks} asks` }
    if (place.path === '/moments' && openMoments !== undefined) return { ...place, count: openMoments }
    if (place.path === '/promises' && atRisk) return { ...place, hot: `${atRisk} at risk` }
    return place
  })
  useKeys([
    ...there.map((place) => ({
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
    { keys: 'Mod+k', label: 'find or do', group: 'Everywhere', run: () => setOpen('palette') },
    ...(session.permissions.includes('home.write')
      ? [{ keys: 'b', label: 'what got in my way', group: 'Everywhere', run: () => setOpen('friction') }]
      : []),
  ])
  const close = () => setOpen(null)
  if (isFirstRun)
    return (
      <Suspense fallback={null}>
        <FirstRun />
      </Suspense>
    )
  return (
    <Shell
      destinations={places}
      session={session}
      onSettings={() => setOpen('settings')}
      onHelp={() => setOpen('help')}
      onMore={() => setOpen('places')}
      onFind={() => setOpen('palette')}
    >
      <Suspense fallback={null}>
        <Routes session={session} onLog={() => setOpen('friction')} />
      </Suspense>
      <Suspense fallback={null}>
        {open === 'keys' && <KeysSheet onClose={close} />}
        {open === 'settings' && <SettingsSheet onClose={close} />}
        {open === 'friction' && (
          <FrictionLog momentId={(isOnMoment && onMoment.id) || null} onClose={close} />
        )}
        {open === 'help' && <HelpSheet onKeys={() => setOpen('keys')} onClose={close} />}
        {open === 'places' && (
          <PlacesSheet
            places={places.slice(TABBED)}
            onGo={go}
            onSettings={() => setOpen('settings')}
            onHelp={() => setOpen('help')}
            onClose={close}
          />
        )}
      </Suspense>
      {open === 'palette' && (
        <Suspense fallback={<PaletteEarly onClose={close} />}>
          <Palette places={there} onGo={go} onSettings={() => setOpen('settings')} onClose={close} />
        </Suspense>
      )}
    </Shell>
  )
}
