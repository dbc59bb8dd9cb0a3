/** Many customers with the same delay: a line for each, hers to read and change, copied and written down one by one. */
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { Link } from 'wouter'
import type { DelayDetail, PromiseRow } from '#features/promises/contract.ts'
import { copyText } from '#web/clipboard.ts'
import { FailedFace, LoadingLines } from '#web/components/Faces.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { failureWords } from '#web/failure.ts'
import { deliver } from '#web/outbox.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { change, read } from './api.ts'
import { renewPromises } from './useBoard.ts'
import './delay-drafts.css'

const DELAY = 'promise-delay'

export function DelayDrafts({ delayKey, isFirst }: { delayKey: string; isFirst?: boolean }) {
  const { data, error, refetch } = useQuery({
    queryKey: [DELAY, delayKey],
    queryFn: ({ signal }) => read.delay(delayKey, signal),
  })
  const Heading = isFirst ? 'h1' : 'h2'
  return (
    <section className="DelayDrafts" aria-labelledby="delay-drafts">
      <Heading className="head" id="delay-drafts">
        Tell them first
      </Heading>
      {data ? (
        <Drafts detail={data} delayKey={delayKey} />
      ) : error ? (
        <FailedFace
          title="Who waits could not be read."
          detail={failureWords(error)}
          onRetry={() => void refetch()}
        />
      ) : (
        <LoadingLines widths={[60, 90, 80, 60]} />
      )}
    </section>
  )
}

function Drafts({ detail: { delay, items, told }, delayKey }: { detail: DelayDetail; delayKey: string }) {
  const all = items.length + told
  return (
    <>
      <p className="second">
        {delay.title}. {told === 0 ? 'None was told yet.' : `${told} of ${all} were told.`}
      </p>
      {items.length === 0 ? (
        <p className="good">
          <Icon name="circle-check" size="s" /> Everybody who waits for this knows.
        </p>
      ) : (
        <ul className="DelayDrafts-list">
          {items.map(({ row, draft }) => (
            <Draft key={row.id} row={row} draft={draft} delayKey={delayKey} />
          ))}
        </ul>
      )}
    </>
  )
}

function Draft(props: { row: PromiseRow; draft: string; delayKey: string }) {
  const { row, delayKey } = props
  const client = useQueryClient()
  const id = useId()
  const [words, setWords] = useState(props.draft)
  const [isBusy, setBusy] = useState(false)

  async function say(via: 'copied' | 'logged') {
    setBusy(true)
    if (via === 'copied' && !(await copyText(words))) {
      setBusy(false)
      return tellFailure('The browser did not let us copy it, so nothing was written down.')
    }
    const name = row.customer.name
    const told = via === 'copied' ? `Copied, and on ${name}’s timeline.` : `On ${name}’s timeline.`
    try {
      await deliver(change.tell(row.id, { words: words.trim(), via }, told))
      tell(told)
      client.setQueryData<DelayDetail>([DELAY, delayKey], (before) =>
        before
          ? {
              ...before,
              told: before.told + 1,
              items: before.items.filter((each) => each.row.id !== row.id),
            }
          : before,
      )
      await renewPromises(client)
    } catch (failure) {
      tellFailure(`${name}: that was not saved. ${failureWords(failure)}`)
      setBusy(false)
    }
  }

  const isReady = words.trim() !== '' && !isBusy
  return (
    <li className="DelayDraft">
      <div className="row between">
        <label className="strong" htmlFor={id}>
          {row.customer.name}
        </label>
        <span className="small third">
          <Link href={`/customers/${row.customer.id}`} className="Link">
            {row.about}
          </Link>
          . {row.dueWords}
        </span>
      </div>
      <textarea
        id={id}
        className="Input voice PromiseWords"
        rows={4}
        maxLength={2_000}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <div className="row push" data-gap="6">
        <Button size="xs" disabled={!isReady} onClick={() => void say('logged')}>
          Sent elsewhere
        </Button>
        <Button size="xs" variant="filled" disabled={!isReady} onClick={() => void say('copied')}>
          <Icon name="copy" size="s" />
          Copy and write down
        </Button>
      </div>
    </li>
  )
}
