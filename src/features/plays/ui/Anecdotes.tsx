/** An agent's anecdotes: true, short, her own; private until she shares one, and stale once told too often. */
import { Badge, Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Anecdote, AnecdoteFields } from '#features/plays/contract.ts'
import { currentTime } from '#web/clock.ts'
import { FailedFace, LoadingLines } from '#web/components/Faces.tsx'
import { Sheet } from '#web/components/Sheet.tsx'
import { Toggle } from '#web/components/Toggle.tsx'
import { failureWords } from '#web/failure.ts'
import { deliver } from '#web/outbox.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { whenShort } from '#web/times.ts'
import { change, read } from './api.ts'

const ANECDOTES = ['anecdotes'] as const
const BLANK: AnecdoteFields = { fact: '', product: null, verdict: null, words: '', isShared: false }

export function Anecdotes() {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: ANECDOTES,
    queryFn: async () => (await read.anecdotes()).items,
  })
  const [open, setOpen] = useState<Anecdote | 'new' | null>(null)
  async function save(id: string | null, fields: AnecdoteFields, told: string, back?: () => void) {
    try {
      await deliver(change.anecdote(id, fields))
      tell(told, back)
      await client.invalidateQueries({ queryKey: ANECDOTES })
    } catch (failure) {
      tellFailure(`It was not kept. ${failureWords(failure)}`)
    }
  }
  async function drop(one: Anecdote) {
    try {
      await deliver(change.dropAnecdote(one.id))
      tell('The anecdote is gone.', () => void save(null, fieldsOf(one), 'The anecdote is back.'))
      await client.invalidateQueries({ queryKey: ANECDOTES })
    } catch (failure) {
      tellFailure(`It is still there. ${failureWords(failure)}`)
    }
  }
  const mine = data?.filter(({ isYours }) => isYours) ?? []
  const shared = data?.filter(({ isYours }) => !isYours) ?? []
  return (
    <section className="Paper SettingsCard" aria-labelledby="anecdotes">
      <div className="SettingsCard-head">
        <h2 className="head grow" id="anecdotes">
          Your anecdotes
        </h2>
        <Button size="xs" onClick={() => setOpen('new')}>
          Write one
        </Button>
      </div>
      <p className="small third">
        Offered beside a moment it fits, with the reason shown. Only you ever send yours.
      </p>
      {error ? (
        <FailedFace
          title="Your anecdotes could not be read."
          detail={failureWords(error)}
          onRetry={() => void refetch()}
        />
      ) : !data ? (
        <LoadingLines />
      ) : mine.length === 0 ? (
        <p className="second">
          None yet. What is true of you and of something you sell makes a good first one: “I am 5′2 too, and
          the petite fits me without a hem.”
        </p>
      ) : (
        <ul className="Words-list" aria-label="Your anecdotes">
          {mine.map((one) => (
            <li key={one.id}>
              <button type="button" className="plain grow" onClick={() => setOpen(one)}>
                <span className="voice Words-line">“{one.words}”</span>
                <span className="small third">
                  {[one.fact, one.product, one.verdict].filter(Boolean).join(' · ')} · {toldWords(one)}
                </span>
              </button>
              <Badge data-tone={one.isStale ? 'warn' : undefined}>
                {one.isStale ? 'Time for a new one' : one.isShared ? 'Shared' : 'Private'}
              </Badge>
            </li>
          ))}
        </ul>
      )}
      {shared.length > 0 && (
        <>
          <h3 className="small strong second">Shared by colleagues, to read</h3>
          <ul className="Words-list" aria-label="Anecdotes of colleagues">
            {shared.map((one) => (
              <li key={one.id}>
                <span className="grow">
                  <span className="voice Words-line">“{one.words}”</span>
                  <span className="small third">{one.member.name}</span>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {open && (
        <AnecdoteSheet
          one={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
          onDrop={() => {
            setOpen(null)
            if (open !== 'new') void drop(open)
          }}
          onSave={(fields) => {
            setOpen(null)
            const before = open === 'new' ? null : open
            void save(
              before?.id ?? null,
              fields,
              before ? 'Rewritten.' : 'Kept: it is offered where it fits.',
              before ? () => void save(before.id, fieldsOf(before), 'As it was.') : undefined,
            )
          }}
        />
      )}
    </section>
  )
}

function AnecdoteSheet(props: {
  one: Anecdote | null
  onSave: (fields: AnecdoteFields) => void
  onDrop: () => void
  onClose: () => void
}) {
  const [fields, setFields] = useState<AnecdoteFields>(props.one ? fieldsOf(props.one) : BLANK)
  const set = (some: Partial<AnecdoteFields>) => setFields((all) => ({ ...all, ...some }))
  const isReady = fields.fact.trim() !== '' && fields.words.trim() !== ''
  return (
    <Sheet title={props.one ? 'Your anecdote' : 'A new anecdote'} onClose={props.onClose}>
      <form
        className="Sheet-body stack"
        data-gap="12"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) props.onSave(fields)
        }}
      >
        <div className="Field">
          <label htmlFor="anecdote-fact">What is true of you</label>
          <input
            id="anecdote-fact"
            data-first
            className="Input"
            maxLength={300}
            placeholder="I am 5′2"
            value={fields.fact}
            onChange={(event) => set({ fact: event.currentTarget.value })}
          />
        </div>
        <div className="Field">
          <label htmlFor="anecdote-words">The line as it enters a reply</label>
          <textarea
            id="anecdote-words"
            className="Input voice Words-area"
            rows={3}
            maxLength={1000}
            value={fields.words}
            onChange={(event) => set({ words: event.currentTarget.value })}
          />
        </div>
        <div className="row wrap" data-gap="12">
          <div className="Field grow">
            <label htmlFor="anecdote-product">Product, if it is about one</label>
            <input
              id="anecdote-product"
              className="Input"
              maxLength={120}
              value={fields.product ?? ''}
              onChange={(event) => set({ product: event.currentTarget.value || null })}
            />
          </div>
          <div className="Field grow">
            <label htmlFor="anecdote-verdict">Your verdict</label>
            <input
              id="anecdote-verdict"
              className="Input"
              maxLength={200}
              value={fields.verdict ?? ''}
              onChange={(event) => set({ verdict: event.currentTarget.value || null })}
            />
          </div>
        </div>
        <Toggle
          label="Colleagues may read it"
          isOn={fields.isShared}
          onChange={(isShared) => set({ isShared })}
        />
        <div className="row" data-gap="6">
          <Button type="submit" variant="filled" disabled={!isReady}>
            Keep it
          </Button>
          {props.one && (
            <Button variant="subtle" onClick={props.onDrop}>
              Take it out
            </Button>
          )}
        </div>
      </form>
    </Sheet>
  )
}

function fieldsOf({ fact, product, verdict, words, isShared }: AnecdoteFields): AnecdoteFields {
  return { fact, product, verdict, words, isShared }
}

function toldWords({ told, lastToldAt }: Anecdote): string {
  if (told === 0 || lastToldAt === null) return 'not told yet'
  return `told ${told === 1 ? 'once' : `${told} times`}, last ${whenShort(lastToldAt, currentTime())}`
}
