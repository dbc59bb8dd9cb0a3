/** Screen 03b: the workbook of a journey, six exercises that several people fill in at once beside the evidence. */
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import type { Workbook } from '#features/journey/contract/workbook.ts'
import { columnsOf } from '#features/journey/rules/workbook/markdown.ts'
import { read as readWeb } from '#web/api.ts'
import { FailedFace, LoadingLines } from '#web/components/Faces.tsx'
import { failureWords } from '#web/failure.ts'
import { OfflineNotice } from '#web/frame/OfflineNotice.tsx'
import { useKeys } from '#web/keys.ts'
import { useIsPhone } from '#web/screen-size.ts'
import { useSession } from '#web/session.ts'
import { useSignal } from '#web/signal.ts'
import { tellFailure } from '#web/toasts.ts'
import { JourneyTabs } from '../JourneyTabs.tsx'
import { RouteChoice } from '../RouteChoice.tsx'
import { dayWords, evidenceWords } from '../say.ts'
import { useMap } from '../useJourney.ts'
import { change, start } from './api.ts'
import { Beside } from './Beside.tsx'
import { BookContext } from './book.ts'
import { BookChoice } from './BookChoice.tsx'
import { ExerciseList } from './ExerciseList.tsx'
import { ExercisePaper } from './ExercisePaper.tsx'
import { NoWorkbook } from './NoWorkbook.tsx'
import { QuestionSheet } from './QuestionSheet.tsx'
import { readUnsent, unsentRead } from './unsent.ts'
import {
  bookKey,
  useBeingHere,
  useBookChange,
  useLeftovers,
  useWorkbook,
  useWorkbooks,
} from './useWorkbook.ts'
import { WorkbookPage } from './WorkbookPage.tsx'
import '../journey.css'
import './workbook.css'

/** In place of an exercise: the page to take along. */
const PAGE = 'page'
const DAYS = 30

/** What agents say about a touchpoint, or in general; another feature's, handed in. */
export type AgentsSaySlot = (touchpoint: string | undefined) => ReactNode

export function WorkbookScreen({
  exercise,
  agentsSay,
}: {
  exercise: string | null
  agentsSay: AgentsSaySlot
}) {
  const [params, setParams] = useSearchParams()
  const client = useQueryClient()
  const mayLead = useSession().permissions.includes('journey.write')
  const route = params.get('of') ?? 'everyone'
  const list = useWorkbooks(route)
  const bookId = params.get('book') ?? list.data?.items[0]?.id
  const { data: book, error, refetch } = useWorkbook(bookId)
  const isReady = useSignal(unsentRead)
  useEffect(() => void readUnsent(), [])

  const show = (over: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams(params)
    for (const [name, value] of Object.entries(over))
      if (value === null) next.delete(name)
      else next.set(name, value)
    setParams(next, { replace: true })
  }
  async function begin() {
    try {
      const made = await start(route)
      client.setQueryData(bookKey(made.id), made)
      // Before the list is read: once it stands she may be in an exercise, and must not be led out of it.
      show({ book: null })
      await client.invalidateQueries({ queryKey: ['workbooks'] })
    } catch (failure) {
      tellFailure(failureWords(failure))
    }
  }
  const failure = list.error ?? error
  return (
    <div className="Journey">
      <header className="Journey-head">
        <h1 className="title">Journey</h1>
        <RouteChoice
          value={params.get('of') ?? undefined}
          onChange={(of) => show({ of, book: null })}
          mayWrite={mayLead}
        />
        <JourneyTabs here="workbook" />
        {book && <LiveWords route={book.route} />}
        {book && (
          <BookChoice
            book={book}
            books={list.data?.items ?? []}
            mayLead={mayLead}
            onChoose={(id) => show({ book: id })}
            onBegin={() => void begin()}
          />
        )}
      </header>
      <OfflineNotice />
      {book && isReady ? (
        <OpenWorkbook key={book.id} book={book} wanted={exercise} agentsSay={agentsSay} />
      ) : (
        <div className="Journey-body">
          {failure ? (
            <FailedFace
              title="The workbook could not be read."
              detail={failureWords(failure)}
              onRetry={() => {
                void list.refetch()
                void refetch()
              }}
            />
          ) : list.data?.items.length === 0 && bookId === undefined ? (
            <NoWorkbook mayLead={mayLead} onStart={() => void begin()} />
          ) : (
            <LoadingLines widths={[40, 92, 100, 96, 88]} />
          )}
        </div>
      )}
    </div>
  )
}

