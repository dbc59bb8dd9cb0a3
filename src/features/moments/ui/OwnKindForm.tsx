/** The form of a kind of one's own; beside it, what it would have caught. */
import { Button } from '@mantine/core'
import { useId, useState } from 'react'
import type { ReactNode, SyntheticEvent } from 'react'
import { OwnKindDefinition } from '#features/moments/contract.ts'
import { CHANNELS } from '#features/timeline/contract.ts'
import { failureWords } from '#web/failure.ts'
import { definitionOf, EMPTY, fieldsOf } from './own-kind-fields.ts'
import type { OwnKindFields } from './own-kind-fields.ts'
import { OwnKindTrial } from './OwnKindTrial.tsx'

export function OwnKindForm(props: {
  before: OwnKindDefinition | undefined
  onSave: (definition: OwnKindDefinition) => Promise<void>
  onClose: () => void
  onDelete?: () => void
}) {
  const [fields, setFields] = useState(props.before ? fieldsOf(props.before) : EMPTY)
  const [problem, setProblem] = useState<string | null>(null)
  const set = (some: Partial<OwnKindFields>) => setFields((before) => ({ ...before, ...some }))
  const definition = OwnKindDefinition.safeParse(definitionOf(fields)).data
  function submit(event: SyntheticEvent) {
    event.preventDefault()
    if (!definition) return setProblem('Give it a name and the words it listens for, or a condition.')
    setProblem(null)
    props.onSave(definition).catch((failure: unknown) => setProblem(failureWords(failure)))
  }
  const text = (name: keyof OwnKindFields, rest: object = {}) => ({
    className: 'Input',
    value: String(fields[name]),
    onChange: (event: { currentTarget: { value: string } }) => set({ [name]: event.currentTarget.value }),
    ...rest,
  })
  return (
    <form className="OwnKindForm stack" data-gap="6" onSubmit={submit}>
      <Field label="Name">
        {(id) => <input id={id} {...text('name', { maxLength: 60, required: true })} />}
      </Field>
      <Field label="It is">
        {(id) => (
          <select id={id} {...text('valence')}>
            <option value="opportunity">an opportunity</option>
            <option value="threat">a threat</option>
          </select>
        )}
      </Field>
      <Field label="Hours it lives">
        {(id) => <input id={id} {...text('livesHours', { type: 'number', min: 1, max: 720 })} />}
      </Field>
      <Field label="Any of these, one a line (return* is any ending)">
        {(id) => <textarea id={id} rows={3} {...text('any', { className: 'Input voice' })} />}
      </Field>
      <Field label="None of these, one a line">
        {(id) => <textarea id={id} rows={2} {...text('none', { className: 'Input voice' })} />}
      </Field>
      <Field label="Said by">
        {(id) => (
          <select id={id} {...text('saidBy')}>
            <option value="customer">a customer</option>
            <option value="agent">one of us</option>
            <option value="anyone">anyone</option>
          </select>
        )}
      </Field>
      <Field label="By way of">
        {(id) => (
          <select id={id} {...text('channel')}>
            <option value="">any channel</option>
            {CHANNELS.map((channel) => (
              <option key={channel}>{channel}</option>
            ))}
          </select>
        )}
      </Field>
      <details
        open={
          fields.orderAtLeast !== '' ||
          fields.isFirstOrder ||
          fields.product !== '' ||
          fields.daysTo !== '' ||
          fields.daysFrom !== '' ||
          undefined
        }
      >
        <summary className="small">Only where the order or the time fits</summary>
        <div className="stack" data-gap="6">
          <Field label="Order worth at least">
            {(id) => <input id={id} {...text('orderAtLeast', { type: 'number', min: 0, step: '0.01' })} />}
          </Field>
          <Field label="Product with the words">
            {(id) => <input id={id} {...text('product', { maxLength: 80 })} />}
          </Field>
          <Field label="Days since the order before, from">
            {(id) => <input id={id} {...text('daysFrom', { type: 'number', min: 0, max: 3650 })} />}
          </Field>
          <Field label="Days since the order before, to">
            {(id) => <input id={id} {...text('daysTo', { type: 'number', min: 0, max: 3650 })} />}
          </Field>
          <label className="row small" data-gap="6">
            <input
              type="checkbox"
              checked={fields.isFirstOrder}
              onChange={(event) => set({ isFirstOrder: event.currentTarget.checked })}
            />
            Only with the first order
          </label>
        </div>
      </details>
      {problem && (
        <p className="small bad" role="alert">
          {problem}
        </p>
      )}
      <div className="row wrap" data-gap="6">
        <Button type="submit" size="xs" variant="filled">
          {props.before ? 'Save' : 'Save and switch on'}
        </Button>
        <Button size="xs" onClick={props.onClose}>
          Cancel
        </Button>
        {props.onDelete && (
          <Button size="xs" onClick={props.onDelete}>
            Delete
          </Button>
        )}
      </div>
      <OwnKindTrial definition={definition} />
    </form>
  )
}

function Field({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="OwnKindField">
      <label htmlFor={id} className="small second">
        {label}
      </label>
      {children(id)}
    </div>
  )
}
