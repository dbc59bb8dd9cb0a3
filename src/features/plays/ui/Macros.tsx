/** The workspace's macros: words with variables and one place for the agent's own line, previewed as they would go out. */
import { Badge, Button } from '@mantine/core'
import { useState } from 'react'
import type { Macro, MacroFields } from '#features/plays/contract.ts'
import { fillMacro } from '#features/plays/rules/variables.ts'
import { Answered } from '#web/Answered.tsx'
import { Sheet } from '#web/components/Sheet.tsx'
import { useSession } from '#web/session.ts'
import { change, read } from './api.ts'
import { KeepOrDrop, KindChoice } from './ShelfParts.tsx'
import { useShelf } from './useShelf.ts'

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
  const session = useSession()
  const mayEdit = session.permissions.includes('book.write')
  const { items, error, refetch, setOpen, isOpen, opened, sheet } = useShelf<Macro, MacroFields>({
    key: ['macros'],
    list: async () => (await read.macros()).items,
    keep: change.macro,
    drop: ({ id, name }) => change.dropMacro(id, name),
    fieldsOf,
    nameOf: ({ name }) => name,
  })
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
      <Answered answer={items} error={error} onRetry={refetch} failed="The macros could not be read.">
        {(items) =>
          items.length === 0 ? (
            <p className="second">
              None yet. Until then each kind of moment brings a first draft of its own.
            </p>
          ) : (
            <ul className="Words-list" aria-label="Macros">
              {items.map((macro) => (
                <li key={macro.id}>
                  <button
                    type="button"
                    className="plain grow"
                    disabled={!mayEdit}
                    onClick={() => setOpen(macro)}
                  >
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
          )
        }
      </Answered>
      {isOpen && (
        <MacroSheet macro={opened} agent={session.member.name} brand={session.workspace.name} {...sheet} />
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
          <KindChoice
            label="Begins a reply to"
            none="nothing by itself"
            kinds={fields.kinds}
            onChange={(kinds) => set({ kinds })}
          />
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
        <KeepOrDrop isReady={isReady} onDrop={props.macro && props.onDrop} />
      </form>
    </Sheet>
  )
}

function fieldsOf({ name, kinds, template }: MacroFields): MacroFields {
  return { name, kinds, template }
}
