/** Which address shows which screen; the only place where features meet (one is handed to another as a slot). */
import { Suspense, useState } from 'react'
import type { ReactNode } from 'react'
import { Link, Redirect, Route, Switch, useLocation, useRoute } from 'wouter'
import { MomentsScreen } from '#features/moments/ui/MomentsScreen.tsx'
import { useMoment, useOpenMoments } from '#features/moments/ui/useQueue.ts'
import { HereToo } from '#features/plays/ui/HereToo.tsx'
import { ComposersAhead } from '#features/plays/ui/useComposer.ts'
import { useAsksForMe } from '#features/plays/ui/useTogether.ts'
import { WritingOf } from '#features/plays/ui/WritingOf.tsx'
import { useAtRisk } from '#features/promises/ui/useBoard.ts'
import { CustomerPane } from '#features/timeline/ui/CustomerPane.tsx'
import { Icon } from './components/Icon.tsx'
import { Shell, TABBED } from './frame/Shell.tsx'
import type { Destination } from './frame/Shell.tsx'
import { onDemand } from './on-demand.ts'
import { useKeys } from './keys.ts'
import { PaletteEarly } from './palette/PaletteEarly.tsx'
import { useSession } from './session.ts'

const KeysSheet = onDemand(() => import('./screens/KeysSheet.tsx'), 'KeysSheet')
const SettingsSheet = onDemand(() => import('./screens/SettingsSheet.tsx'), 'SettingsSheet')
const HelpSheet = onDemand(() => import('./screens/HelpSheet.tsx'), 'HelpSheet')
const PlacesSheet = onDemand(() => import('./screens/PlacesSheet.tsx'), 'PlacesSheet')
const FirstRun = onDemand(() => import('./screens/FirstRun.tsx'), 'FirstRun')
const ImportScreen = onDemand(() => import('./screens/ImportScreen.tsx'), 'ImportScreen')
const MailScreen = onDemand(() => import('./screens/MailScreen.tsx'), 'MailScreen')
const ConnectionsScreen = onDemand(() => import('./screens/ConnectionsScreen.tsx'), 'ConnectionsScreen')
const KeysScreen = onDemand(() => import('./screens/KeysScreen.tsx'), 'KeysScreen')
const PeopleScreen = onDemand(() => import('#features/team/ui/PeopleScreen.tsx'), 'PeopleScreen')
const RolesScreen = onDemand(() => import('#features/team/ui/RolesScreen.tsx'), 'RolesScreen')
const ProfileScreen = onDemand(() => import('#features/team/ui/ProfileScreen.tsx'), 'ProfileScreen')
const OutgoingScreen = onDemand(() => import('#features/team/ui/OutgoingScreen.tsx'), 'OutgoingScreen')
const Palette = onDemand(() => import('./palette/Palette.tsx'), 'Palette')
const CustomersScreen = onDemand(() => import('#features/timeline/ui/CustomersScreen.tsx'), 'CustomersScreen')
const RefusedScreen = onDemand(() => import('#features/timeline/ui/RefusedScreen.tsx'), 'RefusedScreen')
const PromisesScreen = onDemand(() => import('#features/promises/ui/PromisesScreen.tsx'), 'PromisesScreen')
const HoursScreen = onDemand(() => import('#features/promises/ui/HoursScreen.tsx'), 'HoursScreen')
const AutonomyScreen = onDemand(() => import('#features/plays/ui/AutonomyScreen.tsx'), 'AutonomyScreen')
const WordsScreen = onDemand(() => import('#features/plays/ui/WordsScreen.tsx'), 'WordsScreen')
const BookScreen = onDemand(() => import('#features/plays/ui/BookScreen.tsx'), 'BookScreen')
const TasksScreen = onDemand(() => import('#features/plays/ui/TasksScreen.tsx'), 'TasksScreen')
const HomeScreen = onDemand(() => import('#features/home/ui/HomeScreen.tsx'), 'HomeScreen')
const AgentsSay = onDemand(() => import('#features/home/ui/AgentsSay.tsx'), 'AgentsSay')
const FrictionLog = onDemand(() => import('#features/home/ui/FrictionLog.tsx'), 'FrictionLog')
const KeepButton = onDemand(() => import('#features/home/ui/KeepButton.tsx'), 'KeepButton')
const FixOfTheWeek = onDemand(() => import('#features/journey/ui/fixes/FixOfTheWeek.tsx'), 'FixOfTheWeek')
const FrictionCard = onDemand(() => import('#features/journey/ui/fixes/FrictionCard.tsx'), 'FrictionCard')
const EarlierFixes = onDemand(() => import('#features/journey/ui/fixes/EarlierFixes.tsx'), 'EarlierFixes')
const OverlookedCard = onDemand(
  () => import('#features/journey/ui/fixes/OverlookedCard.tsx'),
  'OverlookedCard',
)
const JourneyScreen = onDemand(() => import('#features/journey/ui/JourneyScreen.tsx'), 'JourneyScreen')
const WorkbookScreen = onDemand(
  () => import('#features/journey/ui/workbook/WorkbookScreen.tsx'),
  'WorkbookScreen',
)
const BasicsScreen = onDemand(() => import('#features/journey/ui/basics/BasicsScreen.tsx'), 'BasicsScreen')
const SurveysScreen = onDemand(() => import('#features/voices/ui/SurveysScreen.tsx'), 'SurveysScreen')
const ComplaintsScreen = onDemand(
  () => import('#features/voices/ui/ComplaintsScreen.tsx'),
  'ComplaintsScreen',
)
const VoicePage = onDemand(() => import('#features/voices/ui/VoicePage.tsx'), 'VoicePage')
const VoicesScreen = onDemand(() => import('#features/voices/ui/VoicesScreen.tsx'), 'VoicesScreen')
const NoticingScreen = onDemand(() => import('#features/moments/ui/NoticingScreen.tsx'), 'NoticingScreen')
const PrivacyScreen = onDemand(() => import('#features/privacy/ui/PrivacyScreen.tsx'), 'PrivacyScreen')
const StoredScreen = onDemand(() => import('#features/privacy/ui/StoredScreen.tsx'), 'StoredScreen')
const AuditScreen = onDemand(() => import('#features/privacy/ui/AuditScreen.tsx'), 'AuditScreen')
const MineScreen = onDemand(() => import('#features/privacy/ui/MineScreen.tsx'), 'MineScreen')
const CustomerPromises = onDemand(
  () => import('#features/promises/ui/CustomerPromises.tsx'),
  'CustomerPromises',
)
const DelayDrafts = onDemand(() => import('#features/promises/ui/DelayDrafts.tsx'), 'DelayDrafts')
const PromiseButton = onDemand(() => import('#features/promises/ui/PromiseButton.tsx'), 'PromiseButton')
const CheckBack = onDemand(() => import('#features/promises/ui/CheckBack.tsx'), 'CheckBack')
const CustomerTone = onDemand(() => import('#features/voices/ui/CustomerTone.tsx'), 'CustomerTone')
const CustomerFacts = onDemand(() => import('#features/moments/ui/CustomerFacts.tsx'), 'CustomerFacts')

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
        <Switch>
          <Route path="/moments/:id?">
            {({ id }) => (
              <>
                <MomentsScreen
                  momentId={id ?? null}
                  customer={customerOf}
                  together={togetherOf}
                  writing={writingOf}
                  hereToo={(momentId) => <HereToo momentId={momentId} />}
                  ahead={(ids) => <ComposersAhead ids={ids} />}
                />
                {id && <CheckBackOfMoment momentId={id} />}
              </>
            )}
          </Route>
          <Route path="/home">
            <HomeScreen
              fix={<FixOfTheWeek />}
              friction={<FrictionCard />}
              earlierFixes={<EarlierFixes />}
              overlooked={<OverlookedCard />}
              onLog={() => setOpen('friction')}
            />
          </Route>
          <Route path="/promises/:id?">{({ id }) => <PromisesScreen promiseId={id ?? null} />}</Route>
          <Route path="/journey/workbook/:exercise?">
            {({ exercise }) => (
              <WorkbookScreen
                exercise={exercise ?? null}
                agentsSay={(touchpoint) => <AgentsSay touchpoint={touchpoint} />}
              />
            )}
          </Route>
          <Route path="/journey/basics">
            <BasicsScreen />
          </Route>
          <Route path="/journey/:id?">{({ id }) => <JourneyScreen touchpointId={id ?? null} />}</Route>
          <Route path="/voices/surveys">
            <SurveysScreen />
          </Route>
          <Route path="/voices/complaints/:id?">
            {({ id }) => <ComplaintsScreen complaintId={id ?? null} />}
          </Route>
          <Route path="/voices/comments/:id">{({ id }) => <VoicePage voiceId={id} />}</Route>
          <Route path="/voices/:id?">
            {({ id }) => <VoicesScreen themeId={id === undefined ? null : decodeURIComponent(id)} />}
          </Route>
          <Route path="/tasks">
            <TasksScreen />
          </Route>
          <Route path="/settings/plays">
            <BookScreen />
          </Route>
          <Route path="/settings/words">
            <WordsScreen />
          </Route>
          <Route path="/settings/autonomy">
            <AutonomyScreen />
          </Route>
          <Route path="/settings/email">
            <MailScreen />
          </Route>
          <Route path="/settings/connections">
            <ConnectionsScreen />
          </Route>
          <Route path="/settings/me">
            <ProfileScreen />
          </Route>
          <Route path="/settings/people">
            <PeopleScreen />
          </Route>
          <Route path="/settings/roles">
            <RolesScreen />
          </Route>
          <Route path="/settings/outgoing">
            <OutgoingScreen />
          </Route>
          <Route path="/settings/keys">
            <KeysScreen />
          </Route>
          <Route path="/settings/hours">
            <HoursScreen />
          </Route>
          <Route path="/settings/privacy/:id?">{({ id }) => <PrivacyScreen customerId={id ?? null} />}</Route>
          <Route path="/settings/stored">
            <StoredScreen />
          </Route>
          <Route path="/settings/audit">
            <AuditScreen />
          </Route>
          <Route path="/settings/mine">
            <MineScreen />
          </Route>
          <Route path="/settings/noticing">
            <NoticingScreen />
          </Route>
          <Route path="/customers/:id?">
            {({ id }) => <CustomersScreen customerId={id ?? null} facts={factsOf} />}
          </Route>
          <Route path="/import/refused">
            <RefusedScreen />
          </Route>
          <Route path="/import/:id?">{({ id }) => <ImportScreen importId={id ?? null} />}</Route>
          <Route>
            <Redirect
              to={
                session.isEmpty && session.permissions.includes('imports.write')
                  ? '/welcome'
                  : session.landing
              }
              replace
            />
          </Route>
        </Switch>
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