/** Read once for the whole screen: the exercises show the same map. */
function LiveWords({ route }: { route: string }) {
  const { data } = useMap({ route, days: DAYS })
  return data ? <span className="small third push">{evidenceWords(data)}</span> : null
}

function OpenWorkbook({
  book,
  wanted,
  agentsSay,
}: {
  book: Workbook
  wanted: string | null
  agentsSay: AgentsSaySlot
}) {
  const [, go] = useLocation()
  const isPhone = useIsPhone()
  const carry = useBookChange()
  const { permissions, member } = useSession()
  const mayThink = permissions.includes('ideas.write')
  const mayWrite = mayThink && book.closedAt === null
  const { data: map } = useMap({ route: book.route, days: DAYS })
  const { data: members } = useQuery({ queryKey: ['members'], queryFn: readWeb.members })
  const [fieldKey, setFieldKey] = useState<string | null>(null)
  // The evidence stays while she reads it: leaving a field takes nothing away.
  const [about, setAbout] = useState<string | undefined>()
  const [isEditing, setEditing] = useState(false)
  useBeingHere(book.id, fieldKey, mayThink)

  const undone = book.exercises.find(({ id }) => !book.done.some(({ exercise }) => exercise === id))
  const chosen = book.exercises.find(
    ({ id }) => id === (wanted ?? (isPhone ? null : (undone?.id ?? 'purpose'))),
  )
  useLeftovers(book.id, wanted === PAGE ? undefined : chosen?.id, mayWrite)
  const at = chosen ? book.exercises.indexOf(chosen) : -1
  const open = (id: string | null) => go(`/journey/workbook${id === null ? '' : `/${id}`}${location.search}`)
  const step = (by: number) => {
    const next = book.exercises[at + by]
    if (next) open(next.id)
  }
  useKeys([
    {
      keys: 'j',
      label: 'next exercise',
      group: 'The workbook',
      bar: { word: 'next, previous', place: 1 },
      run: () => step(1),
    },
    {
      keys: 'k',
      label: 'previous exercise',
      group: 'The workbook',
      bar: { word: 'next, previous', place: 1 },
      run: () => step(-1),
    },
  ])
  const onField = (key: string | null) => {
    setFieldKey(key)
    const touchpoint = key?.split('@')[1]
    if (touchpoint !== undefined) setAbout(touchpoint)
  }
  const others = book.present.filter(({ memberId }) => memberId !== member.id)
  const touchpoints = (map?.columns ?? []).map(({ touchpoint }) => touchpoint)
  const first = map && chosen ? columnsOf(map, chosen)[0]?.touchpoint : undefined
  return (
    <BookContext value={{ book, map, members: members?.items ?? [], others, mayWrite, onField }}>
      {wanted === PAGE ? (
        <div className="Journey-body">
          <WorkbookPage days={DAYS} onBack={() => open(null)} />
        </div>
      ) : (
        <div className="Workbook">
          {book.closedAt !== null && (
            <p className="Notice Workbook-closed">
              Closed by {book.closedBy} on {dayWords(book.closedAt)}. It can be read and taken along.
            </p>
          )}
          {(!isPhone || !chosen) && (
            <ExerciseList book={book} touchpoints={touchpoints} chosen={chosen?.id ?? null} onChoose={open} />
          )}
          {chosen && (
            <ExercisePaper
              key={chosen.id}
              exercise={chosen}
              index={at}
              onBack={isPhone ? () => open(null) : undefined}
              onEdit={
                permissions.includes('journey.write') && book.closedAt === null
                  ? () => setEditing(true)
                  : undefined
              }
              onDone={(isDone) => void carry(change.done(book.id, chosen.id, isDone))}
              onNext={at < 5 ? () => step(1) : undefined}
            />
          )}
          {chosen && (
            <div className="Workbook-beside">
              <Beside
                exercise={chosen}
                touchpoint={about ?? first}
                days={DAYS}
                agentsSay={mayThink ? agentsSay : undefined}
                onPage={() => open(PAGE)}
              />
            </div>
          )}
          {!chosen && (
            <Button variant="default" onClick={() => open(PAGE)}>
              Preview the page
            </Button>
          )}
        </div>
      )}
      {isEditing && chosen && <QuestionSheet exercise={chosen} onClose={() => setEditing(false)} />}
    </BookContext>
  )
}
