/** Which address shows which screen; where a screen has a place for a part of another feature, it is handed in here. */
import { Redirect, Route, Switch } from 'wouter'
import { MomentsScreen } from '#features/moments/ui/MomentsScreen.tsx'
import { HereToo } from '#features/plays/ui/HereToo.tsx'
import { ComposersAhead } from '#features/plays/ui/useComposer.ts'
import type { SessionAnswer } from '#features/team/contract.ts'
import { onDemand } from './on-demand.ts'
import { CheckBackOfMoment, customerOf, factsOf, footOf, togetherOf, writingOf } from './slots.tsx'

const ImportScreen = onDemand(() => import('./screens/ImportScreen.tsx'), 'ImportScreen')
const MailScreen = onDemand(() => import('./screens/MailScreen.tsx'), 'MailScreen')
const ConnectionsScreen = onDemand(() => import('./screens/ConnectionsScreen.tsx'), 'ConnectionsScreen')
const KeysScreen = onDemand(() => import('./screens/KeysScreen.tsx'), 'KeysScreen')
const PeopleScreen = onDemand(() => import('#features/team/ui/PeopleScreen.tsx'), 'PeopleScreen')
const RolesScreen = onDemand(() => import('#features/team/ui/RolesScreen.tsx'), 'RolesScreen')
const ProfileScreen = onDemand(() => import('#features/team/ui/ProfileScreen.tsx'), 'ProfileScreen')
const OutgoingScreen = onDemand(() => import('#features/team/ui/OutgoingScreen.tsx'), 'OutgoingScreen')
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
const ThemeEditorScreen = onDemand(
  () => import('#features/voices/ui/ThemeEditorScreen.tsx'),
  'ThemeEditorScreen',
)
const VoicePage = onDemand(() => import('#features/voices/ui/VoicePage.tsx'), 'VoicePage')
const VoicesScreen = onDemand(() => import('#features/voices/ui/VoicesScreen.tsx'), 'VoicesScreen')
const NoticingScreen = onDemand(() => import('#features/moments/ui/NoticingScreen.tsx'), 'NoticingScreen')
const PrivacyScreen = onDemand(() => import('#features/privacy/ui/PrivacyScreen.tsx'), 'PrivacyScreen')
const StoredScreen = onDemand(() => import('#features/privacy/ui/StoredScreen.tsx'), 'StoredScreen')
const AuditScreen = onDemand(() => import('#features/privacy/ui/AuditScreen.tsx'), 'AuditScreen')
const MineScreen = onDemand(() => import('#features/privacy/ui/MineScreen.tsx'), 'MineScreen')

/** The screen of the address. `onLog` opens the friction log. */
export function Routes({ session, onLog }: { session: SessionAnswer; onLog: () => void }) {
  return (
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
          onLog={onLog}
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
      <Route path="/voices/themes/new">
        <ThemeEditorScreen themeId={null} />
      </Route>
      <Route path="/voices/themes/:id">
        {({ id }) => <ThemeEditorScreen themeId={decodeURIComponent(id)} />}
      </Route>
      <Route path="/voices/:id?">
        {({ id }) => (
          <VoicesScreen themeId={id === undefined ? null : decodeURIComponent(id)} foot={footOf} />
        )}
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
          to={session.isEmpty && session.permissions.includes('imports.write') ? '/welcome' : session.landing}
          replace
        />
      </Route>
    </Switch>
  )
}
