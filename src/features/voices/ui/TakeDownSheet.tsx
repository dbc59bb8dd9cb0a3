/** Takes down a complaint that came by another way: whose it is, and what she said. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { read } from '#web/api.ts'
import { Sheet } from '#web/components/Sheet.tsx'
import { failureWords } from '#web/failure.ts'

export function TakeDownSheet(props: {
  onTakeDown: (customerId: string, words: string) => Promise<void>
  onClose: () => void
}) {
  const [q, setQ] = useState('')
  const [customerId, setCustomer] = useState('')
  const [words, setWords] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const { data } = useQuery({
    queryKey: ['customers-named', q],
    queryFn: ({ signal }) => read.customers({ q, limit: 6 }, signal),
    enabled: q.trim().length >= 2,
  })
  function submit(event: SyntheticEvent) {
    event.preventDefault()
    props.onTakeDown(customerId, words.trim()).catch((failure: unknown) => setProblem(failureWords(failure)))
  }
  return (
    <Sheet title="Take down a complaint" onClose={props.onClose}>
      <form className="Sheet-body stack" data-gap="8" onSubmit={submit}>
        <label className="stack small second" data-gap="4">
          Whose
          <input
            className="Input"
            data-first=""
            placeholder="Her name or e-mail"
            value={q}
            onChange={(event) => setQ(event.currentTarget.value)}
          />
        </label>
        <div className="stack" data-gap="4" role="radiogroup" aria-label="Customers found">
          {data?.items.map(({ id, name, place }) => (
            <label key={id} className="row" data-gap="8">
              <input
                type="radio"
                name="customer"
                checked={id === customerId}
                onChange={() => setCustomer(id)}
              />
              <span>
                {name} <span className="small third">{place}</span>
              </span>
            </label>
          ))}
          {data?.items.length === 0 && <p className="small third">Nobody is called so.</p>}
        </div>
        <label className="stack small second" data-gap="4">
          What she said
          <textarea
            className="Input"
            rows={3}
            maxLength={2_000}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        </label>
        {problem && (
          <p className="small bad" role="alert">
            {problem}
          </p>
        )}
        <div className="row" data-gap="6">
          <Button type="submit" variant="filled" disabled={customerId === '' || words.trim().length < 3}>
            Take down
          </Button>
          <Button onClick={props.onClose}>Cancel</Button>
        </div>
      </form>
    </Sheet>
  )
}
