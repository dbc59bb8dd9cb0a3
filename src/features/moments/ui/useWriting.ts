/** What is being written about one moment: the reply with its marks, and the note; kept on this device as it is typed. */
import { useState } from 'react'
import type { OfferedAct } from '#features/moments/contract.ts'
import { addWords, editText, removeWords } from './draft.ts'
import { draftOf, dropDraft, keepDraft } from './drafts.ts'
import type { Writing as Kept } from './drafts.ts'

export type Writing = ReturnType<typeof useWriting>

/** `first` is the draft the server made from the macro; empty once a line was logged. */
export function useWriting(momentId: string, first: string) {
  const [kept, setKept] = useState<Kept>(() => draftOf(momentId) ?? { text: first, added: [], note: '' })
  const [mode, setMode] = useState<'line' | 'note'>('line')
  /** Counts up when the field should have the focus. */
  const [focusAsked, askFocus] = useState(0)

  function write(next: Kept) {
    setKept(next)
    keepDraft(momentId, next)
  }
  const isOn = (act: OfferedAct) =>
    act.words === null
      ? mode === 'note' && kept.note !== ''
      : kept.added.some((each) => each.actId === act.id)

  return {
    text: kept.text,
    added: kept.added,
    note: kept.note,
    mode,
    focusAsked,
    isOn,
    /** Adds an act's words, or takes them out. Without words it is the agent's own to write: null a note, empty a line. */
    press(act: OfferedAct) {
      if (act.words === null) {
        setMode('note')
        if (kept.note === '') write({ ...kept, note: `${act.title}: ` })
        askFocus((n) => n + 1)
      } else if (act.words === '') {
        setMode('line')
        askFocus((n) => n + 1)
      } else {
        setMode('line')
        const next = isOn(act) ? removeWords(kept, act.id) : addWords(kept, act.id, act.words)
        write({ ...kept, ...next })
      }
    },
    type(text: string) {
      write(mode === 'note' ? { ...kept, note: text } : { ...kept, ...editText(kept, text) })
    },
    turnTo(next: 'line' | 'note') {
      setMode(next)
      askFocus((n) => n + 1)
    },
    focus: () => askFocus((n) => n + 1),
    /** A way back to what stands here now, also when another moment is on screen by then. */
    asItIs() {
      const before = kept
      return () => write(before)
    },
    /** Once it is logged, the field is empty again. */
    clear() {
      if (mode === 'note') {
        write({ ...kept, note: '' })
        setMode('line')
      } else {
        setKept({ text: '', added: [], note: kept.note })
        dropDraft(momentId)
      }
    },
  }
}
