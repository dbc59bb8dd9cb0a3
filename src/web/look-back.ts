/** Something tried on the past while it is typed: asked a stretch at a time once the typing rests, told as it comes. */
import { useEffect, useState } from 'react'
import { failureWords } from './failure.ts'

/** Typing rests after so long. */
const REST_MS = 500

/** Shape: `look` is null until the first stretch was read, and where nothing is wanted. */
export type LookBack<Look> = { readonly look: Look | null; readonly problem: string | null }

/** `ask` reads the stretch at a cursor and `together` adds it to those before; both stay the same from one rendering to the next. */
export function useLookBack<Wanted, Part extends { readonly next: string | null }, Look>(
  wanted: Wanted | null,
  ask: (wanted: Wanted, cursor: string | null) => Promise<Part>,
  together: (look: Look | null, part: Part) => Look,
): LookBack<Look> {
  const [look, setLook] = useState<Look | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const asked = wanted && JSON.stringify(wanted)
  useEffect(() => {
    setLook(null)
    setProblem(null)
    if (asked === null) return
    let isOver = false
    async function lookThrough(wanted: Wanted) {
      let found: Look | null = null
      let cursor: string | null = null
      do {
        const part: Part = await ask(wanted, cursor)
        if (isOver) return
        cursor = part.next
        found = together(found, part)
        setLook(found)
      } while (cursor !== null)
    }
    const timer = setTimeout(() => {
      lookThrough(JSON.parse(asked) as Wanted).catch((failure: unknown) => {
        if (!isOver) setProblem(failureWords(failure))
      })
    }, REST_MS)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [asked, ask, together])
  return { look, problem }
}
