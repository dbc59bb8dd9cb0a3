/** How a complaint ends: solved with a word how, closed, opened again, or none at all. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import type { ChurnReason, Complaint } from '#features/voices/contract.ts'
import type { Change } from '#web/api.ts'
import { change } from './complaint-api.ts'

export function ComplaintEnd(props: {
  complaint: Complaint
  onPut: (wanted: Change, said: string) => Promise<void>
}) {
  const { complaint, onPut } = props
  const { id, standing, resolution, answers } = complaint
  if (standing === 'open' || standing === 'acting') return <Solve {...props} />
  return (
    <div className="stack" data-gap="6">
      {resolution && (
        <p>
          <b>Solved:</b> {resolution}{' '}
          <span className="small third">
            {answers === null ? '' : answers === 1 ? 'with one answer' : `with ${answers} answers`}
          </span>
        </p>
      )}
      <div className="row wrap" data-gap="6">
        {standing === 'resolved' && (
          <Button
            size="xs"
            variant="filled"
            onClick={() => void onPut(change.close(id, 'closed'), 'Closed.')}
          >
            Close
          </Button>
        )}
        <Button size="xs" onClick={() => void onPut(change.reopen(id), 'It is open again.')}>
          Open again
        </Button>
      </div>
    </div>
  )
}

function Solve({ complaint: { id }, onPut }: Parameters<typeof ComplaintEnd>[0]) {
  const [words, setWords] = useState('')
  const [left, setLeft] = useState<ChurnReason | ''>('')
  function submit(event: SyntheticEvent) {
    event.preventDefault()
    if (words.trim().length >= 2)
      void onPut(change.resolve(id, words.trim(), left === '' ? null : left), 'Solved.')
  }
  return (
    <form className="stack" data-gap="6" onSubmit={submit}>
      <label className="stack small second" data-gap="4">
        How it was solved
        <textarea
          className="Input"
          rows={2}
          maxLength={2_000}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      </label>
      <div className="row wrap" data-gap="6">
        <label className="row small second" data-gap="6">
          She left
          <select
            className="Input"
            value={left}
            onChange={(event) => setLeft(event.currentTarget.value as ChurnReason | '')}
          >
            <option value="">no</option>
            <option value="service">because of our service</option>
            <option value="product">because of the product</option>
          </select>
        </label>
        <Button size="xs" type="submit" variant="filled" disabled={words.trim().length < 2}>
          Solved
        </Button>
        <Button
          size="xs"
          onClick={() => void onPut(change.close(id, 'not_a_complaint'), 'It counts no longer.')}
        >
          Not a complaint
        </Button>
      </div>
    </form>
  )
}
