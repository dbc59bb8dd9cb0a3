/** What an agent can do with a promise: shown at once, sent behind, taken back on undo. */
import { useQueryClient } from '@tanstack/react-query'
import type { PromiseRow } from '#features/promises/contract.ts'
import type { Change } from '#web/api.ts'
import { copyText } from '#web/clipboard.ts'
import { currentTime } from '#web/clock.ts'
import { failureWords } from '#web/failure.ts'
import { deliver } from '#web/outbox.ts'
import { useSession } from '#web/session.ts'
import { whenFull } from '#web/times.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { change } from './api.ts'
import { patchRow, renewPromises } from './useBoard.ts'

export type PromiseActions = ReturnType<typeof usePromiseActions>

/** `leaveRow` selects what stands beside a row that is about to go; `back` selects one again. */
export function usePromiseActions(
  leaveRow: (id: string) => void,
  back: (id: string) => void,
  /** In which typed times are read. */
  zone: string,
) {
  const client = useQueryClient()
  const me = useSession().member
  const iso = () => new Date(currentTime()).toISOString()

  /** Shows the change, sends it, puts everything back where the server refuses; `undo` makes the way back. */
  function act(
    row: PromiseRow,
    patch: Partial<PromiseRow>,
    sent: Change,
    told: string,
    undo: (() => Change) | null,
    isLeaving = false,
  ) {
    const putBack = patchRow(client, row.id, patch)
    if (isLeaving) leaveRow(row.id)
    const undone = () => {
      putBack()
      if (isLeaving) back(row.id)
    }
    const delivery = deliver(sent).then(({ waits }) => (waits ? undefined : renewPromises(client)))
    delivery.catch((failure: unknown) => {
      undone()
      tellFailure(`${row.customer.name}: that was not saved. ${failureWords(failure)}`)
    })
    if (!undo) return tell(told)
    tell(told, () => {
      undone()
      void delivery
        .then(() => deliver(undo()))
        .then(() => renewPromises(client))
        .catch((failure: unknown) => tellFailure(`It could not be taken back. ${failureWords(failure)}`))
    })
  }

  const name = (row: PromiseRow) => row.customer.name
  const unsettle = (row: PromiseRow) => () => change.unsettle(row.id, `Open again: ${name(row)}`)

  return {
    keep(row: PromiseRow) {
      const told = `Kept: ${name(row)}, ${row.about}.`
      const sent = change.settle(row.id, { outcome: 'kept' }, told)
      act(row, { standing: 'kept', keptAt: iso() }, sent, told, unsettle(row), true)
    },

    /** What broke and is done now: it stays broken, and the lateness is known. */
    doneLate(row: PromiseRow) {
      const told = `Done, and late: ${name(row)}, ${row.about}.`
      const sent = change.settle(row.id, { outcome: 'kept' }, told)
      act(row, { keptAt: iso() }, sent, told, unsettle(row))
    },

    withdraw(row: PromiseRow, words: string) {
      const told = `Withdrawn: ${name(row)}, ${row.about}.`
      const why = words.trim()
      const sent = change.settle(
        row.id,
        { outcome: 'withdrawn', ...(why === '' ? {} : { words: why }) },
        told,
      )
      act(row, { standing: 'withdrawn' }, sent, told, unsettle(row), true)
    },

    /** Copies the apology and records it; the promise stays broken. */
    async makeGood(row: PromiseRow, words: string) {
      const isCopied = await copyText(words)
      const told = isCopied
        ? `Copied and recorded for ${name(row)}. The promise stays broken, and made good.`
        : `Recorded for ${name(row)}; the browser did not let us copy it.`
      const sent = change.settle(row.id, { outcome: 'made_good', words }, told)
      act(row, { madeGoodAt: iso() }, sent, told, unsettle(row), true)
    },

    /** Copies the line and writes down that she was told; the promise stays as it is. */
    async tellFirst(row: PromiseRow, words: string) {
      const isCopied = await copyText(words)
      const told = isCopied
        ? `Copied, and on ${name(row)}’s timeline.`
        : `On ${name(row)}’s timeline; the browser did not let us copy it.`
      const via = isCopied ? 'copied' : 'logged'
      act(row, { toldFirstAt: iso() }, change.tell(row.id, { words, via }, told), told, null)
    },

    snooze(row: PromiseRow, until: string, reason: string) {
      const told = `${name(row)} comes back ${whenFull(until)}.`
      const sent = change.snooze(row.id, { until, reason }, told)
      act(row, { followUpAt: until, snoozeReason: reason }, sent, told, () =>
        change.wake(row.id, `Back: ${name(row)}`),
      )
    },

    wake(row: PromiseRow) {
      const told = `${name(row)} is back.`
      act(row, { followUpAt: null, snoozeReason: null }, change.wake(row.id, told), told, null)
    },

    alter(row: PromiseRow, when: string, dueAt: string) {
      const told = `${name(row)}: now due ${whenFull(dueAt)}.`
      const patch = { dueAt, toldDueAt: row.toldDueAt ?? row.dueAt, isAssumed: false }
      const before = row.dueAt
      const undo =
        before === null
          ? null
          : () =>
              change.alter(
                row.id,
                { when: typedTime(before, zone) },
                `Back to ${whenFull(before)}: ${name(row)}`,
              )
      act(row, patch, change.alter(row.id, { when }, told), told, undo)
    },

    /** Takes a promise, or lets go of one's own. */
    take(row: PromiseRow) {
      const isMine = row.owner?.id === me.id
      const owner = isMine ? null : { id: me.id, name: me.name, initials: me.initials }
      const told = isMine ? `Let go of ${name(row)}.` : `${name(row)} is yours.`
      const ownerId = isMine ? null : me.id
      act(row, { owner }, change.alter(row.id, { ownerId }, told), told, () =>
        change.alter(row.id, { ownerId: row.owner?.id ?? null }, told),
      )
    },

    /** Takes back a settlement that was made by hand. */
    reopen(row: PromiseRow) {
      const told = `Open again: ${name(row)}.`
      act(row, {}, change.unsettle(row.id, told), told, null)
    },
  }
}

/** "2025-11-25 15:00" in a zone, as the server reads what is typed. */
function typedTime(instant: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  })
  return parts.format(Date.parse(instant))
}
