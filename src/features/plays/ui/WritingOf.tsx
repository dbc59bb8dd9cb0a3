/** Everything that is written about one moment: the acts above, the composer below; the pane of the moment lays them out. */
import { useQueryClient } from '@tanstack/react-query'
import { Suspense, useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { MomentDetail, MomentRow } from '#features/moments/contract.ts'
import type { AddAct, Composer as Filled, Offer } from '#features/plays/contract.ts'
import { LoadingLines } from '#web/components/Faces.tsx'
import { copyText } from '#web/clipboard.ts'
import { failureWords } from '#web/failure.ts'
import { useKeys } from '#web/keys.ts'
import { onDemand } from '#web/on-demand.ts'
import { useSession } from '#web/session.ts'
import { say, tell, tellFailure } from '#web/toasts.ts'
import { read } from './api.ts'
import { Composer } from './Composer.tsx'
import { ComposerBar } from './ComposerBar.tsx'
import { Conflict, conflictIn } from './Conflict.tsx'
import { writingAt } from './presence.ts'
import { ProposedLine } from './ProposedLine.tsx'
import { ReplyLines } from './ReplyLines.tsx'
import { SmallActs } from './SmallActs.tsx'
import { inSeenOrder, useComposer } from './useComposer.ts'
import { blankIn, useSending } from './useSending.ts'
import type { Way } from './useSending.ts'
import { useWriting } from './useWriting.ts'
import './composer.css'

const ActSheet = onDemand(() => import('./ActSheet.tsx'), 'ActSheet')
const AskSheet = onDemand(() => import('./AskSheet.tsx'), 'AskSheet')
const MoreActs = onDemand(() => import('./MoreActs.tsx'), 'MoreActs')

export type WritingProps = {
  row: MomentRow
  detail: MomentDetail
  onDone: () => void
  /** Keeps a note for the team; `onUndone` gives its words back. */
  onNote: (text: string, onUndone: () => void) => Promise<void>
  /** Takes the row out of the list as done and selects the next; answers a way back. */
  setOut: () => () => void
  children: (parts: { acts: ReactNode; composer: ReactNode }) => ReactNode
}

type Open = { sheet: 'act' | 'ask'; offer: Offer } | { sheet: 'more' } | null

/**
 * Waits for what the composer holds, so that nothing changes under the agent's hand; without an answer she writes all the same.
 * What stands around it is drawn once: it does not wait, and is not drawn anew when the answer comes.
 */
export function WritingOf({ row, detail, onDone, onNote, setOut, children }: WritingProps) {
  const { data: composer, error } = useComposer(row.id)
  const isWaiting = !composer && !error
  const client = useQueryClient()
  const me = useSession().member
  const replies = composer?.replies ?? []
  const hasReplied =
    detail.done.some(({ kind }) => kind === 'line') || replies.some(({ state }) => state !== 'undone')
  const writing = useWriting(row.id, composer, hasReplied)
  const send = useSending(row, writing, composer, setOut)
  const [open, setOpen] = useState<Open>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [readIds, setRead] = useState<readonly string[]>([])
  const [seen, setSeen] = useState(() => composer?.offers.map(({ id }) => id))
  if (composer && !seen) setSeen(composer.offers.map(({ id }) => id))
  const offers = inSeenOrder(composer?.offers ?? [], seen ?? [])
  const isByHand = composer?.goesOut.isByHand ?? true
  const conflict = conflictIn(replies, { me: me.id, begunAt: writing.begunAt, readIds })

  const isWriting = writing.begunAt !== null && writing.text !== ''
  useEffect(() => {
    if (isWriting) writingAt.set(row.id)
    return () => writingAt.set(null)
  }, [isWriting, row.id])
  useEffect(() => setProblem(null), [writing.text, writing.acts.length])

  function press(offer: Offer) {
    if (writing.isOn(offer) && offer.kind !== 'note') return writing.remove(offer.id)
    if (offer.disabled !== null) return tell(offer.disabled)
    if (offer.kind === 'note') return writing.beginNote(offer.title)
    const yes = yesFor(offer, composer)
    if (offer.needs !== 'own' && !yes) return setOpen({ sheet: 'ask', offer })
    if (needsMore(offer)) return setOpen({ sheet: 'act', offer })
    if (offer.words === '') {
      writing.turnTo('line')
      return
    }
    writing.add(offer, yes ? { ...offer.act, askId: yes } : offer.act)
    say(`Added: ${offer.title}`)
  }
  async function sendBy(way: Way) {
    if (writing.mode === 'note') return keepNote()
    const blank = blankIn(writing)
    if (blank) {
      setProblem(blank.words)
      writing.focus(blank.at)
      return
    }
    if (conflict) {
      setProblem(`${conflict.by.name} has answered meanwhile. Read that first; your draft is kept.`)
      return
    }
    if (way === 'copy' && writing.text.trim() !== '' && !(await copyText(writing.text))) {
      tellFailure('This browser does not let us copy. Select the text and copy it, then press Log only.')
      return
    }
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    await send(way)
  }
  async function keepNote() {
    if (writing.note.trim() === '') return
    const back = writing.asItIs()
    const kept = onNote(writing.note, back)
    writing.clear()
    await kept.catch(back)
  }
  async function begin(macroId: string) {
    try {
      const [macros, filled] = await Promise.all([read.macros(), read.filled(macroId, row.id)])
      const name = macros.items.find(({ id }) => id === macroId)?.name ?? 'Macro'
      const back = writing.asItIs()
      const hadWords = writing.text.trim() !== ''
      writing.begin(filled.text, { id: macroId, name, text: filled.text }, filled.personal)
      if (hadWords) tell(`Begun with “${name}”.`, back)
    } catch (failure) {
      tellFailure(`The macro could not be filled. ${failureWords(failure)}`)
    }
  }

  const keys = [
    ...offers.slice(0, 9).map((offer, at) => ({
      keys: String(at + 1),
      label: offer.title,
      group: 'Small acts',
      ...(at < 3 ? { bar: { word: 'add an act', place: 2 } } : {}),
      run: () => press(offer),
    })),
    {
      keys: 'r',
      label: 'write',
      group: 'The reply',
      bar: { word: 'reply', place: 3 },
      run: () => writing.turnTo('line'),
    },
    {
      keys: 'Mod+Enter',
      label:
        writing.mode === 'note' ? 'add the note' : isByHand ? 'copy and log' : 'send, and the next moment',
      group: 'The reply',
      run: () => void sendBy(isByHand ? 'copy' : 'send'),
    },
  ]
  useKeys(isWaiting ? [] : keys)

  const close = () => setOpen(null)
  return (
    <>
      {children({
        acts: isWaiting ? (
          <LoadingLines widths={[60, 80]} />
        ) : (
          <>
            {(offers.length > 0 || composer) && (
              <SmallActs
                offers={[...offers, ...chosen(writing.acts, composer, offers)]}
                composer={composer}
                isOn={writing.isOn}
                onPress={press}
                onMore={() => setOpen({ sheet: 'more' })}
              />
            )}
            {composer?.mayPropose && <ProposedLine momentId={row.id} onTake={writing.take} />}
            <ReplyLines replies={replies} />
          </>
        ),
        composer: isWaiting ? null : (
          <>
            {conflict && (
              <Conflict
                reply={conflict}
                onRead={() => setRead([...readIds, conflict.id])}
                onThrowAway={() => {
                  const back = writing.asItIs()
                  writing.clear()
                  setRead([...readIds, conflict.id])
                  tell('Your draft is thrown away.', back)
                }}
              />
            )}
            <Composer
              writing={writing}
              avoid={composer?.avoid ?? []}
              fromScratch={composer?.fromScratch?.because ?? null}
              problem={problem}
              bar={
                <ComposerBar
                  writing={writing}
                  composer={composer}
                  isByHand={isByHand}
                  isFinished={hasReplied}
                  onSend={(way) => void sendBy(way)}
                  onMacro={(id) => void begin(id)}
                  onDone={onDone}
                />
              }
            />
          </>
        ),
      })}
      <Suspense fallback={null}>
        {open?.sheet === 'more' && composer && (
          <MoreActs
            offers={composer.more}
            onClose={close}
            onPick={(offer) => {
              close()
              press(offer)
            }}
          />
        )}
        {open?.sheet === 'act' && composer && (
          <ActSheet
            offer={open.offer}
            budget={composer.budget}
            customer={row.customer.name}
            onClose={close}
            onAsk={(offer) => setOpen({ sheet: 'ask', offer })}
            onAdd={(act) => {
              const yes = yesFor({ ...open.offer, act }, composer)
              writing.add(open.offer, yes ? { ...act, askId: yes } : act)
              close()
            }}
          />
        )}
        {open?.sheet === 'ask' && (
          <AskSheet
            offer={open.offer}
            momentId={row.id}
            currency={composer?.budget.currency ?? 'USD'}
            customer={row.customer.name}
            onClose={close}
            onAsked={() => {
              close()
              void client.invalidateQueries({ queryKey: ['asks'] })
            }}
          />
        )}
      </Suspense>
    </>
  )
}

/** What only makes sense with an amount, a time, a reason or somebody's hands, which are asked first. */
function needsMore({ act, id, kind }: Offer): boolean {
  // A play's steps are for more hands than one; which, only she knows.
  if (kind === 'step') return true
  if (!id.startsWith('always:')) return false
  return kind !== 'exchange_request' || act.words === undefined
}

/** Her own yes for that kind of act, answered and not used, that covers the amount. */
function yesFor({ kind, act }: Offer, composer: Filled | undefined): string | undefined {
  return composer?.asks.find(
    (ask) =>
      ask.kind === kind &&
      ask.answer?.isYes === true &&
      !ask.isUsed &&
      (act.amountMinor ?? 0) <= (ask.money?.amountMinor ?? Infinity),
  )?.id
}

/** Acts that were added from "More acts": they stand as cards as long as they are added. */
function chosen(acts: readonly AddAct[], composer: Filled | undefined, offers: readonly Offer[]): Offer[] {
  return acts.flatMap((act) => {
    if (offers.some(({ id }) => id === act.offerId)) return []
    const offer = composer?.more.find(({ id }) => id === act.offerId)
    if (!offer) return []
    const { currency } = composer?.budget ?? { currency: 'USD' }
    const cost = act.amountMinor === undefined ? null : { amountMinor: act.amountMinor, currency }
    const why = [act.reason, act.when, act.words].filter(Boolean).join(' · ')
    return [
      {
        ...offer,
        title: act.title ?? offer.title,
        cost,
        why: why === '' ? offer.why : why,
        words: null,
        needs: 'own' as const,
      },
    ]
  })
}
