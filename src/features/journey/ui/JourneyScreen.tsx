/** Screen 03: the journey map from live evidence, the list of where friction is most, and the two questions of each touchpoint. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import type { MapColumn } from '#features/journey/contract.ts'
import { FailedFace, LoadingLines } from '#web/components/Faces.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { failureWords } from '#web/failure.ts'
import { OfflineNotice } from '#web/frame/OfflineNotice.tsx'
import { useKeys } from '#web/keys.ts'
import { useIsPhone } from '#web/screen-size.ts'
import { useSession } from '#web/session.ts'
import { tell, undoLatest } from '#web/toasts.ts'
import { EvidenceSheet } from './EvidenceSheet.tsx'
import { FrictionList } from './FrictionList.tsx'
import { JourneyMap } from './JourneyMap.tsx'
import { JourneyPhone } from './JourneyPhone.tsx'
import { JourneyTabs } from './JourneyTabs.tsx'
import { NoJourney } from './NoJourney.tsx'
import { RouteChoice } from './RouteChoice.tsx'
import { TimeChoice, timeIn } from './TimeChoice.tsx'
import { TouchpointPanel } from './TouchpointPanel.tsx'
import { TouchpointSheet } from './TouchpointSheet.tsx'
import { useMap } from './useJourney.ts'
import { evidenceWords } from './say.ts'
import './journey.css'

/** The first of them where nothing was met. */
const mostMetOf = (columns: readonly MapColumn[]): MapColumn | undefined =>
  columns.toSorted((a, b) => b.counts.met - a.counts.met)[0]

type Sheet = 'evidence' | 'rubs' | 'edit' | 'new' | null

export function JourneyScreen({ touchpointId }: { touchpointId: string | null }) {
  const [, go] = useLocation()
  const [params, setParams] = useSearchParams()
  const isPhone = useIsPhone()
  const mayWrite = useSession().permissions.includes('journey.write')
  // Who comes from a theme of Voices comes for the evidence.
  const [sheet, setSheet] = useState<Sheet>(params.get('evidence') === '1' ? 'evidence' : null)
  const view = params.get('view') === 'friction' ? 'friction' : 'map'
  const time = timeIn(params)
  const asked = { route: params.get('of') ?? undefined, ...time }
  const { data: map, error, refetch } = useMap(asked)
  const columns = map?.columns ?? []
  // The places stay below it: photos, notes and ideas need no event.
  const isEmpty = columns.every(({ counts }) => counts.met + counts.good + counts.even + counts.bad === 0)
  // Where it rubs most is open first; where nothing rubs, what is met most.
  const chosen =
    columns.find(({ touchpoint }) => touchpoint === touchpointId) ??
    (isPhone ? undefined : (columns.find(({ rank }) => rank === 1) ?? mostMetOf(columns)))

  const show = (over: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams(params)
    for (const [name, value] of Object.entries(over))
      if (value === null) next.delete(name)
      else next.set(name, value)
    setParams(next, { replace: true })
  }
  const select = (id: string | null) =>
    go(`/journey${id === null ? '' : `/${encodeURIComponent(id)}`}${location.search}`, { replace: !isPhone })
  const step = (by: number) => {
    const at = columns.findIndex(({ touchpoint }) => touchpoint === chosen?.touchpoint)
    const next = columns[Math.min(columns.length - 1, Math.max(0, at + by))]
    if (next) select(next.touchpoint)
  }
  useKeys([
    {
      keys: 'j',
      label: 'next touchpoint',
      group: 'The map',
      bar: { word: 'next, previous', place: 1 },
      run: () => step(1),
    },
    {
      keys: 'k',
      label: 'previous touchpoint',
      group: 'The map',
      bar: { word: 'next, previous', place: 1 },
      run: () => step(-1),
    },
    {
      keys: 'v',
      label: 'its evidence',
      group: 'The touchpoint',
      bar: { word: 'evidence', place: 2 },
      run: () => chosen && setSheet('evidence'),
    },
    {
      keys: 'z',
      label: 'undo',
      group: 'The touchpoint',
      bar: { word: 'undo', place: 7 },
      run: () => undoLatest() || tell('There is nothing to take back.'),
    },
  ])

  const panel = chosen && map && (
    <TouchpointPanel
      key={chosen.touchpoint}
      column={chosen}
      asked={asked}
      onBack={isPhone ? () => select(null) : undefined}
      onEvidence={() => setSheet('evidence')}
      onRubs={() => setSheet('rubs')}
      onEdit={mayWrite ? () => setSheet('edit') : undefined}
    />
  )
  return (
    <div className="Journey">
      <header className="Journey-head">
        <h1 className="title">Journey</h1>
        <RouteChoice value={asked.route} onChange={(of) => show({ of })} mayWrite={mayWrite} />
        <JourneyTabs here={view} />
        <TimeChoice
          time={time}
          onChange={({ days, to }) => show({ days: days === 30 ? null : String(days), to: to ?? null })}
        />
        <span className="row push" data-gap="12">
          {map && <span className="small third">{evidenceWords(map, time.to !== undefined)}</span>}
          {mayWrite && (
            <Button size="xs" variant="default" onClick={() => setSheet('new')}>
              <Icon name="plus" />
              <span className={isPhone ? 'visually-hidden' : undefined}>Touchpoint</span>
            </Button>
          )}
        </span>
      </header>
      <OfflineNotice />
      <div className="Journey-body">
        {map === undefined ? (
          error ? (
            <FailedFace
              title="The journey could not be read."
              detail={failureWords(error)}
              onRetry={() => void refetch()}
            />
          ) : (
            <LoadingLines widths={[100, 100, 96, 92, 100, 88]} />
          )
        ) : isPhone && chosen ? (
          panel
        ) : (
          <>
            {isEmpty && <NoJourney map={map} />}
            {view === 'friction' ? (
              <FrictionList map={map} selectedId={chosen?.touchpoint ?? null} onSelect={select} />
            ) : isPhone ? (
              <JourneyPhone map={map} onSelect={select} />
            ) : (
              <JourneyMap map={map} selectedId={chosen?.touchpoint ?? null} onSelect={select} />
            )}
            {panel}
          </>
        )}
      </div>
      {(sheet === 'evidence' || sheet === 'rubs') && chosen && (
        <EvidenceSheet
          touchpoint={chosen.touchpoint}
          name={chosen.name}
          asked={asked}
          feeling={sheet === 'rubs' ? 'rub' : 'all'}
          onClose={() => setSheet(null)}
        />
      )}
      {sheet === 'edit' && chosen && (
        <TouchpointSheet touchpointId={chosen.touchpoint} onClose={() => setSheet(null)} />
      )}
      {sheet === 'new' && <TouchpointSheet touchpointId={null} onClose={() => setSheet(null)} />}
    </div>
  )
}
