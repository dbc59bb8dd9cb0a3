/** What leads on from a theme of Voices: its touchpoint on the journey, and making it the one thing to fix. */
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import type { ThemeKind, ThemePlace } from '#features/voices/contract.ts'
import { asQuery, changing, get, send } from '#web/api.ts'
import { Icon } from '#web/components/Icon.tsx'
import { failureWords } from '#web/failure.ts'
import { useSession } from '#web/session.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { read } from '../api.ts'
import { FixSheet } from './FixSheet.tsx'
import './fixes.css'
import { useFixes } from './useFixes.ts'

export type ThemeShown = { id: string; name: string; kind: ThemeKind; count: number; days: number }

export function ThemeFoot({ theme }: { theme: ThemeShown }) {
  const { permissions } = useSession()
  const [isFix, setFix] = useState(false)
  const { data: place, error } = useQuery({
    queryKey: ['theme', theme.id, 'touchpoint', theme.days],
    queryFn: () => get<ThemePlace>(`${addressOf(theme.id)}${asQuery({ days: theme.days })}`),
  })
  const running = useFixes().data?.running
  if (!place) return error ? <p className="small bad">{failureWords(error)}</p> : null
  const { touchpoint } = place
  // The journey knows 30 and 90 days; its evidence opens with it.
  const time = theme.days > 30 ? '&days=90' : ''
  return (
    <div className="ThemeFoot stack" data-gap="6">
      <Belongs theme={theme} place={place} mayChoose={permissions.includes('themes.write')} />
      <div className="row wrap" data-gap="6">
        {touchpoint && (
          <Link
            href={`/journey/${encodeURIComponent(touchpoint.id)}?evidence=1${time}`}
            className="ThemeFoot-way"
          >
            <Icon name="map-search" /> See it on the journey
          </Link>
        )}
        {running?.theme?.id === theme.id ? (
          <Link href="/home" className="Link">
            It is this week’s fix
          </Link>
        ) : (
          permissions.includes('fixes.write') &&
          theme.kind !== 'praise' && (
            <Button size="xs" variant="default" onClick={() => setFix(true)}>
              <Icon name="target" /> Make it this week’s fix
            </Button>
          )
        )}
      </div>
      {isFix && (
        <FixSheet
          wanted={{ touchpoint: touchpoint?.id ?? null, name: theme.name, idea: null, theme }}
          onClose={() => setFix(false)}
        />
      )}
    </div>
  )
}

const addressOf = (id: string) => `/voices/themes/${encodeURIComponent(id)}/touchpoint`

/** Which touchpoint, and who says so; who leads may say another. */
function Belongs({ theme, place, mayChoose }: { theme: ThemeShown; place: ThemePlace; mayChoose: boolean }) {
  const client = useQueryClient()
  const touchpoints = useQuery({
    queryKey: ['journey', 'touchpoints'],
    queryFn: () => read.touchpoints(),
    enabled: mayChoose,
  }).data?.items
  const { touchpoint, isChosen, count } = place
  const put = async (id: string | null): Promise<void> => {
    await send(changing('PUT', addressOf(theme.id), 'Where a theme belongs', { touchpoint: id }))
    await client.invalidateQueries({ queryKey: ['theme', theme.id, 'touchpoint'] })
  }
  const failed = (failure: unknown) => tellFailure(failureWords(failure))
  const choose = (id: string): void => {
    const before = isChosen ? (touchpoint?.id ?? null) : null
    void put(id === '' ? null : id)
      .then(() =>
        tell(
          id === '' ? 'The comments say it again.' : 'It belongs there now.',
          () => void put(before).catch(failed),
        ),
      )
      .catch(failed)
  }
  const why =
    touchpoint === null
      ? 'Too few of its comments speak of one touchpoint.'
      : isChosen
        ? 'Chosen by hand.'
        : `${count} of its comments are of it, more than of any other.`
  if (!mayChoose || !touchpoints)
    return (
      <p className="small third">
        {touchpoint ? `Touchpoint: ${touchpoint.name}. ` : 'It belongs to no touchpoint yet. '}
        {why}
      </p>
    )
  return (
    <p className="small third">
      <label>
        Touchpoint{' '}
        <select
          className="Input ThemeFoot-choice"
          value={isChosen ? (touchpoint?.id ?? '') : ''}
          onChange={(event) => choose(event.target.value)}
        >
          <option value="">
            {touchpoint && !isChosen
              ? `${touchpoint.name} (by its comments)`
              : isChosen
                ? 'As its comments say'
                : 'None yet: choose one'}
          </option>
          {touchpoints.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>{' '}
      {why}
    </p>
  )
}
