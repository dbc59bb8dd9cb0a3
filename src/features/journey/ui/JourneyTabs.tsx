/** The four ways to look at a journey, with their addresses; whose journey and which time go along. */
import { useLocation, useSearchParams } from 'wouter'
import { Segments } from '#web/components/Segments.tsx'
import { useBasics } from './basics/useBasics.ts'

const TABS = [
  { value: 'map', label: 'Map', path: '/journey' },
  { value: 'friction', label: 'Friction list', path: '/journey' },
  { value: 'workbook', label: 'Workbook', path: '/journey/workbook' },
  { value: 'basics', label: 'Basics audit', path: '/journey/basics' },
] as const
type Tab = (typeof TABS)[number]['value']

export function JourneyTabs({ here }: { here: Tab }) {
  const [, go] = useLocation()
  const [params] = useSearchParams()
  // Before delight: everybody on the map sees how many of the basics are not in order.
  const amiss =
    useBasics(undefined).data?.run?.answers.filter(({ verdict }) => verdict === 'no' || verdict === 'partly')
      .length ?? 0
  function open(tab: Tab) {
    const kept = new URLSearchParams([...params].filter(([name]) => name === 'of' || name === 'days'))
    if (tab === 'friction') kept.set('view', 'friction')
    const path = TABS.find(({ value }) => value === tab)?.path ?? '/journey'
    go(kept.size > 0 ? `${path}?${kept.toString()}` : path)
  }
  return (
    <div className="JourneyTabs">
      <Segments
        label="What to see"
        value={here}
        choices={TABS.map(({ value, label }) => ({
          value,
          label:
            value === 'basics' && amiss > 0 ? (
              <>
                {label}{' '}
                <span className="JourneyTabs-amiss">
                  {amiss}
                  <span className="visually-hidden"> not in order</span>
                </span>
              </>
            ) : (
              label
            ),
        }))}
        onChange={open}
      />
    </div>
  )
}
