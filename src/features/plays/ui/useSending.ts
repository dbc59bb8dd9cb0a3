/** Sending: shown at once, held by the server, taken back on undo; what would be refused is said before anything is sent. */
import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { MomentRow } from '#features/moments/contract.ts'
import type { AddAct, Composer, Reply, SendReply } from '#features/plays/contract.ts'
import { KINDS_OF_ACTS } from '#features/plays/rules/kinds.ts'
import { decideWords } from '#features/plays/rules/variables.ts'
import { newKey } from '#web/api.ts'
import { copyText } from '#web/clipboard.ts'
import { currentTime } from '#web/clock.ts'
import { failureWords } from '#web/failure.ts'
import { deliver } from '#web/outbox.ts'
import { holdSeconds, tell, tellFailure } from '#web/toasts.ts'
import { change } from './api.ts'
import { composerKey } from './useComposer.ts'
import { AUTONOMY } from './useAutonomy.ts'
import type { Writing } from './useWriting.ts'

/** How a reply leaves: by its channel, copied to be pasted elsewhere, or only recorded. */
export type Way = 'send' | 'copy' | 'log'

export function useSending(
  row: MomentRow,
  writing: Writing,
  composer: Composer | undefined,
  setOut: () => () => void,
) {
  const client = useQueryClient()
  const key = useRef(newKey())

  /** Sends; resolves once the server has it, or it waits for a connection. The refusal is told, and the words are back. */
  async function send(way: Way): Promise<void> {
    const back = writing.asItIs()
    const sent = change.reply(
      bodyOf(row, writing, composer, key.current, way),
      `A reply to ${row.customer.name}`,
    )
    key.current = newKey()
    const hold = holdSeconds()
    const putBack = way === 'send' ? setOut() : () => undefined
    writing.clear()
    const delivery = deliver(sent)
    tell(
      toldOf(row, writing.acts.length, way, composer),
      () => {
        back()
        putBack()
        void delivery
          .then((arrived) => {
            if (arrived.waits) throw new Error('waits')
            return deliver(change.undo((arrived.answer as Reply).id, `Taken back: ${row.customer.name}`))
          })
          .catch((failure: unknown) => tellFailure(`It could not be taken back. ${failureWords(failure)}`))
          .finally(renew)
      },
      hold,
    )
    try {
      const arrived = await delivery
      if (!arrived.waits) await copyCode(way, writing.text, arrived.answer as Reply)
    } catch (failure) {
      putBack()
      back()
      tellFailure(
        `The reply to ${row.customer.name} was not sent; your words are still here. ${failureWords(failure)}`,
      )
    } finally {
      renew()
    }
  }
  function renew() {
    void client.invalidateQueries({ queryKey: composerKey(row.id) })
    void client.invalidateQueries({ queryKey: [AUTONOMY] })
    // What is left this month stands in every composer; those that are not on screen are asked again when they are.
    void client.invalidateQueries({ queryKey: ['composer'], refetchType: 'none' })
  }
  return send
}

/** What keeps it from being sent, in words, and the stretch of the text it is about; undefined where nothing does. */
export function blankIn(writing: Writing): { words: string; at: readonly [number, number] } | undefined {
  const { text, personal, acts } = writing
  const hasCode = acts.some(({ kind }) => kind === 'discount')
  const read = hasCode ? text.replace(/\{\{\s*code\s*\}\}/gi, (found) => '·'.repeat(found.length)) : text
  const decision = decideWords(read, {
    personal: personal ?? undefined,
    isPersonalRequired: personal?.isRequired === true,
    hasActs: acts.length > 0,
  })
  if (decision.allowed) return undefined
  const left = /\{\{[^{}]{0,80}\}\}/.exec(read)
  if (left) return { words: decision.message, at: [left.index, left.index + left[0].length] }
  if (decision.reason === 'personal_slot_empty' && personal)
    return { words: decision.message, at: [personal.start, personal.end] }
  return { words: decision.message, at: [text.length, text.length] }
}

function bodyOf(
  row: MomentRow,
  writing: Writing,
  composer: Composer | undefined,
  key: string,
  way: Way,
): SendReply {
  const { text, added, macro, personal, begunAt } = writing
  const acts = writing.acts.map((act): AddAct => {
    const mark = added.find(({ actId }) => actId === act.offerId)
    const isWords = KINDS_OF_ACTS[act.kind].by === 'words'
    return isWords && mark ? { ...act, words: text.slice(mark.start, mark.end) } : act
  })
  const seconds = begunAt === null ? 0 : Math.round((currentTime() - begunAt) / 1000)
  return {
    key,
    momentId: row.id,
    text,
    acts,
    ...(macro?.id ? { macroId: macro.id } : {}),
    ...(macro ? { macroText: macro.text } : {}),
    ...(personal ? { personal: { start: personal.start, end: personal.end } } : {}),
    fromScratch: composer?.fromScratch != null,
    isDone: way === 'send',
    secondsSpent: Math.min(86_400, Math.max(0, seconds)),
    holdSeconds: holdSeconds(),
  }
}

function toldOf(row: MomentRow, acts: number, way: Way, composer: Composer | undefined): string {
  const { name } = row.customer
  const withActs = acts === 0 ? '' : ` with ${acts} ${acts === 1 ? 'act' : 'acts'}`
  if (way === 'copy') return `Copied and logged for ${name}${withActs}. Paste it where you write to them.`
  if (way === 'log') return `Logged for ${name}${withActs}.`
  return `Sends to ${name}${composer ? ` ${composer.goesOut.label}` : ''}${withActs}.`
}

/** A discount code is made as the reply is held: what was copied before had only its place. */
async function copyCode(way: Way, text: string, reply: Reply): Promise<void> {
  if (way === 'copy' && reply.text !== text) await copyText(reply.text)
}
