/** A touchpoint's own page: what it is called, where it stands, when an entry happens at it. */
import { Button } from '@mantine/core'
import { useId, useState } from 'react'
import type { SyntheticEvent } from 'react'
import {
  EFFECTS,
  PHASES,
  STAGES,
  type Effect,
  type Phase,
  type Rule,
  type Stage,
  type Touchpoint,
  type TouchpointFields,
} from '#features/journey/contract.ts'
import { LoadingLines } from '#web/components/Faces.tsx'
import { Sheet } from '#web/components/Sheet.tsx'
import { change } from './api.ts'
import { ClauseFields } from './ClauseFields.tsx'
import { RuleOverlaps } from './RuleOverlaps.tsx'
import { RuleTrial } from './RuleTrial.tsx'
import { TouchpointTies } from './TouchpointTies.tsx'
import { useChange } from './useChange.ts'
import { useTouchpoints } from './useJourney.ts'

const NEW: TouchpointFields = {
  name: '',
  icon: 'map-pin',
  phase: 'after',
  stage: 'use',
  channel: null,
  ownerId: null,
  rule: { happens: [], spokenOf: [] },
  promise: null,
  effects: [],
  why: '',
  reviewEveryWeeks: 13,
  place: 0,
  isHidden: false,
}

export function TouchpointSheet({
  touchpointId,
  onClose,
}: {
  touchpointId: string | null
  onClose: () => void
}) {
  const { data } = useTouchpoints()
  const found = data?.items.find(({ id }) => id === touchpointId)
  const last = Math.max(0, ...(data?.items ?? []).map(({ place }) => place))
  return (
    <Sheet title={found?.name ?? 'A new touchpoint'} onClose={onClose} at="end">
      {data ? (
        <TouchpointForm
          start={found ? fieldsOf(found) : { ...NEW, place: last + 100 }}
          touchpoint={found}
          onClose={onClose}
        />
      ) : (
        <LoadingLines />
      )}
    </Sheet>
  )
}

type FormProps = { start: TouchpointFields; touchpoint: Touchpoint | undefined; onClose: () => void }

