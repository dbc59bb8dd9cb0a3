/** The application around its screens: theme, query cache, session, live stream, keyboard. */
import { MantineProvider, useMantineColorScheme } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Suspense, useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { onDoor, Problem } from './api.ts'
import { startAttending } from './attended.ts'
import { takeServerTime } from './clock.ts'
import { FailedFace } from './components/Faces.tsx'
import { Toasts } from './frame/Toasts.tsx'
import { startKeys, switchSingleKeys } from './keys.ts'
import { startLive } from './live.ts'
import { onDemand } from './on-demand.ts'
import { sendAs, startOutbox } from './outbox.ts'
import { Router } from './router.tsx'
import { leave, SESSION, usePreferences, useSession, useSessionAnswer } from './session.ts'
import { theme } from './theme.ts'
import { setZone } from './times.ts'
import { setUndoSeconds } from './toasts.ts'

const SignInScreen = onDemand(() => import('#features/team/ui/SignInScreen.tsx'), 'SignInScreen')
const JoinScreen = onDemand(() => import('#features/team/ui/JoinScreen.tsx'), 'JoinScreen')
const SecondStepScreen = onDemand(() => import('#features/team/ui/SecondStepScreen.tsx'), 'SecondStepScreen')
const ResetScreen = onDemand(() => import('#features/team/ui/ResetScreen.tsx'), 'ResetScreen')

const client: QueryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, networkMode: 'always', retry: retries },
    mutations: { networkMode: 'always' },
  },
})

export function App() {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={client}>
        <LinkGate>
          <SessionGate>
            <Settings />
            <Router />
            <Toasts />
          </SessionGate>
        </LinkGate>
      </QueryClientProvider>
    </MantineProvider>
  )
}

/** The links of invitations and new passwords are for whoever holds them, signed in or not. Their token stays out of history. */
const opened = takeLink()

function LinkGate({ children }: { children: ReactNode }) {
  if (!opened) return children
  const { path, token } = opened
  return (
    <Suspense fallback={null}>
      {path === '/join' ? <JoinScreen token={token} /> : <ResetScreen token={token} />}
    </Suspense>
  )
}

function takeLink(): { path: string; token: string } | undefined {
  const { pathname, hash } = location
  if (pathname !== '/join' && pathname !== '/reset') return undefined
  history.replaceState(null, '', pathname)
  return { path: pathname, token: hash.slice(1) }
}

/** Only a signed-in member sees a screen. */
function SessionGate({ children }: { children: ReactNode }) {
  const { data, error, refetch } = useSessionAnswer()
  const [sentOut, setSentOut] = useState<Problem | null>(null)
  useEffect(() => onDoor((problem) => (hasSession() ? atDoor(problem, setSentOut) : undefined)), [])
  // Once the screens are gone, so that none of them asks for what is dropped.
  useEffect(() => {
    if (sentOut) leave(client)
  }, [sentOut])
  if (sentOut)
    return (
      <Suspense fallback={null}>
        <SignInScreen
          why={whyAgain(sentOut)}
          onIn={() => void refetch().then(({ data }) => data && setSentOut(null))}
        />
      </Suspense>
    )
  if (data) {
    takeServerTime(data.now)
    setZone(data.workspace.zone)
    if (data.secondStep?.isDue)
      return (
        <Suspense fallback={null}>
          <SecondStepScreen workspace={data.workspace.name} />
          <Toasts />
        </Suspense>
      )
    return children
  }
  if (!error) return null
  if (error instanceof Problem && error.status === 401)
    return (
      <Suspense fallback={null}>
        <SignInScreen why={whyAgain(error)} onIn={() => void refetch()} />
      </Suspense>
    )
  return (
    <main className="Gate">
      <FailedFace
        title="Spoonful does not answer."
        detail="Nothing is lost. It may still be starting, or this device has no connection."
        {...(error instanceof Problem && error.requestId ? { code: error.requestId } : {})}
        onRetry={() => void refetch()}
      />
    </main>
  )
}

/** Brings the member's settings to the places that obey them, and runs what runs all day. */
function Settings() {
  const { member } = useSession()
  const [preferences] = usePreferences()
  // Without keepTransitions Mantine writes a style tag, which the page's policy forbids.
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  useEffect(() => setColorScheme(preferences.scheme), [preferences.scheme, setColorScheme])
  useEffect(() => switchSingleKeys(preferences.singleKeys), [preferences.singleKeys])
  useEffect(() => setUndoSeconds(preferences.undoSeconds), [preferences.undoSeconds])
  useEffect(() => {
    document.documentElement.dataset['density'] = preferences.density
  }, [preferences.density])
  useEffect(() => {
    const stops = [startOutbox(), startLive(), startKeys(), startAttending()]
    return () => stops.forEach((stop) => stop())
  }, [])
  useEffect(() => sendAs(member.id), [member.id])
  return null
}

/** Why somebody who was in has to sign in again; null for who is new here. */
const whyAgain = ({ code, message }: Problem): string | null =>
  code === 'session_idle' || code === 'session_over' ? message : null

/** A refusal will be the same the second time; a broken connection may not. */
function retries(failures: number, error: Error): boolean {
  if (error instanceof Problem && error.status < 500) return false
  return failures < 2
}

const hasSession = () => client.getQueryData(SESSION) !== undefined

/** A session can end while the application is open: then the way in is shown where she is, and drafts stay on the device. */
function atDoor(problem: Problem, sendOut: (problem: Problem) => void): void {
  if (problem.code === 'second_step_needed') void client.invalidateQueries({ queryKey: SESSION })
  else sendOut(problem)
}
