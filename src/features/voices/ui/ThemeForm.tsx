/** The form of a theme; beside it, what it would catch. Saved with undo; what somebody else changed meanwhile is told. */
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { SyntheticEvent } from 'react'
import { useLocation } from 'wouter'
import {
  THEME_KINDS,
  type ThemeDefinition,
  type ThemeDetail,
  type VoiceRow,
} from '#features/voices/contract.ts'
import { newKey, Problem, send } from '#web/api.ts'
import { Icon } from '#web/components/Icon.tsx'
import { Segments } from '#web/components/Segments.tsx'
import { failureWords } from '#web/failure.ts'
import { useKeys } from '#web/keys.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { change } from './api.ts'
import { PhraseList } from './PhraseList.tsx'
import { idFor } from './theme-fields.ts'
import { ThemeExamples } from './ThemeExamples.tsx'
import { KIND_WORDS } from './ThemeTable.tsx'
import { ThemeTrial } from './ThemeTrial.tsx'
import { useThemeTrial } from './useThemeTrial.ts'

export function ThemeForm(props: {
  /** Null for a new one. */
  id: string | null
  start: ThemeDefinition
  detail: ThemeDetail | null
  examples: readonly VoiceRow[]
  note?: string
  mayWrite: boolean
}) {
  const { id, detail, mayWrite } = props
  const [, go] = useLocation()
  const client = useQueryClient()
  const place = useId()
  const [fields, setFields] = useState(props.start)
  const [examples, setExamples] = useState(props.examples)
  const [state, setState] = useState<'saving' | { problem: string; isConflict: boolean } | null>(null)
  const set = (some: Partial<ThemeDefinition>) => setFields((before) => ({ ...before, ...some }))
  const wanted = { id, any: fields.any, none: fields.none }
  const tried = useThemeTrial(mayWrite ? wanted : null)
  const read = tried.look?.isDone === true ? tried.look.read : null
  const name = fields.name.trim()
  const isEmpty = fields.any.length + (id === null ? examples.length : 1) === 0
  const renew = async () => {
    for (const key of ['themes', 'theme', 'voices-list']) await client.invalidateQueries({ queryKey: [key] })
  }

  const carry = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (failure) {
      tellFailure(failureWords(failure))
    }
    await renew()
  }

  async function save(isOver = false) {
    if (!mayWrite || state === 'saving') return
    if (name === '' || isEmpty) {
      setState({
        problem: name === '' ? 'Give it a name.' : 'Write a phrase it listens for.',
        isConflict: false,
      })
      document.getElementById(`${place}-name`)?.focus()
      return
    }
    setState('saving')
    try {
      if (id === null) await saveNew()
      else await saveOld(id, isOver)
    } catch (failure) {
      const isConflict = failure instanceof Problem && failure.code === 'theme_changed'
      setState({ problem: failureWords(failure), isConflict })
      return
    }
    await renew()
  }

  async function saveNew() {
    const fresh = idFor(name, newKey().replaceAll('-', ''))
    await send(change.newTheme(fresh, { ...fields, name, examples: examples.map((one) => one.id) }))
    go(`/voices/${fresh}`)
    tell(`“${name}” is a theme. What it covers is counted in a moment.`, () => {
      go('/voices')
      void carry(async () => {
        await send(change.removeTheme(fresh))
        tell('Taken back.')
      })
    })
  }

  async function saveOld(old: string, isOver: boolean) {
    const since = isOver ? {} : { since: detail?.changed?.at ?? null }
    const answer = await send(change.theme(old, { definition: { ...fields, name }, ...since }, 'A theme'))
    const { changedAt } = answer as { changedAt: string }
    go(`/voices/${encodeURIComponent(old)}`)
    const before = detail?.definition
    tell(`“${name}” is saved. What it covers is counted anew in a moment.`, () => {
      if (!before) return
      void carry(async () => {
        await send(change.theme(old, { definition: before, since: changedAt }, 'A theme'))
        tell(`“${before.name}” is as it was.`)
      })
    })
  }

  function remove() {
    if (id === null || !detail) return
    go('/voices')
    const body = { ...detail.definition, examples: detail.examples.map((one) => one.id) }
    void carry(async () => {
      await send(change.removeTheme(id))
      tell(`“${detail.definition.name}” is deleted.`, () => {
        void carry(async () => {
          await send(change.newTheme(id, body))
          tell(`“${body.name}” is back.`)
        })
      })
    })
  }

  useKeys(mayWrite ? [{ keys: 'Mod+Enter', label: 'save the theme', group: 'The theme', run: () => void save() }] : []) // prettier-ignore

  function submit(event: SyntheticEvent) {
    event.preventDefault()
    void save()
  }
  const problem = state !== null && state !== 'saving' ? state : null
  return (
    <div className="ThemeEditor">
      <form
        className="Paper ThemeForm stack"
        data-gap="12"
        onSubmit={submit}
        aria-label={id === null ? 'A new theme' : 'The theme'}
      >
        <h2 className="head">
          {id === null ? 'A new theme' : mayWrite ? 'Change the theme' : 'What the theme is'}
        </h2>
        {props.note && <p className="small second">{props.note}</p>}
        {!mayWrite && (
          <p className="small second">Supervisors change themes. You can see what this one listens for.</p>
        )}
        <div className="Field">
          <label htmlFor={`${place}-name`}>Name</label>
          <input
            id={`${place}-name`}
            className="Input"
            value={fields.name}
            maxLength={80}
            readOnly={!mayWrite}
            autoFocus={id === null}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
        </div>
        <div className="row wrap" data-gap="12">
          <div className="Field">
            <span className="small second">Kind</span>
            {mayWrite ? (
              <Segments
                label="Kind"
                value={fields.kind}
                choices={THEME_KINDS.map((kind) => ({ value: kind, label: KIND_WORDS[kind] }))}
                onChange={(kind) => set({ kind })}
              />
            ) : (
              <b>{KIND_WORDS[fields.kind]}</b>
            )}
          </div>
          <div className="Field grow">
            <label htmlFor={`${place}-place`}>Where it is met (shown under its name)</label>
            <input
              id={`${place}-place`}
              className="Input"
              value={fields.place}
              maxLength={60}
              readOnly={!mayWrite}
              onChange={(event) => set({ place: event.currentTarget.value })}
            />
          </div>
        </div>
        <PhraseList
          label="A comment belongs here when it says one of these"
          help="runs small, or return* for any ending"
          phrases={fields.any}
          tried={tried.look?.any}
          read={read}
          mayWrite={mayWrite}
          onChange={(any) => set({ any })}
        />
        <PhraseList
          label="But not when it also says one of these"
          help="not too small"
          phrases={fields.none}
          tried={tried.look?.none}
          read={read}
          rulesOut
          mayWrite={mayWrite}
          onChange={(none) => set({ none })}
        />
        <ThemeExamples
          themeId={id}
          examples={examples}
          merged={detail?.merged ?? []}
          mayWrite={mayWrite}
          onChange={setExamples}
        />
        {problem && (
          <div className="Notice" data-tone="bad" role="alert">
            <Icon name="alert-circle" />
            <div className="grow">
              {problem.problem}
              {problem.isConflict && (
                <div className="row wrap ThemeForm-ways" data-gap="6">
                  <Button
                    size="xs"
                    onClick={() => void client.invalidateQueries({ queryKey: ['theme', id] })}
                  >
                    Show theirs
                  </Button>
                  <Button size="xs" onClick={() => void save(true)}>
                    Save mine over it
                  </Button>
                </div>
              )}
            </div>
          </div>
        )}
        {mayWrite && (
          <div className="row wrap" data-gap="6">
            <Button type="submit" size="xs" variant="filled" loading={state === 'saving'}>
              {id === null ? 'Save the theme' : 'Save'}
            </Button>
            <Button
              size="xs"
              onClick={() => go(id === null ? '/voices' : `/voices/${encodeURIComponent(id)}`)}
            >
              Cancel
            </Button>
            {detail?.origin === 'own' && !detail.id.startsWith('th_') && detail.merged.length === 0 && (
              <Button size="xs" variant="subtle" onClick={remove}>
                Delete
              </Button>
            )}
            {detail?.changed && <span className="small third push">Last changed by {detail.changed.by}</span>}
          </div>
        )}
      </form>
      {mayWrite && <ThemeTrial tried={tried} isAsked={fields.any.length > 0} />}
    </div>
  )
}