const leads = (role: string) => role === 'owner' || role === 'supervisor'

const factsOf = (customerId: string): ReactNode => (
  <Suspense fallback={null}>
    <CustomerFacts customerId={customerId} />
    <CustomerTone customerId={customerId} />
  </Suspense>
)

/** P on the open moment. */
function CheckBackOfMoment({ momentId }: { momentId: string }) {
  const row = useMoment(momentId).data?.row
  // What stands for many customers is promised to none of them.
  const customer = row?.delay ? undefined : row?.customer
  return (
    <Suspense fallback={null}>{customer && <CheckBack customer={customer} momentId={momentId} />}</Suspense>
  )
}

const togetherOf = (key: string): ReactNode => (
  <Suspense fallback={null}>
    <DelayDrafts key={key} delayKey={key} />
  </Suspense>
)

type WritingSlot = Parameters<typeof MomentsScreen>[0]['writing']
const writingOf: WritingSlot = (given): ReactNode => <WritingOf {...given} />

type CustomerSlot = Parameters<typeof MomentsScreen>[0]['customer']
const customerOf: CustomerSlot = ({ detail, facts }): ReactNode =>
  detail.row.delay ? (
    <p className="second">Each of them stands beside, with a line of her own.</p>
  ) : (
    <CustomerPane
      customer={detail.customer}
      facts={
        <>
          <Suspense fallback={null}>
            <CustomerPromises customer={detail.row.customer} />
            <PromiseButton customer={detail.row.customer} momentId={detail.row.id} />
          </Suspense>
          {facts}
          <Suspense fallback={null}>
            <CustomerTone customerId={detail.customer.id} />
          </Suspense>
        </>
      }
      timeline={detail.timeline}
      nowEntryId={detail.entry?.id ?? null}
      action={
        <>
          <Suspense fallback={null}>
            <KeepButton momentId={detail.row.id} />
          </Suspense>
          <Link
            href={`/customers/${detail.customer.id}`}
            className="ActionIcon"
            aria-label={`Everything about ${detail.customer.name ?? 'this customer'}`}
          >
            <Icon name="external-link" />
          </Link>
        </>
      }
    />
  )
