/** A time as people say it, read back in words while it is typed. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import { Problem } from '#web/api.ts'
import { failureWords } from '#web/failure.ts'
import { read } from './api.ts'
import './promise-sheets.css'

/** What the typed words mean; `due` is null as long as they can't be read. */
export type ReadTime = { typed: string; due: string | null; words: string }

const PAUSE_MS = 120

/** Reads the typed words on the server, which knows the calendar; the answer always belongs to `typed`. */
export function useWhen(typed: string) {
  const [settled, setSettled] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed])
  const asked = settled.trim()
  const { data, error, isFetching } = useQuery({
    queryKey: ['promise-when', asked],
    queryFn: async ({ signal }): Promise<ReadTime> => ({ typed: asked, ...(await read.when(asked, signal)) }),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  })
  const isCurrent = data?.typed === typed.trim() && typed.trim() !== ''
  return { answer: isCurrent ? data : undefined, error, isReading: isFetching || !isCurrent }
}

export function WhenField(props: {
  label: string
  value: string
  onChange: (typed: string) => void
  when: ReturnType<typeof useWhen>
  /** Has the focus when the sheet opens. */
  isFirst?: boolean
}) {
  const id = useId()
  const { answer, error } = props.when
  const words =
    props.value.trim() === ''
      ? 'Such as “tue 3pm”, “in 2 business days”, “before the weekend”.'
      : error instanceof Problem && error.status >= 500
        ? failureWords(error)
        : answer
          ? answer.due === null
            ? answer.words || 'That time is not understood.'
            : answer.words
          : ' '
  return (
    <div className="Field">
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        className="Input"
        autoComplete="off"
        aria-describedby={`${id}-words`}
        data-first={props.isFirst || undefined}
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
      <p id={`${id}-words`} className={answer?.due ? 'WhenField-read strong' : 'small third'} role="status">
        {words}
      </p>
    </div>
  )
}
