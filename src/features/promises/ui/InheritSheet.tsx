/** Promises of a former tool, pasted or from a file: shown first with what can't be one, then brought in with their old dates. */
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { InheritedAnswer } from '#features/promises/contract.ts'
import { Sheet } from '#web/components/Sheet.tsx'
import { failureWords } from '#web/failure.ts'
import { whenFull } from '#web/times.ts'
import { tell } from '#web/toasts.ts'
import { read } from './api.ts'
import { count } from './say.ts'
import { renewPromises } from './useBoard.ts'

const EXAMPLE = 'email,promise,made,due\nmaren@example.com,Send the swatches,2025-11-10,2025-11-28'

export function InheritSheet({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const id = useId()
  const [list, setList] = useState({ text: '', source: 'list' })
  const [plan, setPlan] = useState<InheritedAnswer | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)

  async function ask(isTrial: boolean): Promise<InheritedAnswer | undefined> {
    setBusy(true)
    setProblem(null)
    try {
      return await read.inherit({ ...list, isTrial })
    } catch (failure) {
      setProblem(failureWords(failure))
      return undefined
    } finally {
      setBusy(false)
    }
  }
  async function take(file: File | undefined) {
    if (!file) return
    setPlan(null)
    setList({
      text: await file.text(),
      source: file.name.replace(/\.[a-z0-9]+$/i, '').slice(0, 80) || 'list',
    })
  }
  async function bring() {
    const done = await ask(false)
    if (!done) return
    onClose()
    tell(
      `${count(done.opened)} ${done.opened === 1 ? 'promise was' : 'promises were'} brought in with their old dates.`,
    )
    await renewPromises(client)
  }

  return (
    <Sheet title="Bring promises in" onClose={onClose}>
      <div className="Sheet-body stack" data-gap="12">
        <div className="Field">
          <label htmlFor={`${id}-list`}>A list with a line of column names: e-mail, promise, made, due</label>
          <textarea
            id={`${id}-list`}
            className="Input InheritList"
            data-first
            rows={6}
            spellCheck={false}
            placeholder={EXAMPLE}
            value={list.text}
            onChange={(event) => {
              setPlan(null)
              setList({ ...list, text: event.currentTarget.value })
            }}
          />
        </div>
        <div className="Field">
          <label htmlFor={`${id}-file`}>Or a CSV file</label>
          <input
            id={`${id}-file`}
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
            onChange={(event) => void take(event.currentTarget.files?.[0])}
          />
        </div>
        {problem && (
          <p className="bad" role="alert">
            {problem}
          </p>
        )}
        {plan && <Plan plan={plan} />}
        <div className="row between">
          <span className="small third">Twice brings nothing in twice.</span>
          {plan ? (
            <Button variant="filled" disabled={isBusy || plan.opened === 0} onClick={() => void bring()}>
              Bring in {count(plan.opened)}
            </Button>
          ) : (
            <Button
              variant="filled"
              disabled={isBusy || list.text.trim() === ''}
              onClick={() => void ask(true).then((answer) => answer && setPlan(answer))}
            >
              Look at it
            </Button>
          )}
        </div>
      </div>
    </Sheet>
  )
}

function Plan({ plan }: { plan: InheritedAnswer }) {
  return (
    <div className="stack" data-gap="8" aria-live="polite">
      <p>
        <b>{count(plan.opened)}</b> to bring in
        {plan.known > 0 && `, ${count(plan.known)} here already`}
        {plan.setAside > 0 && `, ${count(plan.setAside)} set aside`}.
      </p>
      {plan.promises.length > 0 && (
        <div className="InheritPlan">
          <table>
            <thead>
              <tr>
                <th scope="col">Customer</th>
                <th scope="col">Promise</th>
                <th scope="col">Made</th>
                <th scope="col">Due</th>
                <th scope="col">Stands</th>
              </tr>
            </thead>
            <tbody>
              {plan.promises.map((each) => (
                <tr key={each.line}>
                  <td>{each.customer}</td>
                  <td className="voice">{each.wording}</td>
                  <td>{whenFull(each.madeAt)}</td>
                  <td>{each.dueAt === null ? 'any time' : whenFull(each.dueAt)}</td>
                  <td>{each.isKnown ? 'here already' : each.standing.replace('_', ' ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {plan.aside.length > 0 && (
        <details>
          <summary>Set aside: {count(plan.setAside)}</summary>
          <ul className="InheritAside">
            {plan.aside.map(({ line, reason, text }) => (
              <li key={line}>
                <span className="strong">Line {line}:</span> {reason} <code className="third">{text}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
