/** The workspace's macros: words with variables and one place for the agent's own line, previewed as they would go out. */
import { Badge, Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Macro, MacroFields } from '#features/plays/contract.ts'
import { fillMacro } from '#features/plays/rules/variables.ts'
import { read as web } from '#web/api.ts'
import { FailedFace, LoadingLines } from '#web/components/Faces.tsx'
import { Sheet } from '#web/components/Sheet.tsx'
import { failureWords } from '#web/failure.ts'
import { deliver } from '#web/outbox.ts'
import { useSession } from '#web/session.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { change, read } from './api.ts'

const MACROS = ['macros'] as const

/** A made-up customer, for the preview. */
const EXAMPLE = {
  greeting: 'Hi Maren,',
  first_name: 'Maren',
  name: 'Maren Oduya',
  order: '#10482',
  product: 'Wren dress',
  carrier: 'UPS',
}

export function Macros() {
  const client = useQueryClient()
  const session = useSession()
  const mayEdit = session.permissions.includes('book.write')
  const { data, error, refetch } = useQuery({
    queryKey: MACROS,
    queryFn: async () => (await read.macros()).items,
  })
  const [open, setOpen] = useState<Macro | 'new' | null>(null)
  async function save(id: string | null, fields: MacroFields, told: string, back?: () => void) {
    try {
      await deliver(change.macro(id, fields))
      tell(told, back)
      await client.invalidateQueries({ queryKey: MACROS })
    } catch (failure) {
      tellFailure(`It was not kept. ${failureWords(failure)}`)
    }
  }
  async function drop(macro: Macro) {
    try {
      await deliver(change.dropMacro(macro.id, macro.name))
      tell(`${macro.name} is gone.`, () => void save(null, fieldsOf(macro), `${macro.name} is back.`))
      await client.invalidateQueries({ queryKey: MACROS })
    } catch (failure) {
      tellFailure(`It is still there. ${failureWords(failure)}`)
    }
  }
  return (
    <section className="Paper SettingsCard" aria-labelledby="macros">
      <div className="SettingsCard-head">
        <h2 className="head grow" id="macros">
          Macros of the team
        </h2>
        {mayEdit && (
          <Button size="xs" onClick={() => setOpen('new')}>
            Write one
          </Button>
        )}
      </div>
      {error ? (
        <FailedFace
          title="The macros could not be read."
          detail={failureWords(error)}
          onRetry={() => void refetch()}
        />
      ) : !data ? (
        <LoadingLines />
      ) : data.length === 0 ? (
        <p className="second">None yet. Until then each kind of moment brings a first draft of its own.</p>
      ) : (
        <ul className="Words-list" aria-label="Macros">
          {data.map((macro) => (
            <li key={macro.id}>
              <button type="button" className="plain grow" disabled={!mayEdit} onClick={() => setOpen(macro)}>
                <b className="strong">{macro.name}</b>
                <span className="voice Words-line truncate">{macro.template}</span>
              </button>
              {macro.variables.some(({ isKnown }) => !isKnown) && (
                <Badge data-tone="warn">Unknown variable</Badge>
              )}
              <Badge>
                {macro.personal === 'none'
                  ? 'No own line'
                  : macro.personal === 'required'
                    ? 'Own line required'
                    : 'Own line'}
              </Badge>
            </li>
          ))}
        </ul>
      )}
      {open && (
        <MacroSheet
          macro={open === 'new' ? null : open}
          agent={session.member.name}
          brand={session.workspace.name}
          onClose={() => setOpen(null)}
          onDrop={() => {
            setOpen(null)
            if (open !== 'new') void drop(open)
          }}
          onSave={(fields) => {
            setOpen(null)
            const before = open === 'new' ? null : open
            void save(
              before?.id ?? null,
              fields,
              `${fields.name} is kept.`,
              before ? () => void save(before.id, fieldsOf(before), 'As it was.') : undefined,
            )
          }}
        />
      )}
    </section>
  )
}

function MacroSheet(props: {
  macro: Macro | null
  agent: string
  brand: string
  onSave: (fields: MacroFields) => void
  onDrop: () => void
  onClose: () => void
}) {
  const [fields, setFields] = useState<MacroFields>(
    props.macro
      ? fieldsOf(props.macro)
      : { name: '', kinds: [], template: '{{greeting}}\n\n{{personal}}\n\n{{sign_off}}' },
  )
  const { data: catalogue } = useQuery({ queryKey: ['catalogue'], queryFn: web.catalogue })
  const set = (some: Partial<MacroFields>) => setFields((all) => ({ ...all, ...some }))
  const isReady = fields.name.trim() !== '' && fields.template.trim() !== ''
  const first = props.agent.split(/\s+/)[0] ?? props.agent
  const filled = fillMacro(fields.template, {
    ...EXAMPLE,
    agent: props.agent,
    agent_first: first,
    brand: props.brand,
    sign_off: first,
  })
  return (
    <Sheet title={props.macro ? props.macro.name : 'A new macro'} onClose={props.onClose}>
      <form
        className="Sheet-body stack"
        data-gap="12"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) props.onSave(fields)
        }}
      >
        <div className="row wrap" data-gap="12">
          <div className="Field grow">
            <label htmlFor="macro-name">Name</label>
            <input
              id="macro-name"
              data-first
              className="Input"
              maxLength={80}
              value={fields.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
          </div>
          <div className="Field grow">
            <label htmlFor="macro-kind">Begins a reply to</label>
            <select
              id="macro-kind"
              className="Input"
              value={fields.kinds[0] ?? ''}
              onChange={(event) =>
                set({ kinds: event.currentTarget.value === '' ? [] : [event.currentTarget.value] })
              }
            >
              <option value="">nothing by itself</option>
              {catalogue?.items.map(({ kind, label }) => (
                <option key={kind} value={kind}>
                  {label}
                </option>
              ))}
            </select>
          </div>
        </div>
        <div className="Field">
          <label htmlFor="macro-template">Words</label>
          <textarea
            id="macro-template"
            className="Input voice Words-area"
            rows={6}
            maxLength={10_000}
            value={fields.template}
            onChange={(event) => set({ template: event.currentTarget.value })}
          />
          <span className="small third">
            {
              '{{first_name|there}} takes “there” where no name is known. {{personal}} is the place for your own line, {{personal!}} one that can’t stay empty.'
            }
          </span>
        </div>
        <div className="stack" data-gap="6">
          <span className="strong small">As it would begin for Maren</span>
          <div className="voice Words-preview">{filled.text}</div>
          {filled.blank.length > 0 && (
            <p className="small warn">
              No value here for {filled.blank.join(', ')}: it can’t be sent until somebody fills it in. A
              fallback such as {`{{${filled.blank[0] ?? ''}|your order}}`} helps.
            </p>
          )}
          {filled.personal && (
            <p className="small third">
              {filled.personal.isRequired
                ? 'It does not go out without an own line.'
                : 'It has a place for an own line.'}
            </p>
          )}
        </div>
        <div className="row" data-gap="6">
          <Button type="submit" variant="filled" disabled={!isReady}>
            Keep it
          </Button>
          {props.macro && (
            <Button variant="subtle" onClick={props.onDrop}>
              Take it out
            </Button>
          )}
        </div>
      </form>
    </Sheet>
  )
}

function fieldsOf({ name, kinds, template }: MacroFields): MacroFields {
  return { name, kinds, template }
}
