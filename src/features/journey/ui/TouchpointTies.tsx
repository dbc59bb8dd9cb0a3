/** What a touchpoint is tied to: its channel, who owns it, and the standing promise whose kept rate is shown there. */
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import type { TouchpointFields } from '#features/journey/contract.ts'
import type { StandingPromise } from '#features/promises/contract.ts'
import { CHANNELS } from '#features/timeline/contract.ts'
import { get, type ListOf } from '#web/api.ts'
import { channelWord } from '#web/channels.ts'
import { useMembers } from './useJourney.ts'

type Ties = Pick<TouchpointFields, 'channel' | 'ownerId' | 'promise'>

export function TouchpointTies({ ties, onChange }: { ties: Ties; onChange: (over: Partial<Ties>) => void }) {
  const members = useMembers().filter(({ role, id }) => role !== 'viewer' || id === ties.ownerId)
  const standing = useQuery({
    queryKey: ['standing-promises'],
    queryFn: () => get<ListOf<StandingPromise>>('/standing-promises'),
  })
  const promises = new Map((standing.data?.items ?? []).map(({ touchpoint, label }) => [touchpoint, label]))
  return (
    <div className="row wrap" data-gap="12">
      <Choice
        word="Channel"
        none="Any"
        value={ties.channel}
        choices={CHANNELS.map((channel) => [channel, channelWord(channel)])}
        onChange={(channel) => onChange({ channel })}
      />
      <Choice
        word="Who owns it"
        none="Nobody yet"
        value={ties.ownerId}
        choices={members.map(({ id, name }) => [id, name])}
        onChange={(ownerId) => onChange({ ownerId })}
      />
      <Choice
        word="Promise"
        none="None"
        value={ties.promise}
        choices={[...promises]}
        onChange={(promise) => onChange({ promise })}
      />
    </div>
  )
}

/** What is stored and no longer among the choices stays chosen, so that saving loses nothing. */
function Choice(props: {
  word: string
  none: string
  value: string | null
  choices: readonly (readonly [value: string, word: string])[]
  onChange: (value: string | null) => void
}) {
  const id = useId()
  const { value, choices } = props
  const isKnown = value === null || choices.some(([one]) => one === value)
  return (
    <div className="Field grow">
      <label htmlFor={id}>{props.word}</label>
      <select
        id={id}
        className="Input"
        value={value ?? ''}
        onChange={({ target }) => props.onChange(target.value === '' ? null : target.value)}
      >
        <option value="">{props.none}</option>
        {!isKnown && <option value={value}>As it was</option>}
        {choices.map(([one, word]) => (
          <option key={one} value={one}>
            {word}
          </option>
        ))}
      </select>
    </div>
  )
}
