/** A standing promise, declared or changed: what opens it, its words, its time; and what it would have meant over the last month. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { SyntheticEvent } from 'react'
import type { KeptBy, StandingPromise, StandingTrial } from '#features/promises/contract.ts'
import { Sheet } from '#web/components/Sheet.tsx'
import { failureWords } from '#web/failure.ts'
import { read } from './api.ts'
import { SpanFields, spanWords } from './SpanFields.tsx'
import { KEPT_BY, withSpan } from './StandingPromises.tsx'
import { count, percent } from './say.ts'

type Opens = StandingPromise['opens']

/** What can open one: in words, as data, and what usually keeps it. */
const OPENINGS: readonly { key: string; words: string; opens: Opens; keptBy: KeptBy; wording: string }[] = [
  { key: 'form', words: 'Somebody sends a form', opens: { kind: 'form', channel: null, status: null }, keptBy: 'reply', wording: 'We reply within 2 business days' }, // prettier-ignore
  { key: 'email', words: 'A customer writes an e-mail', opens: { kind: 'message_in', channel: 'email', status: null }, keptBy: 'reply', wording: 'We reply within 2 business days' }, // prettier-ignore
  { key: 'chat', words: 'A customer opens a chat', opens: { kind: 'message_in', channel: 'chat', status: null }, keptBy: 'reply', wording: 'Somebody is with you within 2 business days' }, // prettier-ignore
  { key: 'social', words: 'A customer writes on social media', opens: { kind: 'message_in', channel: 'social', status: null }, keptBy: 'reply', wording: 'We reply within 2 business days' }, // prettier-ignore
  { key: 'auto', words: 'Our automatic reply goes out', opens: { kind: 'message_out', channel: null, status: null }, keptBy: 'reply', wording: 'A person answers within 2 business days' }, // prettier-ignore
  { key: 'order', words: 'Somebody orders', opens: { kind: 'order', channel: null, status: null }, keptBy: 'dispatch', wording: 'Your order leaves us within 2 business days' }, // prettier-ignore
  { key: 'shipped', words: 'An order is shipped', opens: { kind: 'fulfilment', channel: null, status: 'shipped' }, keptBy: 'delivery', wording: 'It is with you within 2 business days' }, // prettier-ignore
  { key: 'received', words: 'A return reaches us', opens: { kind: 'return', channel: null, status: 'received' }, keptBy: 'refund', wording: 'Refund within 2 business days' }, // prettier-ignore
]

const FIRST: StandingPromise = {
  id: '',
  touchpoint: '',
  label: '',
  wording: OPENINGS[0]?.wording ?? '',
  opens: { kind: 'form', channel: null, status: null },
  span: { amount: 2, unit: 'business_day' },
  keptBy: 'reply',
  isOn: true,
}