function TouchpointForm({ start, touchpoint, onClose }: FormProps) {
  const carry = useChange()
  const id = useId()
  const [fields, setFields] = useState(start)
  const [phrases, setPhrases] = useState(start.rule.spokenOf.join(', '))
  const set = (over: Partial<TouchpointFields>) => setFields((former) => ({ ...former, ...over }))
  const rule: Rule = { ...fields.rule, spokenOf: listOf(phrases) }
  const whole = { ...fields, name: fields.name.trim(), rule }

  async function submit(event: SyntheticEvent) {
    event.preventDefault()
    if (await carry(change.touchpoint(touchpoint?.id ?? null, whole), `Saved ${whole.name}.`)) onClose()
  }
  function remove() {
    if (!touchpoint) return
    onClose()
    void carry(
      change.remove(touchpoint.id),
      `Took ${touchpoint.name} off the map; its ideas are kept.`,
      () => void carry(change.restore(touchpoint.id)),
    )
  }
  return (
    <form className="Sheet-body stack TouchpointForm" data-gap="12" onSubmit={(event) => void submit(event)}>
      <div className="Field">
        <label htmlFor={`${id}-name`}>What it is called</label>
        <input
          id={`${id}-name`}
          className="Input"
          data-first
          value={fields.name}
          maxLength={40}
          onChange={(event) => set({ name: event.target.value })}
        />
      </div>
      <div className="row" data-gap="12">
        <div className="Field grow">
          <label htmlFor={`${id}-phase`}>When</label>
          <select
            id={`${id}-phase`}
            className="Input"
            value={fields.phase}
            onChange={(event) => set({ phase: event.target.value as Phase })}
          >
            {PHASES.map((phase) => (
              <option key={phase}>{phase}</option>
            ))}
          </select>
        </div>
        <div className="Field grow">
          <label htmlFor={`${id}-stage`}>Stage</label>
          <select
            id={`${id}-stage`}
            className="Input"
            value={fields.stage}
            onChange={(event) => set({ stage: event.target.value as Stage })}
          >
            {STAGES.map((stage) => (
              <option key={stage}>{stage}</option>
            ))}
          </select>
        </div>
        <div className="Field">
          <label htmlFor={`${id}-place`}>Place on the map</label>
          <input
            id={`${id}-place`}
            className="Input"
            type="number"
            value={fields.place}
            onChange={(event) => set({ place: Number(event.target.value) })}
          />
        </div>
      </div>
      <TouchpointTies ties={fields} onChange={set} />
      <ClauseFields
        happens={fields.rule.happens}
        onChange={(happens) => set({ rule: { ...fields.rule, happens } })}
      />
      <div className="Field">
        <label htmlFor={`${id}-phrases`}>Words of customers that speak of it</label>
        <textarea
          id={`${id}-phrases`}
          className="Input"
          rows={2}
          value={phrases}
          placeholder="unboxing, packaging"
          onChange={(event) => setPhrases(event.target.value)}
        />
        <span className="small third">
          Parted by commas. How a message felt counts here when it speaks of this touchpoint.
        </span>
      </div>
      <RuleOverlaps touchpoint={{ id: touchpoint?.id ?? '', name: whole.name, rule, place: fields.place }} />
      <RuleTrial rule={rule} id={touchpoint?.id ?? null} place={fields.place} />
      <div className="Field">
        <span id={`${id}-effects`} className="small second">
          What it can leave behind
        </span>
        <div className="row wrap" data-gap="6" role="group" aria-labelledby={`${id}-effects`}>
          {EFFECTS.map((effect) => (
            <button
              key={effect}
              type="button"
              className="Chip"
              aria-pressed={fields.effects.includes(effect)}
              onClick={() => set({ effects: toggled(fields.effects, effect) })}
            >
              {effect}
            </button>
          ))}
        </div>
      </div>
      <div className="Field">
        <label htmlFor={`${id}-why`}>Why should somebody choose us here?</label>
        <textarea
          id={`${id}-why`}
          className="Input"
          rows={2}
          maxLength={500}
          value={fields.why}
          onChange={(event) => set({ why: event.target.value })}
        />
      </div>
      <div className="Field">
        <label htmlFor={`${id}-weeks`}>Look at it every so many weeks</label>
        <input
          id={`${id}-weeks`}
          className="Input"
          type="number"
          min={1}
          max={104}
          value={fields.reviewEveryWeeks}
          onChange={(event) => set({ reviewEveryWeeks: Number(event.target.value) })}
        />
      </div>
      <div className="row wrap" data-gap="6">
        <Button type="submit" variant="filled" disabled={whole.name === ''}>
          {touchpoint ? 'Save' : 'Add to the map'}
        </Button>
        {touchpoint && (
          <>
            <Button
              variant="default"
              onClick={() => set({ isHidden: !fields.isHidden })}
              aria-pressed={fields.isHidden}
            >
              {fields.isHidden ? 'Hidden: show again' : 'Hide'}
            </Button>
            <Button variant="subtle" onClick={remove}>
              Take off the map
            </Button>
          </>
        )}
      </div>
    </form>
  )
}

const listOf = (text: string) =>
  [
    ...new Set(
      text
        .split(/[,\n]/)
        .map((word) => word.trim())
        .filter((word) => word.length >= 2),
    ),
  ].slice(0, 60)
const toggled = (effects: readonly Effect[], one: Effect) =>
  effects.includes(one) ? effects.filter((effect) => effect !== one) : [...effects, one]

/** What can be changed of a touchpoint. */
function fieldsOf({
  name,
  icon,
  phase,
  stage,
  channel,
  ownerId,
  rule,
  promise,
  effects,
  why,
  reviewEveryWeeks,
  place,
  isHidden,
}: Touchpoint): TouchpointFields {
  return {
    name,
    icon,
    phase,
    stage,
    channel,
    ownerId,
    rule,
    promise,
    effects,
    why,
    reviewEveryWeeks,
    place,
    isHidden,
  }
}
