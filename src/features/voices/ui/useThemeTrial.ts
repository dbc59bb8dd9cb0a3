/** Phrases tried on the last 90 days: asked a stretch at a time once the typing rests, told as it comes. */
import { useEffect, useState } from 'react'
import { failureWords } from '#web/failure.ts'
import { ask } from './api.ts'
import { together, type Look } from './theme-fields.ts'

/** Typing rests after so long. */
const REST_MS = 500

export type Tried = { readonly look: Look | null; readonly problem: string | null }

/** `look` is null until the first stretch was read, and where there is nothing to look for. */
export function useThemeTrial(wanted: { id: string | null; any: string[]; none: string[] } | null): Tried {
  const [look, setLook] = useState<Look | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const asked = wanted && wanted.any.length > 0 ? JSON.stringify(wanted) : null
  useEffect(() => {
    setLook(null)
    setProblem(null)
    if (asked === null) return
    let isOver = false
    const timer = setTimeout(() => {
      lookThrough(
        asked,
        () => isOver,
        (found) => {
          if (!isOver) setLook(found)
        },
      ).catch((failure: unknown) => {
        if (!isOver) setProblem(failureWords(failure))
      })
    }, REST_MS)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [asked])
  return { look, problem }
}

async function lookThrough(asked: string, isOver: () => boolean, show: (look: Look) => void): Promise<void> {
  const wanted = JSON.parse(asked) as { id: string | null; any: string[]; none: string[] }
  let look: Look | null = null
  let cursor: string | null = null
  do {
    const part = await ask.trial({ ...wanted, cursor })
    cursor = part.next
    look = together(look, part)
    show(look)
  } while (cursor !== null && !isOver())
}
