/** One answer under an agent's hands: saved while she types, kept on this device where there is no connection, never moved by others while she is in it. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { PastText, WorkbookField } from '#features/journey/contract/workbook.ts'
import { Problem } from '#web/api.ts'
import { failureWords } from '#web/failure.ts'
import { markOffline, markOnline } from '#web/outbox.ts'
import { writeField } from './api.ts'
import { dropUnsent, keepUnsent, unsentOf } from './unsent.ts'
import { putField } from './useWorkbook.ts'

/** Fast enough that a colleague reads along, slow enough that a word is one save. */
const PAUSE_MS = 600
const AGAIN_MS = 3_000

export type Saving =
  | { is: 'still' }
  | { is: 'typing' }
  | { is: 'saving' }
  | { is: 'saved' }
  /** No connection: kept here, tried again by itself. */
  | { is: 'kept' }
  | { is: 'failed'; words: string }

export type FieldInHand = {
  text: string
  saving: Saving
  /** Somebody else's words that these took the place of. */
  over: PastText | null
  /** Somebody else's words that came while she is writing: hers stay until she takes those. */
  theirs: WorkbookField | null
  /** What stood when she came into the field; undefined where nothing changed. */
  before: string | undefined
  write: (text: string) => void
  /** Without waiting for a pause. */
  writeNow: (text: string) => void
  takeTheirs: () => void
  enter: () => void
  leave: () => void
}

export function useField(bookId: string, key: string, stored: WorkbookField | undefined): FieldInHand {
  const client = useQueryClient()
  const left = useRef(unsentOf(bookId, key))
  const [own, setOwn] = useState<string | null>(left.current?.text ?? null)
  const [saving, setSaving] = useState<Saving>(left.current ? { is: 'kept' } : { is: 'still' })
  const [over, setOver] = useState<PastText | null>(null)
  const [entered, setEntered] = useState<string | undefined>()
  const hand = useRef({
    text: own,
    base: left.current?.base ?? 0,
    isIn: false,
    isSending: false,
    isThere: true,
    timer: undefined as ReturnType<typeof setTimeout> | undefined,
  })
  const version = stored?.version ?? 0

  const save = useCallback(async (): Promise<void> => {
    const now = hand.current
    clearTimeout(now.timer)
    if (now.text === null || now.isSending) return
    now.isSending = true
    const sent = now.text
    setSaving({ is: 'saving' })
    try {
      const { field, over } = await writeField(bookId, key, { text: sent, base: now.base })
      markOnline()
      now.base = field.version
      putField(client, bookId, field)
      if (over) setOver(over)
      now.isSending = false
      if (now.text !== sent) return void save()
      dropUnsent(bookId, key)
      setSaving({ is: 'saved' })
      if (!now.isIn) {
        now.text = null
        setOwn(null)
      }
    } catch (failure) {
      now.isSending = false
      if (failure instanceof Problem && failure.status < 502)
        return setSaving({ is: 'failed', words: failureWords(failure) })
      markOffline()
      setSaving({ is: 'kept' })
      // Whoever opens the workbook next sends it (useLeftovers): a field that is gone must not write over a newer one.
      if (now.isThere) now.timer = setTimeout(() => void save(), AGAIN_MS)
    }
  }, [bookId, client, key])

  const take = (text: string) => {
    const now = hand.current
    if (now.text === null) now.base = version
    now.text = text
    setOwn(text)
    setOver(null)
    keepUnsent(bookId, key, text, now.base)
    clearTimeout(now.timer)
  }
  useEffect(() => {
    const now = hand.current
    now.isThere = true
    // What an earlier visit could not send goes out now; what is typed when the page is left goes out as it goes.
    if (now.text !== null) void save()
    return () => {
      now.isThere = false
      clearTimeout(now.timer)
      if (now.text !== null && unsentOf(bookId, key)) void save()
    }
  }, [bookId, key, save])

  const isTheirs = stored !== undefined && own !== null && hand.current.isIn && version > hand.current.base && stored.text !== own && saving.is !== 'saving' // prettier-ignore
  return {
    text: own ?? stored?.text ?? '',
    saving,
    over,
    theirs: isTheirs ? stored : null,
    before: entered !== undefined && entered !== (own ?? stored?.text ?? '') ? entered : undefined,
    write: (text) => {
      take(text)
      setSaving({ is: 'typing' })
      hand.current.timer = setTimeout(() => void save(), PAUSE_MS)
    },
    writeNow: (text) => {
      take(text)
      void save()
    },
    takeTheirs: () => {
      dropUnsent(bookId, key)
      clearTimeout(hand.current.timer)
      hand.current.text = null
      setOwn(null)
      setSaving({ is: 'still' })
    },
    enter: () => {
      hand.current.isIn = true
      setEntered(own ?? stored?.text ?? '')
    },
    leave: () => {
      const now = hand.current
      now.isIn = false
      setEntered(undefined)
      if (unsentOf(bookId, key)) return void save()
      now.text = null
      setOwn(null)
      setSaving((former) => (former.is === 'saved' ? { is: 'still' } : former))
    },
  }
}
