/** When an entry happens at a touchpoint: any of these lines, each with all its conditions. */
import { ActionIcon } from '@mantine/core'
import type { Clause } from '#features/journey/contract.ts'
import { ENTRY_KINDS, type EntryKind } from '#features/timeline/contract.ts'
import { Icon } from '#web/components/Icon.tsx'

type Props = { happens: readonly Clause[]; onChange: (happens: Clause[]) => void }

export function ClauseFields({ happens, onChange }: Props) {
  const put = (index: number, clause: Clause) =>
    onChange(happens.map((one, at) => (at === index ? clause : one)))
  return (
    <fieldset className="ClauseFields stack" data-gap="6">
      <legend className="small second">It happens when there is</legend>
      {happens.map((clause, index) => (
        <div key={index} className="row wrap" data-gap="6">
          <select
            className="Input"
            aria-label="Kind of entry"
            value={clause.kinds[0]}
            onChange={({ target }) =>
              put(index, { ...clause, kinds: [target.value as EntryKind, ...clause.kinds.slice(1)] })
            }
          >
            {ENTRY_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {kind.replaceAll('_', ' ')}
              </option>
            ))}
          </select>
          <input
            className="Input grow"
            aria-label="Only with these standings"
            placeholder="any standing (delivered, unsubscribed …)"
            defaultValue={clause.statuses?.join(', ')}
            onBlur={({ target }) => put(index, withList(clause, 'statuses', target.value))}
          />
          <input
            className="Input grow"
            aria-label="Only where this was noticed"
            placeholder="whatever was noticed (chasing …)"
            defaultValue={clause.noticed?.join(', ')}
            onBlur={({ target }) => put(index, withList(clause, 'noticed', target.value))}
          />
          <ActionIcon
            aria-label="Take this line away"
            onClick={() => onChange(happens.filter((_, at) => at !== index))}
          >
            <Icon name="x" />
          </ActionIcon>
          {(clause.kinds.length > 1 || clause.channels || clause.device || clause.order) && (
            <span className="small third">{also(clause)}</span>
          )}
        </div>
      ))}
      <button
        type="button"
        className="Link"
        onClick={() => onChange([...happens, { kinds: ['message_in'] }])}
      >
        <Icon name="plus" size="s" /> {happens.length === 0 ? 'Something that comes in' : 'Or something else'}
      </button>
    </fieldset>
  )
}

function withList(clause: Clause, part: 'statuses' | 'noticed', text: string): Clause {
  const { [part]: _, ...rest } = clause
  const list = text
    .split(',')
    .map((word) => word.trim().replaceAll(' ', '_'))
    .filter((word) => word !== '')
  return list.length === 0 ? rest : { ...rest, [part]: list }
}

/** What a line says beyond its fields. */
const also = ({ kinds, channels, device, order }: Clause) =>
  [
    kinds.length > 1 ? `or ${kinds.slice(1).join(', ').replaceAll('_', ' ')}` : '',
    channels ? `by ${channels.join(', ')}` : '',
    device ? `on a ${device} device` : '',
    order ? `${order} the first order` : '',
  ]
    .filter((part) => part !== '')
    .join('; ')