export function StandingSheet(props: {
  /** Null for a new one. */
  promise: StandingPromise | null
  /** Ids that are taken. */
  known: readonly string[]
  onClose: () => void
  onSave: (promise: StandingPromise) => void
}) {
  const id = useId()
  const [one, setOne] = useState(props.promise ?? FIRST)
  const isNew = props.promise === null
  const key = OPENINGS.find(({ opens }) => isSame(opens, one.opens))?.key ?? ''
  const isReady = one.label.trim() !== '' && one.wording.trim() !== ''
  const set = (some: Partial<StandingPromise>) => setOne({ ...one, ...some })

  function open(wanted: string) {
    const found = OPENINGS.find((each) => each.key === wanted)
    if (!found) return
    const wasUsual = OPENINGS.some(({ wording }) => one.wording === withWords(wording, one.span))
    set({
      opens: found.opens,
      keptBy: found.keptBy,
      ...(wasUsual ? { wording: withWords(found.wording, one.span) } : {}),
    })
  }

  function submit(event: SyntheticEvent) {
    event.preventDefault()
    if (!isReady) return
    const name = one.label.trim()
    const fresh = isNew ? idFor(name, props.known) : one.id
    props.onSave({
      ...one,
      id: fresh,
      touchpoint: isNew ? fresh : one.touchpoint,
      label: name,
      wording: one.wording.trim(),
    })
  }

  return (
    <Sheet title={isNew ? 'Declare a standing promise' : one.label} onClose={props.onClose}>
      <form className="Sheet-body stack" data-gap="12" onSubmit={submit}>
        <div className="Field">
          <label htmlFor={`${id}-label`}>Where it stands</label>
          <input
            id={`${id}-label`}
            className="Input"
            data-first
            maxLength={80}
            placeholder="Returns page"
            value={one.label}
            onChange={(event) => set({ label: event.currentTarget.value })}
          />
        </div>
        <div className="Field">
          <label htmlFor={`${id}-opens`}>It begins when</label>
          <select
            id={`${id}-opens`}
            className="Input"
            value={key}
            onChange={(event) => open(event.currentTarget.value)}
          >
            {key === '' && <option value="">As it is</option>}
            {OPENINGS.map(({ key, words }) => (
              <option key={key} value={key}>
                {words}
              </option>
            ))}
          </select>
        </div>
        <div className="row wrap" data-gap="6">
          <span className="strong">Within</span>
          <SpanFields label="Time" span={one.span} mayWrite onSave={(span) => setOne(withSpan(one, span))} />
          <label className="second" htmlFor={`${id}-kept`}>
            kept by
          </label>
          <select
            id={`${id}-kept`}
            className="Input HoursForm-unit"
            value={one.keptBy}
            onChange={(event) => {
              const by = KEPT_BY.find(({ value }) => value === event.currentTarget.value)
              if (by) set({ keptBy: by.value })
            }}
          >
            {KEPT_BY.map(({ value, word }) => (
              <option key={value} value={value}>
                {word}
              </option>
            ))}
          </select>
        </div>
        <div className="Field">
          <label htmlFor={`${id}-words`}>What the customer reads</label>
          <input
            id={`${id}-words`}
            className="Input voice"
            maxLength={300}
            value={one.wording}
            onChange={(event) => set({ wording: event.currentTarget.value })}
          />
        </div>
        <Trial one={one} />
        <div className="row between">
          <span className="small third">It holds for what comes in from now on.</span>
          <Button type="submit" variant="filled" disabled={!isReady}>
            {isNew ? 'Declare it' : 'Save'}
          </Button>
        </div>
      </form>
    </Sheet>
  )
}

/** What it would have meant: asked anew whenever what matters changes. */
function Trial({ one }: { one: StandingPromise }) {
  const { opens, span, keptBy } = one
  const asked = { ...one, id: 'trial', touchpoint: 'trial', label: 'Trial', wording: 'Trial' }
  const { data, error, isFetching } = useQuery({
    queryKey: ['standing-trial', opens, span, keptBy],
    queryFn: () => read.trial(asked),
    placeholderData: (before: StandingTrial | undefined) => before,
  })
  return (
    <div className="StandingTrial" aria-live="polite" aria-busy={isFetching}>
      {data ? (
        <>
          <p>
            Now: <b>{data.dueWords}</b>. <span className="third">{data.hours}.</span>
          </p>
          <p className="second">{trialWords(data)}</p>
        </>
      ) : (
        <p className="third">{error ? failureWords(error) : 'Tried on the last 30 days …'}</p>
      )}
    </div>
  )
}

function trialWords({ days, opened, kept, broken, open, low, high, isWhole }: StandingTrial): string {
  if (opened === 0) return `Over the last ${days} days it would not have been opened once.`
  const over = kept + broken
  const part = isWhole ? `Over the last ${days} days` : `Of the last ${days} days, as far as was read`
  const rate =
    over === 0 || low === null || high === null
      ? 'none is over yet'
      : `${count(kept)} of ${count(over)} kept, ${percent(kept / over)} (${percent(low, 0)} to ${percent(high, 0)})`
  return `${part} it would have been opened ${count(opened)} times: ${rate}${open > 0 ? `, ${count(open)} still open` : ''}.`
}

const isSame = (a: Opens, b: Opens) => a.kind === b.kind && a.channel === b.channel && a.status === b.status
const withWords = (wording: string, span: StandingPromise['span']) =>
  wording.replace('2 business days', spanWords(span))

/** "returns_page", with a number where it is taken. */
function idFor(label: string, known: readonly string[]): string {
  const plain = label
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40)
  const base = plain === '' ? 'promise' : plain
  let id = base
  for (let n = 2; known.includes(id); n++) id = `${base}_${n}`
  return id
}
