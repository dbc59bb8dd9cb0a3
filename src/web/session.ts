/** Who is signed in, and how she likes things: kept on the server, one person one set. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import type { Preferences, SessionAnswer } from '#features/team/contract.ts'
import { change, changing, isAtDoor, Problem, read, send } from './api.ts'
import { failureWords } from './failure.ts'
import { deliver } from './outbox.ts'
import { tellFailure } from './toasts.ts'

export const SESSION = ['session'] as const
export const PREFERENCES = ['preferences'] as const

/** As long as the server has not answered. */
const USUAL: Preferences = {
  queueOf: 'team',
  valence: null,
  singleKeys: true,
  density: 'compact',
  scheme: 'auto',
  undoSeconds: 10,
}

export function useSessionAnswer() {
  return useQuery({ queryKey: SESSION, queryFn: read.session, staleTime: Infinity, retry: false })
}

/** The session, for screens inside the gate (app.tsx), where there always is one. */
export function useSession(): SessionAnswer {
  const { data } = useSessionAnswer()
  if (!data) throw new Error('useSession is for screens behind the session gate')
  return data
}

/** Ends the session here; what was asked is dropped, so that nobody who sits down next finds it. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await send(changing('DELETE', '/session', 'Sign out')).catch((failure: unknown) => {
      if (!(failure instanceof Problem && isAtDoor(failure)))
        tellFailure(`You are still signed in. ${failureWords(failure)}`)
    })
    leave(client)
  }
}

/** Asks anew who is signed in, and drops what was asked for whoever was. */
export function leave(client: QueryClient): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION[0] })
  void client.resetQueries({ queryKey: SESSION })
}

/** The preferences and a way to change some of them; a change shows at once and is saved by itself. */
export function usePreferences(): [Preferences, (some: Partial<Preferences>) => void] {
  const client = useQueryClient()
  const { data } = useQuery({ queryKey: PREFERENCES, queryFn: read.preferences, staleTime: Infinity })
  const saving = useMutation({
    mutationFn: (whole: Preferences) => deliver(change.preferences(whole)),
    networkMode: 'always',
  })
  function keep(whole: Preferences) {
    client.setQueryData(PREFERENCES, whole)
    saving.mutate(whole)
  }
  function set(some: Partial<Preferences>) {
    const known = client.getQueryData<Preferences>(PREFERENCES)
    if (known) return keep({ ...known, ...some })
    // Pressed before they were read: what is not known yet must be neither overwritten nor win over the press.
    client
      .ensureQueryData({ queryKey: PREFERENCES, queryFn: read.preferences })
      .then((answer) => keep({ ...answer, ...some }))
      .catch((failure: unknown) => tellFailure(`That was not saved. ${failureWords(failure)}`))
  }
  return [data ?? USUAL, set]
}
