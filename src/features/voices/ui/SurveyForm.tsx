/** The form of a survey, with the page as customers will see it beside, and whom it would have asked. */
import { Button } from '@mantine/core'
import { useId, useState } from 'react'
import type { ReactNode, SyntheticEvent } from 'react'
import { SURVEY_LANGUAGES, SurveyDefinition, TRIGGERS } from '#features/voices/contract.ts'
import type { SurveyQuestion } from '#features/voices/contract.ts'
import { failureWords } from '#web/failure.ts'
import { TRIGGER_NAMES } from './survey-say.ts'
import { SurveyPreview } from './SurveyPreview.tsx'
import { SurveyQuestions } from './SurveyQuestions.tsx'
import { SurveyTryOut } from './SurveyTryOut.tsx'

const EMPTY: SurveyDefinition = {
  name: '',
  questions: [{ key: 'q1', measure: 'csat', wording: null }],
  asksWhy: true,
  offersReflections: true,
  trigger: 'resolved',
  delayHours: 24,
  quiet: { from: '20:00', to: '09:00' },
  capDays: 60,
  sample: 1,
  reminderDays: null,
  language: 'en',
}
const LANGUAGE_NAMES = { en: 'English', de: 'German', fr: 'French', es: 'Spanish' } as const

export function SurveyForm(props: {
  before: SurveyDefinition | undefined
  onSave: (definition: SurveyDefinition) => Promise<void>
  onClose: () => void
}) {
  const [draft, setDraft] = useState(props.before ?? EMPTY)
  const [problem, setProblem] = useState<string | null>(null)
  const set = (some: Partial<SurveyDefinition>) => setDraft((before) => ({ ...before, ...some }))
  const definition = SurveyDefinition.safeParse(draft).data
  const looked = SurveyDefinition.safeParse({ ...draft, name: draft.name.trim() || 'A survey' }).data
  function submit(event: SyntheticEvent) {
    event.preventDefault()
    if (!definition) return setProblem('Give it a name of two letters at least, and look at the numbers.')
    setProblem(null)
    props.onSave(definition).catch((failure: unknown) => setProblem(failureWords(failure)))
  }
  const number = (name: 'delayHours' | 'capDays', min: number, max: number) => ({
    type: 'number',
    className: 'Input',
    min,
    max,
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      set({ [name]: Number(event.currentTarget.value) }),
  })
  return (
    <section className="Paper SurveyEditor" aria-label={props.before?.name ?? 'New survey'}>
      <form className="stack" data-gap="8" onSubmit={submit}>
        <Row label="Name">
          {(id) => (
            <input
              id={id}
              className="Input"
              required
              maxLength={80}
              value={draft.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
          )}
        </Row>
        <Row label="Asked after">
          {(id) => (
            <select
              id={id}
              className="Input"
              value={draft.trigger}
              onChange={(event) => set({ trigger: event.currentTarget.value as SurveyDefinition['trigger'] })}
            >
              {TRIGGERS.map((trigger) => (
                <option key={trigger} value={trigger}>
                  {TRIGGER_NAMES[trigger]}
                </option>
              ))}
            </select>
          )}
        </Row>
        <SurveyQuestions
          questions={draft.questions}
          onChange={(questions: SurveyQuestion[]) => set({ questions })}
        />
        <Check label="Ask in words, too" isOn={draft.asksWhy} onChange={(asksWhy) => set({ asksWhy })} />
        <Check
          label="Offer the ten reflections (“That was so easy”)"
          isOn={draft.offersReflections}
          onChange={(offersReflections) => set({ offersReflections })}
        />
        {draft.trigger !== 'by_hand' && (
          <>
            <Row label="Hours after it">{(id) => <input id={id} {...number('delayHours', 0, 2_160)} />}</Row>
            <Row label="A person once in days">
              {(id) => <input id={id} {...number('capDays', 1, 365)} />}
            </Row>
            <Row label="Share asked, per cent">
              {(id) => (
                <input
                  id={id}
                  className="Input"
                  type="number"
                  min={1}
                  max={100}
                  value={Math.round(draft.sample * 100)}
                  onChange={(event) => set({ sample: Number(event.currentTarget.value) / 100 })}
                />
              )}
            </Row>
            <Row label="Quiet from">
              {(id) => (
                <Clock
                  id={id}
                  value={draft.quiet?.from ?? ''}
                  onChange={(from) =>
                    set({ quiet: from === '' ? null : { from, to: draft.quiet?.to ?? '09:00' } })
                  }
                />
              )}
            </Row>
            {draft.quiet && (
              <Row label="Quiet until">
                {(id) => (
                  <Clock
                    id={id}
                    value={draft.quiet?.to ?? ''}
                    onChange={(to) => draft.quiet && set({ quiet: { ...draft.quiet, to } })}
                  />
                )}
              </Row>
            )}
            <Row label="Reminder after days">
              {(id) => (
                <input
                  id={id}
                  className="Input"
                  type="number"
                  min={1}
                  max={30}
                  placeholder="none"
                  value={draft.reminderDays ?? ''}
                  onChange={(event) =>
                    set({
                      reminderDays:
                        event.currentTarget.value === '' ? null : Number(event.currentTarget.value),
                    })
                  }
                />
              )}
            </Row>
          </>
        )}
        <Row label="If her language is not known">
          {(id) => (
            <select
              id={id}
              className="Input"
              value={draft.language}
              onChange={(event) =>
                set({ language: event.currentTarget.value as SurveyDefinition['language'] })
              }
            >
              {SURVEY_LANGUAGES.map((language) => (
                <option key={language} value={language}>
                  {LANGUAGE_NAMES[language]}
                </option>
              ))}
            </select>
          )}
        </Row>
        {problem && (
          <p className="small bad" role="alert">
            {problem}
          </p>
        )}
        <div className="row wrap" data-gap="6">
          <Button type="submit" size="xs" variant="filled">
            Save
          </Button>
          <Button size="xs" onClick={props.onClose}>
            Cancel
          </Button>
        </div>
        {looked && draft.trigger !== 'by_hand' && <SurveyTryOut definition={looked} />}
      </form>
      {looked && <SurveyPreview definition={looked} />}
    </section>
  )
}

function Row({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="SurveyRow">
      <label htmlFor={id} className="small second">
        {label}
      </label>
      {children(id)}
    </div>
  )
}

function Clock(props: { id: string; value: string; onChange: (value: string) => void }) {
  return (
    <input
      id={props.id}
      type="time"
      className="Input"
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  )
}

function Check(props: { label: string; isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <label className="row small SurveyCheck" data-gap="6">
      <input
        type="checkbox"
        checked={props.isOn}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      {props.label}
    </label>
  )
}
