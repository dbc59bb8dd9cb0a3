/** One play, written in closed choices and read as a sentence; tried on the last 90 days before it counts. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Clause, Play, PlayAct, PlayFields, TrialAnswer } from '#features/plays/contract.ts'
import { conditionSentence } from '#features/plays/rules/conditions.ts'
import { read as web } from '#web/api.ts'
import { Icon } from '#web/components/Icon.tsx'
import { Segments } from '#web/components/Segments.tsx'
import { Sheet } from '#web/components/Sheet.tsx'
import { failureWords } from '#web/failure.ts'
import { read, tryPlay } from './api.ts'
import { ClauseField } from './ClauseField.tsx'
import { NEW_CLAUSES } from './clauses.ts'
import { PlayActField } from './PlayActField.tsx'
import { AUTONOMY } from './useAutonomy.ts'

const NEW_ACT: PlayAct = { kind: 'line', title: '', words: '', amountMinor: null, when: null }
const NEW_PLAY: PlayFields = {
  name: '',
  when: { all: [{ field: 'valence', is: 'opportunity' }], none: [] },
  acts: [NEW_ACT],
  who: 'everyone',
  hope: '',
}

export function PlaySheet(props: {
  play: Play | null
  mayEdit: boolean
  onSave: (fields: PlayFields) => void
  onDrop: () => void
  onClose: () => void
}) {
  const { play } = props
  const [fields, setFields] = useState<PlayFields>(() => (play ? fieldsOf(play) : NEW_PLAY))
  const { data: catalogue } = useQuery({ queryKey: ['catalogue'], queryFn: web.catalogue })
  const { data: policy } = useQuery({ queryKey: [AUTONOMY, 'policy'], queryFn: read.autonomy })
  const kinds = catalogue?.items ?? []
  const currency = policy?.currency ?? 'USD'
  const labelOf = (kind: string) => kinds.find((each) => each.kind === kind)?.label ?? kind
  const set = (some: Partial<PlayFields>) => setFields((all) => ({ ...all, ...some }))
  const setClauses = (which: 'all' | 'none', clauses: Clause[]) =>
    set({ when: { ...fields.when, [which]: clauses } })
  const isReady =
    fields.name.trim() !== '' &&
    fields.hope.trim() !== '' &&
    fields.acts.length > 0 &&
    fields.acts.every(({ title }) => title.trim() !== '') &&
    fields.when.all.length > 0
  return (
    <Sheet title={play ? play.name : 'A new play'} onClose={props.onClose}>
      <form
        className="Sheet-body stack PlaySheet"
        data-gap="12"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady && props.mayEdit) props.onSave(tidy(fields))
        }}
      >
        <p className="PlaySheet-sentence">{conditionSentence(fields.when, { labelOf, currency })}</p>
        <fieldset className="stack" data-gap="12" disabled={!props.mayEdit}>
          <legend className="visually-hidden">The play</legend>
          <div className="Field">
            <label htmlFor="play-name">Name</label>
            <input
              id="play-name"
              data-first
              className="Input"
              maxLength={120}
              value={fields.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
          </div>
          <Clauses
            title="When all of these hold"
            clauses={fields.when.all}
            kinds={kinds}
            currency={currency}
            onChange={(clauses) => setClauses('all', clauses)}
          />
          <Clauses
            title="And none of these"
            clauses={fields.when.none}
            kinds={kinds}
            currency={currency}
            onChange={(clauses) => setClauses('none', clauses)}
          />
          <div className="stack" data-gap="6">
            <span className="strong">It offers</span>
            {fields.acts.map((act, i) => (
              <PlayActField
                key={i}
                act={act}
                number={i + 1}
                currency={currency}
                onChange={(next) => set({ acts: fields.acts.map((each, at) => (at === i ? next : each)) })}
                onRemove={
                  fields.acts.length > 1
                    ? () => set({ acts: fields.acts.filter((_, at) => at !== i) })
                    : undefined
                }
              />
            ))}
            {fields.acts.length < 6 && (
              <div>
                <Button size="xs" onClick={() => set({ acts: [...fields.acts, NEW_ACT] })}>
                  <Icon name="plus" />
                  Another act
                </Button>
              </div>
            )}
          </div>
          <div className="Field">
            <label htmlFor="play-hope">What it hopes to change</label>
            <input
              id="play-hope"
              className="Input"
              maxLength={300}
              placeholder="Comes back for a second order"
              value={fields.hope}
              onChange={(event) => set({ hope: event.currentTarget.value })}
            />
          </div>
          <div className="row between wrap">
            <span className="strong">Who is offered it</span>
            <Segments
              label="Who is offered it"
              value={fields.who}
              onChange={(who) => set({ who })}
              choices={[
                { value: 'everyone', label: 'Everyone' },
                { value: 'leads', label: 'Leads' },
              ]}
            />
          </div>
        </fieldset>
        {props.mayEdit && <Trial fields={tidy(fields)} isReady={isReady} />}
        {props.mayEdit && (
          <div className="row" data-gap="6">
            <Button type="submit" variant="filled" disabled={!isReady}>
              Keep it
            </Button>
            {play && (play.pack === 'own' || play.isChanged) && (
              <Button variant="subtle" onClick={props.onDrop}>
                {play.pack === 'own' ? 'Take it out' : 'Put it back as it came'}
              </Button>
            )}
          </div>
        )}
      </form>
    </Sheet>
  )
}

function Clauses(props: {
  title: string
  clauses: readonly Clause[]
  kinds: readonly { kind: string; label: string }[]
  currency: string
  onChange: (clauses: Clause[]) => void
}) {
  const { clauses } = props
  return (
    <div className="stack" data-gap="6" role="group" aria-label={props.title}>
      <span className="strong">{props.title}</span>
      {clauses.map((clause, i) => (
        <ClauseField
          key={`${i} ${clause.field}`}
          clause={clause}
          kinds={props.kinds}
          currency={props.currency}
          onChange={(next) => props.onChange(clauses.map((each, at) => (at === i ? next : each)))}
          onRemove={() => props.onChange(clauses.filter((_, at) => at !== i))}
        />
      ))}
      <select
        className="Input PlaySheet-add"
        aria-label={`Add: ${props.title}`}
        value=""
        onChange={(event) => {
          const chosen = NEW_CLAUSES.find(({ clause }) => clause.field === event.currentTarget.value)
          if (chosen) props.onChange([...clauses, chosen.clause])
        }}
      >
        <option value="">Add a condition…</option>
        {NEW_CLAUSES.map(({ clause, label }) => (
          <option key={clause.field} value={clause.field}>
            {label}
          </option>
        ))}
      </select>
    </div>
  )
}

/** "Would have been offered 214 times, at most $310", with some of those moments to look at. */
function Trial({ fields, isReady }: { fields: PlayFields; isReady: boolean }) {
  const [answer, setAnswer] = useState<TrialAnswer | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  async function run() {
    setBusy(true)
    setProblem(null)
    try {
      setAnswer(await tryPlay({ when: fields.when, acts: fields.acts }))
    } catch (failure) {
      setProblem(failureWords(failure))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="stack PlaySheet-trial" data-gap="6" role="status">
      <div className="row" data-gap="10">
        <Button size="xs" disabled={isBusy || !isReady} onClick={() => void run()}>
          {isBusy ? 'Trying…' : 'Try it on the last 90 days'}
        </Button>
        {problem && <span className="small bad">{problem}</span>}
      </div>
      {answer && (
        <>
          <p>
            <b className="strong">{answer.sentence}</b>{' '}
            <span className="second">
              {answer.customers} {answer.customers === 1 ? 'customer' : 'customers'}
              {answer.heldBack > 0 && `; held back ${answer.heldBack} times, since the basics come first`}
              {answer.isPartial && '; the latest part of these days was looked at'}.
            </span>
          </p>
          <ul className="stack" data-gap="6">
            {answer.examples.slice(0, 5).map((example) => (
              <li key={`${example.momentId}${example.at}`} className="small">
                <Link href={`/moments/${example.momentId}`}>{example.name}</Link>{' '}
                <span className="third">{example.label}</span>{' '}
                <span className="voice PlaySheet-words">{example.words}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

function fieldsOf({ name, when, acts, who, hope }: PlayFields): PlayFields {
  return { name, when, acts, who, hope }
}

/** As it is sent: without the space around what was typed. */
function tidy(fields: PlayFields): PlayFields {
  return {
    ...fields,
    name: fields.name.trim(),
    hope: fields.hope.trim(),
    acts: fields.acts.map((act) => ({
      ...act,
      title: act.title.trim(),
      words: act.words?.trim() || null,
      when: act.when?.trim() || null,
    })),
  }
}
