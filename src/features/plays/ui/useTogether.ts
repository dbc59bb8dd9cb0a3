/** Asks and tasks on screen: read, heard of live, changed at once and put back where the server refuses. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Ask, Task } from '#features/plays/contract.ts'
import type { Picture } from '#features/timeline/contract.ts'
import type { Change } from '#web/api.ts'
import { currentTime } from '#web/clock.ts'
import { failureWords } from '#web/failure.ts'
import { useAnnouncements } from '#web/live.ts'
import { deliver } from '#web/outbox.ts'
import { PICTURES, removing, sendPhoto } from '#web/pictures/pictures.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { change, read } from './api.ts'

const ASKS = 'asks'
const TASKS = 'tasks'
export type TasksOf = 'mine' | 'open' | 'done'

const POLL_MS = 60_000
/** The queue comes first on the screen and on the wire. */
const AFTER_THE_QUEUE_MS = 2_000

/** How many asks wait for this member's answer, for the navigation; undefined until known. */
export function useAsksForMe(): number | undefined {
  const [isLater, setLater] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLater(true), AFTER_THE_QUEUE_MS)
    return () => clearTimeout(timer)
  }, [])
  const client = useQueryClient()
  useAnnouncements((name) => {
    if (name === 'ask.changed' || name === 'task.changed' || name === 'resync') renew(client)
  })
  const { data } = useQuery({ ...asksOf('open'), enabled: isLater, refetchInterval: POLL_MS })
  return data?.filter(({ mayAnswer, answer }) => mayAnswer && answer === null).length
}

export function useAsks(of: 'open' | 'mine') {
  return useQuery(asksOf(of))
}

export function useTasks(of: TasksOf) {
  return useQuery({
    queryKey: [TASKS, of],
    queryFn: async () => (await read.tasks(of)).items,
    placeholderData: (before) => before,
  })
}

export function useTogetherActions() {
  const client = useQueryClient()
  /** Shows it, sends it, offers to take it back. */
  async function send(sent: Change, told: string, back?: () => Change) {
    try {
      await deliver(sent)
      tell(told, back ? () => void send(back(), 'As it was.') : undefined)
    } catch (failure) {
      tellFailure(`That was not saved. ${failureWords(failure)}`)
    } finally {
      renew(client)
    }
  }
  const show = (task: Task, next: Partial<Task>) =>
    client.setQueriesData<Task[]>({ queryKey: [TASKS] }, (all) =>
      all?.map((each) => (each.id === task.id ? { ...each, ...next } : each)),
    )
  return {
    answer: (ask: Ask, isYes: boolean, words: string) =>
      send(
        change.answer(ask.id, { isYes, ...(words === '' ? {} : { words }) }, `An answer for ${ask.by.name}`),
        isYes ? `Yes to ${ask.by.name}.` : `No to ${ask.by.name}.`,
      ),
    finish(task: Task, words: string, by: string) {
      show(task, {
        done: { at: new Date(currentTime()).toISOString(), by, words: words === '' ? null : words },
      })
      return send(change.finish(task.id, words, `Done: ${task.title}`), `Done: ${task.title}.`, () =>
        change.reopen(task.id, `Open again: ${task.title}`),
      )
    },
    /** Whether it was taken. */
    async photograph(task: Task, photo: File): Promise<boolean> {
      try {
        await sendPhoto(task.id, photo)
        tell(`A photo of ${task.title}.`)
        return true
      } catch (failure) {
        tellFailure(`The photo was not kept. ${failureWords(failure)}`)
        return false
      } finally {
        await client.invalidateQueries({ queryKey: [PICTURES] })
      }
    },
    async removePhoto(picture: Picture) {
      await send(removing(picture), 'The photo is gone.')
      await client.invalidateQueries({ queryKey: [PICTURES] })
    },
    reopen(task: Task) {
      show(task, { done: null })
      return send(change.reopen(task.id, `Open again: ${task.title}`), `Open again: ${task.title}.`)
    },
    handOver(task: Task, to: { id: string; name: string; initials: string }) {
      const { owner } = task
      show(task, { owner: { id: to.id, name: to.name, initials: to.initials } })
      return send(
        change.own(task.id, to.id, `For ${to.name}: ${task.title}`),
        `${to.name} has it now.`,
        owner ? () => change.own(task.id, owner.id, `For ${owner.name}: ${task.title}`) : undefined,
      )
    },
  }
}

const asksOf = (of: 'open' | 'mine') => ({
  queryKey: [ASKS, of],
  queryFn: async () => (await read.asks(of)).items,
})

function renew(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: [ASKS] })
  void client.invalidateQueries({ queryKey: [TASKS] })
}
