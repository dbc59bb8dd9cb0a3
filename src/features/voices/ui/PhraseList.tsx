/** The phrases of a theme, each as a sentence with what it finds; added by Enter or by pasting lines. */
import { counted, countOf } from '#kit/counted.ts'
import { ActionIcon, Button } from '@mantine/core'
import { useId, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { TriedPhrase } from '#features/voices/contract.ts'
import { MarkedWords } from '#web/components/Evidence.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { judgePhrase } from '../rules/phrase-share.ts'
import { phrasesFrom } from './theme-fields.ts'

/** More are not drawn; they are told. */
const DRAWN = 220

export function PhraseList(props: {
  label: string
  help: string
  phrases: readonly string[]
  /** What each finds, in the same order; `read` once all was read. */
  tried: readonly TriedPhrase[] | undefined
  read: number | null
  /** What rules out is never too much, and may find nothing. */
  rulesOut?: boolean
  mayWrite: boolean
  onChange: (phrases: string[]) => void
}) {
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const [typed, setTyped] = useState('')
  const { phrases, tried, read } = props
  function add() {
    const fresh = phrasesFrom(typed, phrases)
    // The newest stands first, where it is seen.
    if (fresh.length > 0) props.onChange([...fresh, ...phrases])
    setTyped('')
    field.current?.focus()
  }
  function remove(at: number) {
    props.onChange(phrases.filter((_, place) => place !== at))
    const buttons = list.current?.querySelectorAll('button') ?? []
    const next = buttons[at + 1] ?? buttons[at - 1] ?? field.current
    next?.focus()
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.shiftKey || event.metaKey || event.ctrlKey) return
    event.preventDefault()
    add()
  }
  return (
    <fieldset className="PhraseList stack" data-gap="6">
      <legend className="small second">{props.label}</legend>
      {props.mayWrite && (
        <div className="row" data-gap="6">
          <textarea
            ref={field}
            id={id}
            className="Input voice grow PhraseList-field"
            rows={1}
            aria-label={`${props.label}: add a phrase`}
            placeholder={props.help}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
          <Button size="xs" onClick={add} disabled={typed.trim() === ''}>
            Add
          </Button>
        </div>
      )}
      {phrases.length > 0 && (
        <ul className="PhraseList-list" ref={list} tabIndex={phrases.length > 6 ? 0 : undefined}>
          {phrases.slice(0, DRAWN).map((phrase, at) => (
            <li key={phrase} className="PhraseRow">
              <div className="grow">
                <div className="row wrap" data-gap="6">
                  <span className="voice PhraseRow-words">
                    “{phrase.length > 140 ? `${phrase.slice(0, 140)}…` : phrase}”
                  </span>
                  <Finding tried={tried?.[at]} read={read} rulesOut={props.rulesOut === true} />
                </div>
                <Example tried={tried?.[at]} />
              </div>
              {props.mayWrite && (
                <ActionIcon aria-label={`Take out “${phrase.slice(0, 80)}”`} onClick={() => remove(at)}>
                  <Icon name="x" />
                </ActionIcon>
              )}
            </li>
          ))}
          {phrases.length > DRAWN && (
            <li className="small second">and {counted(phrases.length - DRAWN)} more, which are not shown</li>
          )}
        </ul>
      )}
    </fieldset>
  )
}

function Finding(props: { tried: TriedPhrase | undefined; read: number | null; rulesOut: boolean }) {
  const { tried, read, rulesOut } = props
  if (!tried) return null
  const words = rulesOut ? `rules out ${counted(tried.count)}` : countOf(tried.count, 'comment')
  const judged = read === null || rulesOut ? 'fine' : judgePhrase(tried.count, read)
  if (judged === 'nothing')
    return (
      <span className="Badge" data-tone="warn">
        nobody said it in 90 days
      </span>
    )
  if (judged === 'too_much')
    return (
      <span className="Badge" data-tone="warn">
        in {Math.round((tried.count / (read ?? 1)) * 100)}% of all comments: too wide
      </span>
    )
  return <span className="small third">{words}</span>
}

function Example({ tried }: { tried: TriedPhrase | undefined }) {
  if (!tried) return null
  return (
    <>
      {tried.as !== null && (
        <div className="small second">Signs are not looked for: this finds “{tried.as}”.</div>
      )}
      {tried.example && (
        <div className="voice small PhraseRow-example">
          <MarkedWords text={tried.example.words} marks={[tried.example.mark]} />
        </div>
      )}
    </>
  )
}
