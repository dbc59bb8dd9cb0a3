/** What the cards of connections share: a labelled field, what went wrong, what came of a try, and the question before something goes. */
import { Button } from '@mantine/core'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { FailedFace } from '../components/Faces.tsx'
import { Icon } from '../components/Icon.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { plainly } from './ImportState.ts'

export function Labelled(props: { label: string; hint?: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="Field">
      <label htmlFor={id}>{props.label}</label>
      {props.children(id)}
      {props.hint && <span className="small third">{props.hint}</span>}
    </div>
  )
}

export function Told({ isFine, words }: { isFine: boolean; words: ReactNode }) {
  return (
    <div className="Notice" data-tone={isFine ? 'good' : 'bad'} role={isFine ? 'status' : 'alert'}>
      <Icon name={isFine ? 'check' : 'alert-circle'} />
      <span>{words}</span>
    </div>
  )
}

export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="Connection-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt className="small third">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Asks before a connection goes; says what stays. */
export function GoSheet(props: {
  title: string
  what: string
  yes: string
  onYes: () => Promise<unknown>
  onDone: () => void
  onClose: () => void
}) {
  const { busy, problem, work } = useWork()
  return (
    <Sheet title={props.title} onClose={props.onClose}>
      <div className="Sheet-body stack" data-gap="12">
        <p className="second">{props.what}</p>
        {problem && <FailedFace title="It stands as before." detail={problem} />}
        <div className="row" data-gap="6">
          <Button
            variant="filled"
            disabled={busy}
            onClick={() =>
              void work(async () => {
                await props.onYes()
                props.onDone()
                props.onClose()
              })
            }
          >
            {props.yes}
          </Button>
          <Button variant="subtle" onClick={props.onClose}>
            Keep it
          </Button>
        </div>
      </div>
    </Sheet>
  )
}

/** Runs one thing at a time; what it is refused for becomes a sentence. */
export function useWork() {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  async function work(run: () => Promise<void>): Promise<void> {
    setBusy(true)
    setProblem(null)
    try {
      await run()
    } catch (failure) {
      setProblem(plainly(failure))
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, work }
}
