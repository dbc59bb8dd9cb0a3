/** What the brand promises by itself at each touchpoint, declared once: what opens it, within what time, what keeps it. */
import { Button } from '@mantine/core'
import { useId } from 'react'
import type { KeptBy, StandingPromise } from '#features/promises/contract.ts'
import { Toggle } from '#web/components/Toggle.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { SpanFields, spanWords } from './SpanFields.tsx'
import type { Span } from './SpanFields.tsx'
import { useField } from './useField.ts'

/** The one whose time a carrier names. */
const CARRIER_DATE = 'delivery_date'

type Save = (next: StandingPromise, told: string) => void

export const KEPT_BY: readonly { value: KeptBy; word: string }[] = [
  { value: 'reply', word: 'a reply' },
  { value: 'delivery', word: 'the delivery' },
  { value: 'dispatch', word: 'the dispatch' },
  { value: 'refund', word: 'the refund' },
  { value: 'word', word: 'somebody’s word' },
]

export function StandingPromises(props: {
  promises: readonly StandingPromise[]
  mayWrite: boolean
  onSave: Save
  onEdit: (promise: StandingPromise | null) => void
}) {
  return (
    <section className="Paper HoursCard" aria-labelledby="standing">
      <div className="row between">
        <h2 className="head" id="standing">
          Standing promises
        </h2>
        {props.mayWrite && (
          <Button size="xs" onClick={() => props.onEdit(null)}>
            <Icon name="plus" size="s" />
            Declare one
          </Button>
        )}
      </div>
      <p className="small third">
        Opened by every entry they fit, and shown to the customer where it says so.
      </p>
      {props.promises.length === 0 ? (
        <p className="second">None is declared yet.</p>
      ) : (
        <ul className="Standing">
          {props.promises.map((each) => (
            <StandingRow
              key={each.id}
              promise={each}
              mayWrite={props.mayWrite}
              onSave={props.onSave}
              onEdit={() => props.onEdit(each)}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

function StandingRow({
  promise,
  mayWrite,
  onSave,
  onEdit,
}: {
  promise: StandingPromise
  mayWrite: boolean
  onSave: Save
  onEdit: () => void
}) {
  const id = useId()
  const { span } = promise
  const wording = useField(promise.wording, (words) =>
    words !== '' ? onSave({ ...promise, wording: words }, `${promise.label}: “${words}”`) : undefined,
  )
  return (
    <li>
      <div className="row between">
        <b className="strong">{promise.label}</b>
        {mayWrite ? (
          <Toggle
            label={promise.isOn ? 'On' : 'Off'}
            isOn={promise.isOn}
            onChange={(isOn) => onSave({ ...promise, isOn }, `${promise.label} is ${isOn ? 'on' : 'off'}.`)}
          />
        ) : (
          <span className="third">{promise.isOn ? 'On' : 'Off'}</span>
        )}
      </div>
      <input
        className="Input voice"
        aria-label={`${promise.label}: what is promised`}
        maxLength={300}
        disabled={!mayWrite}
        {...wording}
      />
      {promise.id === CARRIER_DATE ? (
        <p className="second Standing-rule">
          The first day a carrier names for an order is what we promised; a later one puts it at risk.
        </p>
      ) : (
        <div className="row wrap Standing-rule" data-gap="6">
          <span className="second">{opensWords(promise.opens)}, within</span>
          <SpanFields
            label={promise.label}
            span={span}
            mayWrite={mayWrite}
            onSave={(next) => onSave(withSpan(promise, next), `${promise.label}: within ${spanWords(next)}.`)}
          />
          <label className="second" htmlFor={id}>
            kept by
          </label>
          <select
            id={id}
            className="Input HoursForm-unit"
            value={promise.keptBy}
            disabled={!mayWrite}
            onChange={(event) => {
              const by = KEPT_BY.find(({ value }) => value === event.currentTarget.value)
              if (by) onSave({ ...promise, keptBy: by.value }, `${promise.label} is kept by ${by.word}.`)
            }}
          >
            {KEPT_BY.map(({ value, word }) => (
              <option key={value} value={value}>
                {word}
              </option>
            ))}
          </select>
          {mayWrite && (
            <button type="button" className="Link" onClick={onEdit}>
              Try on history
            </button>
          )}
        </div>
      )}
    </li>
  )
}

/** Another span, and in the wording the same words where they name the span. */
export function withSpan(promise: StandingPromise, span: Span): StandingPromise {
  const wording = promise.wording.replace(spanWords(promise.span), spanWords(span))
  return { ...promise, span, wording }
}

const KINDS: Readonly<Record<string, string>> = {
  form: 'When somebody sends a form',
  message_out: 'When our automatic reply goes out',
  message_in: 'When a customer writes',
  order: 'When somebody orders',
  return: 'When something comes back',
  refund: 'When a refund is booked',
  fulfilment: 'When an order is packed',
  delivery: 'When the carrier says',
}

export function opensWords({ kind, channel, status }: StandingPromise['opens']): string {
  const what = KINDS[kind] ?? `When there is a ${kind.replaceAll('_', ' ')}`
  const where = channel === null || kind === channel ? '' : ` by ${channel}`
  return `${what}${where}${status === null ? '' : ` (${status.replaceAll('_', ' ')})`}`
}
