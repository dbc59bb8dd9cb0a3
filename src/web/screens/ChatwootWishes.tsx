/** What of a joined Chatwoot account is read, and what it is told: each saved by itself. */
import { useQuery } from '@tanstack/react-query'
import type { ChangeChatwoot, Chatwoot } from '#connectors/chatwoot/contract.ts'
import { Toggle } from '../components/Toggle.tsx'
import { Labelled } from './ConnectionParts.tsx'
import { CHATWOOTS, readInboxes } from './connections-api.ts'

export function InboxField(props: {
  account: Chatwoot
  onSave: (next: ChangeChatwoot, told: string, back: ChangeChatwoot) => Promise<void>
}) {
  const { account } = props
  const { data, error } = useQuery({
    queryKey: [...CHATWOOTS, account.id, 'inboxes'],
    queryFn: () => readInboxes(account.id),
    staleTime: 60_000,
    retry: false,
  })
  return (
    <Labelled
      label="Inbox"
      hint={
        error
          ? 'Its inboxes can’t be asked for now.'
          : 'What is read from now on. What was read from others stays.'
      }
    >
      {(id) => (
        <select
          id={id}
          className="Input Connection-short"
          disabled={!data}
          value={account.inboxNo ?? ''}
          onChange={(event) => {
            const inboxNo = Number(event.currentTarget.value) || null
            const name = data?.find((inbox) => inbox.id === inboxNo)?.name
            void props.onSave({ inboxNo }, name ? `Only ${name} is read.` : 'All inboxes are read.', {
              inboxNo: account.inboxNo,
            })
          }}
        >
          <option value="">All inboxes</option>
          {account.inboxNo !== null && !data?.some(({ id }) => id === account.inboxNo) && (
            <option value={account.inboxNo}>Inbox {account.inboxNo}</option>
          )}
          {data?.map((inbox) => (
            <option key={inbox.id} value={inbox.id}>
              {inbox.name}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  )
}

const WISHES = [
  { name: 'tellsSnooze', label: 'A snoozed moment snoozes its conversation' },
  { name: 'resolvesDone', label: 'A conversation whose moments are all done is resolved' },
  { name: 'tellsLabels', label: 'The kind of a moment becomes a label' },
  { name: 'tellsFacts', label: 'What is known becomes attributes of the contact, nothing delicate' },
] as const

/** What follows there from what is done here. */
export function Outwards(props: {
  account: Chatwoot
  onSave: (next: ChangeChatwoot, told: string, back: ChangeChatwoot) => Promise<void>
}) {
  const { account, onSave } = props
  return (
    <fieldset className="Connection-wishes">
      <legend className="strong">Told to Chatwoot, half a minute later</legend>
      {WISHES.map(({ name, label }) => (
        <Toggle
          key={name}
          label={label}
          isOn={account[name]}
          onChange={(isOn) =>
            void onSave({ [name]: isOn }, isOn ? `${label}.` : 'It is no longer told.', { [name]: !isOn })
          }
        />
      ))}
    </fieldset>
  )
}
