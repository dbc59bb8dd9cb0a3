/** What the brand promises by itself at each touchpoint, declared once: what opens it, within what time, what keeps it. */
import { useId } from 'react'
import type { KeptBy, StandingPromise } from '#features/promises/contract.ts'
import { Toggle } from '#web/components/Toggle.tsx'
import { useField } from './useField.ts'

type Unit = StandingPromise['span']['unit']
type Save = (next: StandingPromise, told: string) => void

const UNITS: readonly { value: Unit; word: string }[] = [
  { value: 'business_day', word: 'business days' },
  { value: 'business_hour', word: 'business hours' },
  { value: 'business_minute', word: 'business minutes' },
  { value: 'day', word: 'days' },
  { value: 'hour', word: 'hours' },
  { value: 'minute', word: 'minutes' },
]
const KEPT_BY: readonly { value: KeptBy; word: string }[] = [
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
}) {
  return (
    <section className="Paper HoursCard" aria-labelledby="standing">
      <h2 className="head" id="standing">
        Standing promises
      </h2>
      <p className="small third">
        Opened by every entry they fit, and shown to the customer where it says so.
      </p>
      {props.promises.length === 0 ? (
        <p className="second">None is declared yet.</p>
      ) : (
        <ul className="Standing">
          {props.promises.map((each) => (
            <StandingRow key={each.id} promise={each} mayWrite={props.mayWrite} onSave={props.onSave} />
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
}: {
  promise: StandingPromise
  mayWrite: boolean
  onSave: Save
}) {
  const id = useId()
  const { span } = promise
  const wording = useField(promise.wording, (words) =>
    words !== '' ? onSave({ ...promise, wording: words }, `${promise.label}: “${words}”`) : undefined,
  )
  const amount = useField(String(span.amount), (text) => {
    const n = Number(text)
    if (Number.isInteger(n) && n > 0)
      onSave(
        withSpan(promise, { ...span, amount: n }),
        `${promise.label}: within ${n} ${unitWord(span.unit)}.`,
      )
  })
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
      <div className="row wrap Standing-rule" data-gap="6">
        <span className="second">{opensWords(promise.opens)}, within</span>
        <input
          className="Input HoursForm-tiny"
          inputMode="numeric"
          aria-label={`${promise.label}: how many`}
          disabled={!mayWrite}
          {...amount}
        />
        <select
          className="Input HoursForm-unit"
          aria-label={`${promise.label}: of what`}
          value={span.unit}
          disabled={!mayWrite}
          onChange={(event) => {
            const unit = UNITS.find(({ value }) => value === event.currentTarget.value)?.value
            if (unit)
              onSave(
                withSpan(promise, { ...span, unit }),
                `${promise.label}: within ${span.amount} ${unitWord(unit)}.`,
              )
          }}
        >
          {UNITS.map(({ value, word }) => (
            <option key={value} value={value}>
              {word}
            </option>
          ))}
        </select>
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
      </div>
    </li>
  )
}

/** Another span, and in the wording the same words where they name the span. */
function withSpan(promise: StandingPromise, span: StandingPromise['span']): StandingPromise {
  const wording = promise.wording.replace(spanWords(promise.span), spanWords(span))
  return { ...promise, span, wording }
}

function spanWords({ amount, unit }: StandingPromise['span']): string {
  return `${amount} ${unit.replace('_', ' ')}${amount === 1 ? '' : 's'}`
}

const KINDS: Readonly<Record<string, string>> = {
  form: 'When somebody sends a form',
  message_in: 'When a customer writes',
  order: 'When somebody orders',
  return: 'When something comes back',
  refund: 'When a refund is booked',
  fulfilment: 'When an order is packed',
  delivery: 'When the carrier says',
}

function opensWords({ kind, channel, status }: StandingPromise['opens']): string {
  const what = KINDS[kind] ?? `When there is a ${kind.replaceAll('_', ' ')}`
  const where = channel === null || kind === channel ? '' : ` by ${channel}`
  return `${what}${where}${status === null ? '' : ` (${status.replaceAll('_', ' ')})`}`
}

function unitWord(unit: Unit): string {
  return UNITS.find(({ value }) => value === unit)?.word ?? unit
}
