/** The sheets above one promise: snooze, change the date, withdraw, make it good, tell them first. */
import { Button } from '@mantine/core'
import { useId, useState } from 'react'
import type { ReactNode, SyntheticEvent } from 'react'
import type { PromiseRow } from '#features/promises/contract.ts'
import { currentTime } from '#web/clock.ts'
import { Sheet } from '#web/components/Sheet.tsx'
import { whenFull } from '#web/times.ts'
import { useWhen, WhenField } from './WhenField.tsx'
import './promise-sheets.css'

type SheetProps = { row: PromiseRow; onClose: () => void }

export function SnoozeSheet(props: SheetProps & { onSnooze: (until: string, reason: string) => void }) {
  const { row } = props
  const [now] = useState(currentTime)
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  const when = useWhen(typed)
  const until = when.answer?.due ?? null
  const isTooLate = until !== null && row.dueAt !== null && Date.parse(until) > Date.parse(row.dueAt)
  const isPast = until !== null && Date.parse(until) <= now
  const isReady = until !== null && !isTooLate && !isPast && reason.trim() !== ''
  return (
    <Sheet title={`Snooze ${row.customer.name} until`} onClose={props.onClose}>
      <Form onSubmit={() => isReady && props.onSnooze(until, reason.trim())}>
        <WhenField label="Until when" value={typed} onChange={setTyped} when={when} isFirst />
        {isTooLate && row.dueAt !== null && (
          <p className="bad" role="alert">
            It was promised for {whenFull(row.dueAt)}; a promise can’t sleep past its time. Choose an earlier
            time, or change the date once {row.customer.name} knows.
          </p>
        )}
        {isPast && (
          <p className="bad" role="alert">
            That time is past.
          </p>
        )}
        <Words label="Why" value={reason} onChange={setReason} placeholder="Waiting for the carrier" />
        <Foot hint="The promise stands; a real question brings it back sooner.">
          <Button type="submit" variant="filled" disabled={!isReady}>
            Snooze
          </Button>
        </Foot>
      </Form>
    </Sheet>
  )
}

export function ChangeSheet(props: SheetProps & { onChange: (when: string, dueAt: string) => void }) {
  const { row } = props
  const [typed, setTyped] = useState('')
  const when = useWhen(typed)
  const due = when.answer?.due ?? null
  return (
    <Sheet title={`Change the date for ${row.customer.name}`} onClose={props.onClose}>
      <Form onSubmit={() => due !== null && props.onChange(typed.trim(), due)}>
        <p className="second">
          {row.dueAt === null ? 'No time was told so far.' : `Now due ${whenFull(row.dueAt)}.`}{' '}
          {row.dueWords !== '' && <span className="third">{row.dueWords}</span>}
        </p>
        <WhenField label="New time" value={typed} onChange={setTyped} when={when} isFirst />
        <Foot hint="What the customer was told stays in the story.">
          <Button type="submit" variant="filled" disabled={due === null}>
            Change the date
          </Button>
        </Foot>
      </Form>
    </Sheet>
  )
}

export function WithdrawSheet(props: SheetProps & { onWithdraw: (words: string) => void }) {
  const [words, setWords] = useState('')
  return (
    <Sheet title={`Withdraw the promise to ${props.row.customer.name}`} onClose={props.onClose}>
      <Form onSubmit={() => props.onWithdraw(words)}>
        <p className="voice">“{props.row.wording}”</p>
        <Words label="Why" value={words} onChange={setWords} placeholder="She cancelled the order" isFirst />
        <Foot hint="It counts neither as kept nor as broken.">
          <Button type="submit" variant="filled">
            Withdraw
          </Button>
        </Foot>
      </Form>
    </Sheet>
  )
}

export function GoodSheet(props: SheetProps & { draft: string; onGood: (words: string) => void }) {
  const [words, setWords] = useState(props.draft)
  return (
    <Sheet title={`Make it good with ${props.row.customer.name}`} onClose={props.onClose}>
      <Form onSubmit={() => words.trim() !== '' && props.onGood(words.trim())}>
        <Words label="Your apology" value={words} onChange={setWords} isLong isFirst />
        <Foot hint="Copied for you to send, and recorded. The promise stays broken.">
          <Button type="submit" variant="filled" disabled={words.trim() === ''}>
            Copy and record
          </Button>
        </Foot>
      </Form>
    </Sheet>
  )
}

/** Her line is copied for the agent to send, and stands in the story and on the timeline from then on. */
export function TellSheet(props: SheetProps & { draft: string; onTell: (words: string) => void }) {
  const [words, setWords] = useState(props.draft)
  return (
    <Sheet title={`Tell ${props.row.customer.name} first`} onClose={props.onClose}>
      <Form onSubmit={() => words.trim() !== '' && props.onTell(words.trim())}>
        <Words label="Your line" value={words} onChange={setWords} isLong isFirst />
        <Foot hint="Copied for you to send, and written on her timeline. The promise keeps its time.">
          <Button type="submit" variant="filled" disabled={words.trim() === ''}>
            Copy and write down
          </Button>
        </Foot>
      </Form>
    </Sheet>
  )
}

function Form({ onSubmit, children }: { onSubmit: () => void; children: ReactNode }) {
  function submit(event: SyntheticEvent) {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form className="Sheet-body stack" data-gap="12" onSubmit={submit}>
      {children}
    </form>
  )
}

function Words(props: {
  label: string
  value: string
  onChange: (words: string) => void
  placeholder?: string
  /** Several lines, in the typeface of people's words. */
  isLong?: boolean
  isFirst?: boolean
}) {
  const id = useId()
  const shared = {
    id,
    value: props.value,
    placeholder: props.placeholder,
    'data-first': props.isFirst || undefined,
    maxLength: props.isLong ? 2_000 : 500,
  }
  return (
    <div className="Field">
      <label htmlFor={id}>{props.label}</label>
      {props.isLong ? (
        <textarea
          {...shared}
          className="Input voice PromiseWords"
          rows={8}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        />
      ) : (
        <input
          {...shared}
          className="Input"
          onChange={(event) => props.onChange(event.currentTarget.value)}
        />
      )}
    </div>
  )
}

function Foot({ hint, children }: { hint: string; children: ReactNode }) {
  return (
    <div className="row between">
      <span className="small third">{hint}</span>
      {children}
    </div>
  )
}
