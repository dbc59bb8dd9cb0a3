/** Where she is signed in; each place can be ended, or all but this one. */
import { Badge, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { FailedFace, LoadingLines } from '#web/components/Faces.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { useSignOut } from '#web/session.ts'
import { whenFull } from '#web/times.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { me, read, SESSIONS } from './api.ts'
import { saidBy } from './words.ts'

export function ProfileSessions() {
  const signOut = useSignOut()
  const { data, error, refetch } = useQuery({ queryKey: SESSIONS, queryFn: read.sessions, staleTime: 0 })
  async function run(work: () => Promise<unknown>, told: string) {
    try {
      await work()
      tell(told)
    } catch (failure) {
      tellFailure(saidBy(failure))
    }
    void refetch()
  }
  const items = data?.items ?? []
  return (
    <section className="Paper SettingsCard" aria-labelledby="my-sessions">
      <header className="row between wrap">
        <h2 className="head" id="my-sessions">
          Where I am signed in
        </h2>
        <Button size="xs" onClick={() => void signOut()}>
          Sign out here
        </Button>
      </header>
      {error ? (
        <FailedFace
          title="Your sessions could not be read."
          detail={saidBy(error)}
          onRetry={() => void refetch()}
        />
      ) : data ? (
        <ul className="TeamList">
          {items.map((each) => (
            <li key={each.id} className="TeamRow">
              <Icon name={/iPhone|Android/.test(each.device) ? 'device-mobile' : 'device-desktop'} />
              <span className="grow TeamRow-words">
                <span className="row wrap" data-gap="6">
                  <b>{each.device}</b>
                  {each.isThis && <Badge data-tone="good">This one</Badge>}
                </span>
                <span className="small second TeamRow-more">
                  since {whenFull(each.createdAt)} · last used {whenFull(each.seenAt)}
                </span>
              </span>
              {!each.isThis && (
                <Button
                  size="xs"
                  variant="subtle"
                  aria-label={`End ${each.device}, since ${whenFull(each.createdAt)}`}
                  onClick={() => void run(() => me.endSession(each.id), 'That session is over.')}
                >
                  End
                </Button>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <LoadingLines widths={[60, 80]} />
      )}
      {items.length > 1 && (
        <div>
          <Button size="xs" onClick={() => void run(me.endOthers, 'All your other sessions are over.')}>
            End all others
          </Button>
        </div>
      )}
    </section>
  )
}
