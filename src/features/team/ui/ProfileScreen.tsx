/** Settings, my profile: how colleagues and customers know her, when she works, how she gets in, where she is signed in. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ChangeProfile, Profile } from '#features/team/contract.ts'
import { FailedFace, LoadingLines } from '#web/components/Faces.tsx'
import { SettingsFrame } from '#web/frame/SettingsFrame.tsx'
import { SESSION } from '#web/session.ts'
import { tell } from '#web/toasts.ts'
import { ME, me, PEOPLE, read } from './api.ts'
import { ProfileHours } from './ProfileHours.tsx'
import type { SaveProfile } from './ProfileHours.tsx'
import { ProfileLogin } from './ProfileLogin.tsx'
import { ProfileSecondStep } from './ProfileSecondStep.tsx'
import { ProfileSessions } from './ProfileSessions.tsx'
import { ROLE_NAMES, ROLE_WORDS, saidBy } from './words.ts'
import './team.css'

export function ProfileScreen() {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({ queryKey: ME, queryFn: read.me, staleTime: 0 })
  const [problem, setProblem] = useState<string | null>(null)
  const renew = () => void refetch()
  /** Saves some of it at once; what was before can be taken back. */
  async function save(change: ChangeProfile, before: ChangeProfile, told: string) {
    setProblem(null)
    try {
      client.setQueryData(ME, await me.change(change))
      tell(told, () => void save(before, change, 'It is as it was.'))
      void client.invalidateQueries({ queryKey: SESSION })
      void client.invalidateQueries({ queryKey: PEOPLE })
    } catch (failure) {
      setProblem(saidBy(failure))
      renew()
    }
  }
  return (
    <SettingsFrame>
      {problem && <FailedFace title="That was not saved." detail={problem} />}
      {data ? (
        <>
          <section className="Paper SettingsCard" aria-labelledby="about-me">
            <h2 className="head" id="about-me">
              About me
            </h2>
            <Names profile={data} onSave={save} />
            <p className="small second">
              You are {ROLE_NAMES[data.role].toLowerCase()}: {ROLE_WORDS[data.role]}.
            </p>
          </section>
          <section className="Paper SettingsCard" aria-labelledby="my-hours">
            <h2 className="head" id="my-hours">
              When I work
            </h2>
            <ProfileHours profile={data} onSave={save} />
          </section>
          <ProfileLogin profile={data} onChanged={renew} />
          <ProfileSecondStep profile={data} onChanged={renew} />
          <ProfileSessions />
        </>
      ) : error ? (
        <FailedFace title="Your profile could not be read." detail={saidBy(error)} onRetry={renew} />
      ) : (
        <LoadingLines />
      )}
    </SettingsFrame>
  )
}

function Names({ profile, onSave }: { profile: Profile; onSave: SaveProfile }) {
  return (
    <div className="ProfilePair">
      <Text
        label="Name"
        hint="Colleagues and customers see it."
        value={profile.name}
        onSave={(name) => name !== '' && onSave({ name }, { name: profile.name }, `You are called ${name}.`)}
      />
      <Text
        label="Nicknames"
        hint="Customers thank you by these, too. Separate them with commas."
        value={profile.nicknames.join(', ')}
        onSave={(text) => {
          const nicknames = text
            .split(',')
            .map((word) => word.trim())
            .filter((word) => word !== '')
          return onSave({ nicknames }, { nicknames: profile.nicknames }, 'Your nicknames are saved.')
        }}
      />
    </div>
  )
}

/** A field that is saved when it is left. */
function Text(props: { label: string; hint: string; value: string; onSave: (value: string) => unknown }) {
  const [typed, setTyped] = useState<string | null>(null)
  const id = `profile-${props.label.toLowerCase()}`
  function leave() {
    if (typed !== null && typed.trim() !== props.value) props.onSave(typed.trim())
    setTyped(null)
  }
  return (
    <div className="Field">
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        className="Input"
        maxLength={200}
        aria-describedby={`${id}-hint`}
        value={typed ?? props.value}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={leave}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
      <span className="small third" id={`${id}-hint`}>
        {props.hint}
      </span>
    </div>
  )
}
