/** What is known about the customer, each with where it comes from; a guess is called one and can be confirmed or forgotten. */
import { ActionIcon, Badge, Button } from '@mantine/core'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import type { Fact } from '#features/moments/contract.ts'
import { Icon } from '#web/components/Icon.tsx'

export function Facts(props: {
  facts: readonly Fact[]
  onStand: (fact: Fact, standing: 'confirmed' | 'forgotten') => void
  onAdd: (value: string) => Promise<void>
}) {
  const [isAdding, setAdding] = useState(false)
  const known = props.facts.filter((fact) => fact.standing !== 'forgotten')
  return (
    <section aria-labelledby="facts">
      <div className="row between">
        <h3 className="head" id="facts">
          What we know
        </h3>
        <button type="button" className="Link" onClick={() => setAdding(!isAdding)} aria-expanded={isAdding}>
          Add
        </button>
      </div>
      {isAdding && <AddFact onAdd={props.onAdd} onClose={() => setAdding(false)} />}
      <ul>
        {known.map((fact) => (
          <FactLine key={fact.id} fact={fact} onStand={props.onStand} />
        ))}
      </ul>
      {known.length === 0 && !isAdding && (
        <p className="small third Facts-none">
          Nothing yet. What they tell you shows up here with its source.
        </p>
      )}
    </section>
  )
}

function FactLine({
  fact,
  onStand,
}: {
  fact: Fact
  onStand: (fact: Fact, standing: 'confirmed' | 'forgotten') => void
}) {
  const isGuess = fact.standing === 'guess'
  return (
    <li className="Fact">
      <Icon name={isGuess ? 'help-circle' : fact.icon} size="s" />
      <div className="grow">
        <div className={isGuess ? 'second' : undefined}>{fact.value}</div>
        <div className="small third" title={fact.quote ? `“${fact.quote}”` : undefined}>
          {isGuess ? `A guess: ${lowered(fact.source)}` : fact.source}
        </div>
      </div>
      {isGuess ? (
        <span className="row" data-gap="4">
          <ActionIcon
            size="sm"
            aria-label={`Confirm: ${fact.value}`}
            onClick={() => onStand(fact, 'confirmed')}
          >
            <Icon name="check" size="s" />
          </ActionIcon>
          <ActionIcon
            size="sm"
            aria-label={`Forget: ${fact.value}`}
            onClick={() => onStand(fact, 'forgotten')}
          >
            <Icon name="x" size="s" />
          </ActionIcon>
        </span>
      ) : (
        fact.isNew && <Badge data-tone="primary">new</Badge>
      )}
    </li>
  )
}

function AddFact({ onAdd, onClose }: { onAdd: (value: string) => Promise<void>; onClose: () => void }) {
  const [value, setValue] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  function submit(event: SyntheticEvent) {
    event.preventDefault()
    if (value.trim() === '') return
    onAdd(value.trim()).then(onClose, (failure: unknown) =>
      setProblem(failure instanceof Error ? failure.message : 'It was not saved'),
    )
  }
  return (
    <form className="AddFact row" data-gap="6" onSubmit={submit}>
      <input
        className="Input"
        aria-label="What they told you"
        placeholder="Has a greyhound called Pickle"
        value={value}
        maxLength={300}
        ref={(input) => input?.focus()}
        onChange={(event) => setValue(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onClose()}
      />
      <Button type="submit" size="xs">
        Add
      </Button>
      {problem && (
        <span className="small bad" role="alert">
          {problem}
        </span>
      )}
    </form>
  )
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
