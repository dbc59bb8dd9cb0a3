/** Kinds the workspace wrote itself: listed with their switch, written and changed in a form, deleted with a way back. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { NoticedKind, OwnKind } from '#features/moments/contract.ts'
import { newKey } from '#web/api.ts'
import { Toggle } from '#web/components/Toggle.tsx'
import { failureWords } from '#web/failure.ts'
import { deliver } from '#web/outbox.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { change } from './noticing-api.ts'
import { faresWords } from './noticing-words.ts'
import { OwnKindForm } from './OwnKindForm.tsx'

export function OwnKinds(props: {
  own: readonly OwnKind[]
  fares: readonly NoticedKind[]
  mayWrite: boolean
  onChanged: () => Promise<void>
}) {
  const [editing, setEditing] = useState<string | null>(null)

  async function save(one: Pick<OwnKind, 'id' | 'definition' | 'isOn'>, told: string, undo?: () => void) {
    try {
      await deliver(change.saveOwn(one))
      tell(told, undo)
      await props.onChanged()
    } catch (failure) {
      tellFailure(`${one.definition.name} was not saved. ${failureWords(failure)}`)
      throw failure
    }
  }
  async function remove(one: OwnKind) {
    try {
      await deliver(change.deleteOwn(one))
      tell(
        `${one.definition.name} is deleted.`,
        () => void save(one, `${one.definition.name} is back.`).catch(() => undefined),
      )
      setEditing(null)
    } catch (failure) {
      tellFailure(`${one.definition.name} was not deleted. ${failureWords(failure)}`)
    }
    await props.onChanged()
  }
  const form = (one: OwnKind | undefined, id: string) => (
    <OwnKindForm
      key={id}
      before={one?.definition}
      onClose={() => setEditing(null)}
      onSave={async (definition) => {
        const undo =
          one && (() => void save(one, `${one.definition.name} is as it was.`).catch(() => undefined))
        await save({ id, definition, isOn: one?.isOn ?? true }, `${definition.name} is saved.`, undo)
        setEditing(null)
      }}
      {...(one ? { onDelete: () => void remove(one) } : {})}
    />
  )

  return (
    <section className="Paper NoticingCard" aria-labelledby="own">
      <div className="row between">
        <h2 className="head" id="own">
          Kinds of your own
        </h2>
        {props.mayWrite && editing === null && (
          <Button size="xs" onClick={() => setEditing(`k-${newKey()}`)}>
            Write a kind
          </Button>
        )}
      </div>
      {props.own.length === 0 && editing === null && (
        <p className="small third">
          None yet. Write down which words matter to you, see at once what they would have caught in the last
          90 days, and switch it on.
        </p>
      )}
      <ul className="NoticedKinds">
        {props.own.map((one) => {
          const fares = props.fares.find(({ kind }) => kind === `own:${one.id}`)
          if (editing === one.id) return <li key={one.id}>{form(one, one.id)}</li>
          return (
            <li key={one.id} className="NoticedKind" data-off={!one.isOn || undefined}>
              <div className="row between">
                <b className="strong">{one.definition.name}</b>
                {props.mayWrite ? (
                  <Toggle
                    label={one.isOn ? 'On' : 'Off'}
                    isOn={one.isOn}
                    onChange={(isOn) =>
                      void save(
                        { ...one, isOn },
                        `${one.definition.name} is ${isOn ? 'on' : 'off'}.`,
                        () => void save(one, `${one.definition.name} is as it was.`).catch(() => undefined),
                      ).catch(() => undefined)
                    }
                  />
                ) : (
                  <span className="third">{one.isOn ? 'On' : 'Off'}</span>
                )}
              </div>
              <div className="small second">
                {one.definition.any.length > 0 ? (
                  <>
                    Listens for <span className="voice">{one.definition.any.join(', ')}</span>
                  </>
                ) : (
                  'Looks at orders'
                )}
              </div>
              {fares && <div className="small third">{faresWords(fares)}</div>}
              {props.mayWrite && (
                <button type="button" className="Link" onClick={() => setEditing(one.id)}>
                  Change<span className="visually-hidden"> {one.definition.name}</span>
                </button>
              )}
            </li>
          )
        })}
      </ul>
      {editing !== null && !props.own.some(({ id }) => id === editing) && form(undefined, editing)}
    </section>
  )
}
