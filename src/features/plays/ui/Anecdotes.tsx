/** An agent's anecdotes: true, short, her own; private until she shares one, and stale once told too often. */
import { Badge, Button } from '@mantine/core'
import { useState } from 'react'
import type { Anecdote, AnecdoteFields } from '#features/plays/contract.ts'
import { currentTime } from '#web/clock.ts'
import { Answered } from '#web/Answered.tsx'
import { Sheet } from '#web/components/Sheet.tsx'
import { Toggle } from '#web/components/Toggle.tsx'
import { whenShort } from '#web/times.ts'
import { change, read } from './api.ts'
import { KeepOrDrop } from './ShelfParts.tsx'
import { useShelf } from './useShelf.ts'

const BLANK: AnecdoteFields = { fact: '', product: null, verdict: null, words: '', isShared: false }

export function Anecdotes() {
  const { items, error, refetch, setOpen, isOpen, opened, sheet } = useShelf<Anecdote, AnecdoteFields>({
    key: ['anecdotes'],
    list: async () => (await read.anecdotes()).items,
    keep: change.anecdote,
    drop: ({ id }) => change.dropAnecdote(id),
    fieldsOf,
    nameOf: () => 'The anecdote',
  })
  const mine = items?.filter(({ isYours }) => isYours)
  const shared = items?.filter(({ isYours }) => !isYours) ?? []
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
      <Answered answer={mine} error={error} onRetry={refetch} failed="Your anecdotes could not be read.">
        {(mine) =>
          mine.length === 0 ? (
            <p className="second">
              None yet. What is true of you and of something you sell makes a good first one: “I am 5′2 too,
              and the petite fits me without a hem.”
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
          )
        }
      </Answered>
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
      {isOpen && <AnecdoteSheet one={opened} {...sheet} />}
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
        <KeepOrDrop isReady={isReady} onDrop={props.one && props.onDrop} />
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
