/** Settings for time: when the team is open, the days it is closed, what the brand promises by itself, and its contact form. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Link } from 'wouter'
import type { CalendarAnswer, CalendarSetting, StandingPromise } from '#features/promises/contract.ts'
import type { Change } from '#web/api.ts'
import { FailedFace, LoadingLines } from '#web/components/Faces.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { failureWords } from '#web/failure.ts'
import { deliver } from '#web/outbox.ts'
import type { Delivery } from '#web/outbox.ts'
import { useSession } from '#web/session.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { change, read } from './api.ts'
import { FormSnippet } from './FormSnippet.tsx'
import { Holidays } from './Holidays.tsx'
import { renewPromises } from './useBoard.ts'
import { SingleDays } from './SingleDays.tsx'
import { StandingPromises } from './StandingPromises.tsx'
import { StandingSheet } from './StandingSheet.tsx'
import { WeekHours } from './WeekHours.tsx'
import './hours.css'

const CALENDAR = ['calendar'] as const
const STANDING = ['standing-promises'] as const

export function HoursScreen() {
  const { permissions } = useSession()
  const mayWrite = permissions.includes('calendar.write')
  return (
    <div className="Hours">
      <header className="Hours-head">
        <Link href="/promises" className="Link">
          Promises
        </Link>
        <span className="third" aria-hidden="true">
          /
        </span>
        <h1 className="title">Hours and standing promises</h1>
        <SavedWord />
      </header>
      <div className="Hours-body">
        <CalendarSection mayWrite={mayWrite} />
        <div className="stack" data-gap="12">
          <StandingSection mayWrite={mayWrite} />
          <FormSnippet mayWrite={mayWrite} />
        </div>
      </div>
    </div>
  )
}

function SavedWord() {
  return <span className="small third push">Every change is saved by itself.</span>
}

function CalendarSection({ mayWrite }: { mayWrite: boolean }) {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({ queryKey: CALENDAR, queryFn: read.calendar })
  const [problem, setProblem] = useState<string | null>(null)
  const last = useRef<Promise<unknown>>(Promise.resolve())
  /** One after the other: each save sends the whole, and the last must win. */
  const inTurn = (sent: Change) => {
    const turn = last.current.then(() => deliver(sent))
    last.current = turn.catch(() => undefined)
    return turn
  }

  /** Shows the change at once; what the server refuses is put back and its rule shown. */
  async function save(next: CalendarSetting, told: string) {
    const before = client.getQueryData<CalendarSetting>(CALENDAR)
    client.setQueryData(CALENDAR, next)
    setProblem(null)
    try {
      const sent = await inTurn(change.calendar(next))
      tell(
        told + movedWords(sent),
        before ? () => void save(before, 'The hours are as they were.') : undefined,
      )
      await renewPromises(client)
    } catch (failure) {
      client.setQueryData(CALENDAR, before)
      setProblem(failureWords(failure))
    }
  }

  /** The server works days out of a country or a calendar file and answers the whole. */
  async function add(sent: Change, told: string) {
    const before = client.getQueryData<CalendarSetting>(CALENDAR)
    setProblem(null)
    try {
      const arrived = await inTurn(sent)
      await client.invalidateQueries({ queryKey: CALENDAR })
      tell(
        told + movedWords(arrived),
        before ? () => void save(before, 'The days are as they were.') : undefined,
      )
    } catch (failure) {
      setProblem(failureWords(failure))
    }
  }

  if (error)
    return (
      <FailedFace
        title="The hours could not be read."
        detail={failureWords(error)}
        onRetry={() => void refetch()}
      />
    )
  if (!data) return <LoadingLines />
  return (
    <div className="stack" data-gap="12">
      {problem && (
        <div className="Notice" data-tone="bad" role="alert">
          <Icon name="alert-circle" />
          <span>{problem} The hours are as they were.</span>
        </div>
      )}
      <WeekHours calendar={data} mayWrite={mayWrite} onSave={(next, told) => void save(next, told)} />
      <SingleDays calendar={data} mayWrite={mayWrite} onSave={(next, told) => void save(next, told)} />
      <Holidays
        calendar={data}
        mayWrite={mayWrite}
        onSave={(next, told) => void save(next, told)}
        onCountry={(body, told) => void add(change.holidays(body), told)}
        onIcal={(text) => void add(change.ical(text), 'The days of the calendar were added.')}
      />
    </div>
  )
}

function StandingSection({ mayWrite }: { mayWrite: boolean }) {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: STANDING,
    queryFn: async () => (await read.standing()).items,
  })
  /** What the sheet above the page is about; `promise` is null for a new one. */
  const [edited, setEdited] = useState<{ promise: StandingPromise | null } | null>(null)
  async function save(next: StandingPromise, told: string) {
    const before = data?.find(({ id }) => id === next.id)
    const show = (one: StandingPromise) =>
      client.setQueryData<StandingPromise[]>(STANDING, (all = []) =>
        all.some(({ id }) => id === one.id)
          ? all.map((each) => (each.id === one.id ? one : each))
          : [...all, one],
      )
    show(next)
    try {
      await deliver(change.standing(next))
      tell(told, before ? () => void save(before, `${before.label} is as it was.`) : undefined)
    } catch (failure) {
      tellFailure(`${next.label} was not saved. ${failureWords(failure)}`)
      await refetch()
    }
  }
  if (error)
    return (
      <FailedFace
        title="The standing promises could not be read."
        detail={failureWords(error)}
        onRetry={() => void refetch()}
      />
    )
  if (!data) return <LoadingLines />
  return (
    <>
      <StandingPromises
        promises={data}
        mayWrite={mayWrite}
        onSave={(one, told) => void save(one, told)}
        onEdit={(promise) => setEdited({ promise })}
      />
      {edited && (
        <StandingSheet
          promise={edited.promise}
          known={data.map(({ id }) => id)}
          onClose={() => setEdited(null)}
          onSave={(one) => {
            setEdited(null)
            void save(one, `${one.label}: “${one.wording}”`)
          }}
        />
      )}
    </>
  )
}

/** " 3 open promises moved." */
function movedWords(sent: Delivery): string {
  const moved = sent.waits ? 0 : ((sent.answer as CalendarAnswer | undefined)?.movedCount ?? 0)
  return moved === 0 ? '' : ` ${moved} open ${moved === 1 ? 'promise' : 'promises'} moved.`
}
