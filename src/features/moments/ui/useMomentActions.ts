/** What the agent can do with a moment: shown at once, sent behind, taken back on undo. */
import { useQueryClient } from '@tanstack/react-query'
import type { DoneAct, Fact, MomentDetail, MomentRow, SettleMoment } from '#features/moments/contract.ts'
import type { MemberInfo } from '#features/team/contract.ts'
import { change, newKey } from '#web/api.ts'
import type { ActAnswer, Change } from '#web/api.ts'
import { currentTime } from '#web/clock.ts'
import { draftOf, dropDraft, keepDraft } from '#web/drafts.ts'
import { failureWords } from '#web/failure.ts'
import { deliver } from '#web/outbox.ts'
import { useSession } from '#web/session.ts'
import { whenFull } from '#web/times.ts'
import { say, tell, tellFailure } from '#web/toasts.ts'
import { removeRow, renewRow, restoreRow } from './queue.ts'
import type { Queue } from './queue.ts'
import { momentKey, setLeaving } from './useQueue.ts'

export type MomentActions = ReturnType<typeof useMomentActions>

export function useMomentActions(
  changeQueue: (next: (queue: Queue) => Queue) => void,
  /** Selects what stands next to a row that is about to leave. */
  leaveRow: (id: string) => void,
  select: (id: string) => void,
) {
  const client = useQueryClient()
  const me = useSession().member

  function changeDetail(id: string, next: (detail: MomentDetail) => MomentDetail) {
    client.setQueryData<MomentDetail>(momentKey(id), (detail) => (detail ? next(detail) : detail))
  }

  /** Takes the row out of the list; answers a way back. */
  function takeOut(row: MomentRow, after: Partial<MomentDetail>): () => void {
    const before = client.getQueryData<MomentDetail>(momentKey(row.id))
    leaveRow(row.id)
    setLeaving(row.id, true)
    changeQueue((queue) => removeRow(queue, row.id))
    changeDetail(row.id, (detail) => ({ ...detail, ...after }))
    return () => {
      setLeaving(row.id, false)
      changeQueue((queue) => restoreRow(queue, row))
      if (before) client.setQueryData(momentKey(row.id), before)
      select(row.id)
    }
  }

  /** Takes the row out of the list, sends, and offers to take it back. */
  function leave(
    row: MomentRow,
    sent: Change,
    back: () => Change,
    told: string,
    after: Partial<MomentDetail>,
    onBack?: () => void,
  ) {
    const restore = takeOut(row, after)
    const putBack = () => {
      onBack?.()
      restore()
    }
    const delivery = deliver(sent)
    delivery.catch((failure: unknown) => {
      putBack()
      tellFailure(failed(`${row.customer.name} is back in the list`, failure))
    })
    tell(told, () => {
      putBack()
      say(`${row.customer.name} is back in the list`)
      void delivery.then(() => deliver(back())).catch(complain('It could not be taken back'))
    })
  }

  /** Shows the new owner at once, sends, and offers to take it back to who had it. */
  function give(
    row: MomentRow,
    to: Pick<MemberInfo, 'id' | 'name' | 'initials'> | null,
    told: string,
    note?: string,
  ) {
    const send = (whose: MomentRow['assignee'], words?: string) =>
      whose
        ? change.assign(row.id, { memberId: whose.id, ...(words ? { note: words } : {}) }, told)
        : change.unassign(row.id, told)
    const show = (assignee: MomentRow['assignee']) => {
      const shown = { ...row, assignee }
      changeQueue((queue) => renewRow(queue, shown))
      changeDetail(row.id, (detail) => ({
        ...detail,
        row: shown,
        handover:
          note && assignee && assignee.id === to?.id
            ? { by: me.name, note, at: new Date(currentTime()).toISOString() }
            : null,
      }))
    }
    show(to && { id: to.id, name: to.name, initials: to.initials })
    const delivery = deliver(send(to, note))
    delivery.catch((failure: unknown) => {
      show(row.assignee)
      tellFailure(failed('That was not saved', failure))
    })
    tell(told, () => {
      show(row.assignee)
      void delivery.then(() => deliver(send(row.assignee))).catch(complain('It could not be taken back'))
    })
  }

  return {
    settle(row: MomentRow, body: SettleMoment) {
      const name = row.customer.name
      const isDone = body.outcome === 'done'
      const told = isDone ? `Done: ${name}.` : `Not a moment: ${name}. The rule learns from it.`
      const settlement = {
        outcome: body.outcome,
        reason: isDone ? null : body.reason,
        by: me.name,
        at: new Date(currentTime()).toISOString(),
      }
      const draft = isDone ? draftOf(row.id) : undefined
      if (draft) dropDraft(row.id)
      leave(
        row,
        change.settle(row.id, body, told),
        () => change.unsettle(row.id, `Back: ${name}`),
        told,
        { settlement },
        () => draft && keepDraft(row.id, draft),
      )
    },

    snooze(row: MomentRow, until: number) {
      const told = `${row.customer.name} comes back ${whenFull(until)}.`
      const iso = new Date(until).toISOString()
      const sent = change.snooze(row.id, { until: iso }, told)
      leave(row, sent, () => change.wake(row.id, `Back: ${row.customer.name}`), told, {
        snooze: { until: iso, reason: null, by: me.name },
      })
    },

    /** Takes back a settlement or a snooze of a moment that is open on screen. */
    reopen(row: MomentRow, from: 'settlement' | 'snooze') {
      setLeaving(row.id, false)
      changeDetail(row.id, (detail) => ({ ...detail, [from]: null }))
      changeQueue((queue) => restoreRow(queue, row))
      const make = from === 'settlement' ? change.unsettle : change.wake
      void deliver(make(row.id, `Back: ${row.customer.name}`)).catch(complain('It could not be opened again'))
    },

    /** Takes a moment, or lets go of one's own. */
    take(row: MomentRow) {
      const isMine = row.assignee?.id === me.id
      give(
        row,
        isMine ? null : me,
        isMine ? `Let go of ${row.customer.name}.` : `${row.customer.name} is yours.`,
      )
    },

    /** Gives a moment to somebody else, with a note; the row stays where it is. */
    handOver(row: MomentRow, to: MemberInfo, note: string) {
      const told = to.awayUntil
        ? `${row.customer.name} goes to ${to.name}, who is away until ${whenFull(to.awayUntil)}.`
        : `${row.customer.name} goes to ${to.name}.`
      give(row, to, told, note)
    },

    /** A reply settles the moment as it goes: shown at once, the server does it with the reply. */
    setOut(row: MomentRow) {
      const at = new Date(currentTime()).toISOString()
      return takeOut(row, { settlement: { outcome: 'done', reason: null, by: me.name, at } })
    },

    /** Keeps a note for the team; resolves once it is kept or waits for a connection. */
    async note(row: MomentRow, text: string, onUndone: () => void) {
      const name = row.customer.name
      const shown: DoneAct = {
        id: newKey(),
        kind: 'note',
        text,
        via: null,
        by: me.name,
        at: new Date(currentTime()).toISOString(),
      }
      const without = (id: string) =>
        changeDetail(row.id, (detail) => ({ ...detail, done: detail.done.filter((each) => each.id !== id) }))
      changeDetail(row.id, (detail) => ({ ...detail, done: [...detail.done, shown] }))
      const delivery = deliver(change.writeNote(row.id, text, `A note on ${name}`))
      tell(`Noted on ${name}.`, () => {
        onUndone()
        void delivery
          .then(({ waits, ...rest }) => {
            const id = !waits && 'answer' in rest ? (rest.answer as ActAnswer).id : shown.id
            without(id)
            return waits ? undefined : deliver(change.undoAct(id, `Taken back: ${name}`))
          })
          .catch(complain('It could not be taken back'))
      })
      try {
        const arrived = await delivery
        if (!arrived.waits) {
          const { id } = arrived.answer as ActAnswer
          changeDetail(row.id, (detail) => ({
            ...detail,
            done: detail.done.map((each) => (each.id === shown.id ? { ...each, id } : each)),
          }))
        }
      } catch (failure) {
        without(shown.id)
        tellFailure(failed('It was not kept; your words are still here', failure))
        throw failure
      }
    },

    standFact(momentId: string, fact: Fact, standing: Fact['standing']) {
      const show = (shown: Fact['standing']) =>
        changeDetail(momentId, (detail) => ({
          ...detail,
          facts: detail.facts.map((each) => (each.id === fact.id ? { ...each, standing: shown } : each)),
        }))
      const stand = (next: Fact['standing']) => {
        show(next)
        void deliver(change.standFact(fact.id, next, fact.value)).catch((failure: unknown) => {
          show(fact.standing)
          tellFailure(failed('That was not saved', failure))
        })
      }
      stand(standing)
      tell(standing === 'forgotten' ? `Forgotten: ${fact.value}.` : `Confirmed: ${fact.value}.`, () =>
        stand(fact.standing),
      )
    },

    async addFact(momentId: string, customerId: string, value: string) {
      await deliver(change.addFact(customerId, value, `A fact: ${value}`))
      await client.invalidateQueries({ queryKey: momentKey(momentId) })
    },
  }
}

function complain(what: string) {
  return (failure: unknown) => tellFailure(failed(what, failure))
}

function failed(what: string, failure: unknown): string {
  return `${what}. ${failureWords(failure)}`
}
