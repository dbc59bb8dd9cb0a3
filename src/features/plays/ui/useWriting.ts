/** What is being written about one moment: the reply with its marks and acts, and the note; kept on this device and with the server. */
import { useEffect, useRef, useState } from 'react'
import type { AddAct, Composer, Offer } from '#features/plays/contract.ts'
import { KINDS_OF_ACTS } from '#features/plays/rules/kinds.ts'
import { currentTime } from '#web/clock.ts'
import { draftOf, dropDraft, keepDraft } from '#web/drafts.ts'
import type { Writing as Kept } from '#web/drafts.ts'
import { keepOnServer } from './api.ts'
import { addWords, editText, followSlot, removeWords } from './draft.ts'

export type Writing = ReturnType<typeof useWriting>

/** What marks a proposed line among what was added. */
const PROPOSED = 'proposed'
/** Typing is kept with the server once it pauses this long. */
const PAUSE_MS = 800

export function useWriting(momentId: string, composer: Composer | undefined, hasWritten: boolean) {
  const [kept, setKept] = useState<Kept>(() => startOf(momentId, composer, hasWritten))
  // What the server holds comes a moment later; until then nothing can be written here but on this device.
  const [isFilled, setFilled] = useState(composer !== undefined)
  if (composer && !isFilled) {
    setFilled(true)
    setKept(startOf(momentId, composer, hasWritten))
  }
  const [mode, setMode] = useState<'line' | 'note'>('line')
  /** Counts up when the field should have the focus; `at` is where, from the start, or null for the end. */
  const [focusAsked, askFocus] = useState<{ n: number; at: readonly [number, number] | null }>({
    n: 0,
    at: null,
  })
  const pausing = useRef<{ timer: ReturnType<typeof setTimeout>; save: () => void } | null>(null)
  useEffect(() => () => pausing.current?.save(), [])

  function keepAway(next: Kept | null) {
    if (pausing.current) clearTimeout(pausing.current.timer)
    const save = () => {
      pausing.current = null
      const { text, added, acts } = next ?? { text: '', added: [], acts: [] }
      const draft = next ? { text, added: [...added], acts: [...acts] } : null
      void keepOnServer(momentId, draft).catch(() => undefined)
    }
    pausing.current = { timer: setTimeout(save, PAUSE_MS), save }
  }
  function write(next: Kept) {
    const begun = { ...next, begunAt: next.begunAt ?? currentTime() }
    setKept(begun)
    keepDraft(momentId, begun)
    keepAway(begun)
  }
  const focus = (at: readonly [number, number] | null = null) => askFocus(({ n }) => ({ n: n + 1, at }))
  const isOn = ({ id, kind }: Pick<Offer, 'id' | 'kind'>) =>
    kind === 'note' && kept.acts.every(({ offerId }) => offerId !== id)
      ? mode === 'note' && kept.note !== ''
      : kept.acts.some(({ offerId }) => offerId === id)

  return {
    ...kept,
    mode,
    focusAsked,
    isOn,
    /** Adds an act with its words. */
    add(offer: Offer, act: AddAct) {
      setMode('line')
      const words = offer.words === null ? null : (act.words ?? offer.words)
      write({
        ...kept,
        ...(words === null ? {} : moved(kept, addWords(kept, offer.id, words))),
        acts: [...kept.acts.filter(({ offerId }) => offerId !== offer.id), { ...act, offerId: offer.id }],
      })
    },
    /**
     * Puts in a line that the language model proposed. It counts to what the reply began with: only what she changes in it
     * is her own.
     */
    take(words: string) {
      setMode('line')
      const { id = null, name = 'Proposed line', text = '' } = kept.macro ?? {}
      write({
        ...kept,
        ...moved(kept, addWords(kept, PROPOSED, words)),
        macro: { id, name, text: `${text} ${words}`.trim() },
      })
      focus()
    },
    remove(offerId: string) {
      const { text, added } = removeWords(kept, offerId)
      write({
        ...kept,
        ...moved(kept, { text, added }),
        acts: kept.acts.filter((act) => act.offerId !== offerId),
      })
    },
    /** A note for the team, begun with what it is about. */
    beginNote(title: string) {
      setMode('note')
      if (kept.note === '') write({ ...kept, note: `${title}: ` })
      focus()
    },
    type(text: string) {
      if (mode === 'note') return write({ ...kept, note: text })
      const next = editText(kept, text)
      const gone = new Set(
        kept.added
          .filter(({ actId }) => !next.added.some((each) => each.actId === actId))
          .map((each) => each.actId),
      )
      write({ ...kept, ...moved(kept, next), acts: kept.acts.filter((act) => !isGone(act, gone)) })
    },
    /** Begins anew with another text, such as a macro's. */
    begin(text: string, macro: Kept['macro'], personal: { at: number; isRequired: boolean } | null) {
      write({ ...kept, text, added: [], acts: [], macro, personal: slotAt(personal) })
    },
    turnTo(next: 'line' | 'note') {
      setMode(next)
      focus()
    },
    focus,
    /** A way back to what stands here now, also when another moment is on screen by then. */
    asItIs() {
      const before = kept
      return () => write(before)
    },
    /** Once it is gone, the field is empty again. */
    clear() {
      if (mode === 'note') {
        write({ ...kept, note: '' })
        setMode('line')
        return
      }
      setKept({ ...NOTHING, note: kept.note })
      dropDraft(momentId)
      keepAway(null)
    },
  }
}

const NOTHING: Kept = { text: '', added: [], note: '', acts: [], macro: null, personal: null, begunAt: null }

/** What this device or the server kept, whichever is later; else the first draft. */
function startOf(momentId: string, composer: Composer | undefined, hasWritten: boolean): Kept {
  const here = draftOf(momentId)
  const saved = composer?.saved ?? null
  if (here && (!saved || here.savedAt >= Date.parse(saved.savedAt))) return here
  const { draft } = composer ?? {}
  const macro = draft?.macro ? { ...draft.macro, text: draft.text } : null
  if (saved) return { ...NOTHING, ...saved, macro, note: here?.note ?? '' }
  if (hasWritten || !draft) return NOTHING
  return { ...NOTHING, text: draft.text, macro, personal: slotAt(draft.personal) }
}

const slotAt = (place: { at: number; isRequired: boolean } | null): Kept['personal'] =>
  place && { start: place.at, end: place.at, isRequired: place.isRequired }

/** The next text with the place for own words moved along. */
function moved(kept: Kept, next: Pick<Kept, 'text' | 'added'>): Pick<Kept, 'text' | 'added' | 'personal'> {
  return { ...next, personal: kept.personal && followSlot(kept.personal, kept.text, next.text) }
}

/** An act that is nothing but words goes when its words were deleted. */
function isGone(act: AddAct, gone: ReadonlySet<string>): boolean {
  return gone.has(act.offerId ?? '') && KINDS_OF_ACTS[act.kind].by === 'words'
}
