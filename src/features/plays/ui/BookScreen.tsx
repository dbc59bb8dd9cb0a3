/** The book of plays: what to do about which kind of moment; each a sentence, tried on the past before it is switched on. */
import { Badge, Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Play, PlayFields } from '#features/plays/contract.ts'
import { formatMoney } from '#kit/money.ts'
import type { Change } from '#web/api.ts'
import { Answered } from '#web/Answered.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { Toggle } from '#web/components/Toggle.tsx'
import { failureWords } from '#web/failure.ts'
import { SettingsFrame } from '#web/frame/SettingsFrame.tsx'
import { deliver } from '#web/outbox.ts'
import { useSession } from '#web/session.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { change, read } from './api.ts'
import { KINDS_OF_ACTS } from '#features/plays/rules/kinds.ts'
import { PlaySheet } from './PlaySheet.tsx'
import './words.css'
import './book.css'

const BOOK = ['plays'] as const

const PACKS = [
  { pack: 'own', name: 'Your own plays', detail: 'Written here' },
  { pack: 'starter', name: 'The starter book', detail: 'For a brand that sells what people wear' },
  { pack: 'holiday', name: 'The holiday pack', detail: 'Last order days, gifts, late parcels' },
] as const

export function BookScreen() {
  const client = useQueryClient()
  const mayEdit = useSession().permissions.includes('book.write')
  const { data, error, refetch } = useQuery({
    queryKey: BOOK,
    queryFn: async () => (await read.plays()).items,
  })
  const [open, setOpen] = useState<Play | 'new' | null>(null)

  async function send(sent: Change, told: string, back?: () => void) {
    try {
      await deliver(sent)
      tell(told, back)
      void client.invalidateQueries({ queryKey: ['composer'], refetchType: 'none' })
    } catch (failure) {
      tellFailure(`That was not saved. ${failureWords(failure)}`)
    } finally {
      await client.invalidateQueries({ queryKey: BOOK })
    }
  }
  function turn(play: Play, isOn: boolean) {
    client.setQueryData<Play[]>(BOOK, (all) =>
      all?.map((each) => (each.id === play.id ? { ...each, isOn } : each)),
    )
    void send(
      change.switchPlay(play.id, isOn, play.name),
      isOn ? `On: ${play.name}.` : `Off: ${play.name}.`,
      () => turn({ ...play, isOn }, !isOn),
    )
  }
  function turnPack(pack: 'starter' | 'holiday', isOn: boolean) {
    void send(change.switchPack(pack, isOn), isOn ? 'The whole pack is on.' : 'The whole pack is off.', () =>
      turnPack(pack, !isOn),
    )
  }
  function save(before: Play | null, fields: PlayFields) {
    setOpen(null)
    void send(
      change.play(before?.id ?? null, fields),
      before ? `${fields.name} is changed.` : `${fields.name} is written; it is off until you switch it on.`,
      before ? () => void send(change.play(before.id, fieldsOf(before)), 'As it was.') : undefined,
    )
  }
  function drop(play: Play) {
    setOpen(null)
    void send(
      change.dropPlay(play.id, play.name),
      play.pack === 'own' ? `${play.name} is gone.` : `${play.name} is as it came.`,
      () => void send(change.play(play.pack === 'own' ? null : play.id, fieldsOf(play)), 'As it was.'),
    )
  }
  return (
    <SettingsFrame>
      <div className="SettingsCard-head">
        <h2 className="title grow">Plays</h2>
        {mayEdit && (
          <Button size="xs" variant="filled" onClick={() => setOpen('new')}>
            <Icon name="plus" />
            Write a play
          </Button>
        )}
      </div>
      <p className="second">
        What to do about which kind of moment. No gift or credit is offered while the question is open, and
        nothing cheerful beside a hard time, whatever a play says.
      </p>
      <Answered answer={data} error={error} onRetry={refetch} failed="The book could not be read.">
        {(data) =>
          PACKS.map(({ pack, name, detail }) => {
            const plays = data.filter((play) => play.pack === pack)
            if (plays.length === 0) return null
            const on = plays.filter(({ isOn }) => isOn).length
            return (
              <section key={pack} className="Paper SettingsCard" aria-labelledby={`pack-${pack}`}>
                <div className="SettingsCard-head">
                  <h3 className="head" id={`pack-${pack}`}>
                    {name}
                  </h3>
                  <span className="small third grow">
                    {detail} · {on} of {plays.length} on
                  </span>
                  {mayEdit && pack !== 'own' && (
                    <button type="button" className="Link" onClick={() => turnPack(pack, on === 0)}>
                      {on === 0 ? 'Switch all on' : 'Switch all off'}
                    </button>
                  )}
                </div>
                <ul className="Words-list" aria-label={name}>
                  {plays.map((play) => (
                    <PlayLine
                      key={play.id}
                      play={play}
                      mayEdit={mayEdit}
                      onOpen={() => setOpen(play)}
                      onTurn={(isOn) => turn(play, isOn)}
                    />
                  ))}
                </ul>
              </section>
            )
          })
        }
      </Answered>
      {open && (
        <PlaySheet
          play={open === 'new' ? null : open}
          mayEdit={mayEdit}
          onClose={() => setOpen(null)}
          onSave={(fields) => save(open === 'new' ? null : open, fields)}
          onDrop={() => open !== 'new' && drop(open)}
        />
      )}
    </SettingsFrame>
  )
}

function PlayLine(props: {
  play: Play
  mayEdit: boolean
  onOpen: () => void
  onTurn: (isOn: boolean) => void
}) {
  const { play } = props
  return (
    <li className="PlayLine" data-off={!play.isOn || undefined}>
      <button type="button" className="plain grow" onClick={props.onOpen}>
        <span className="row wrap" data-gap="6">
          <b className="strong">{play.name}</b>
          {play.cost && <span className="second">up to {formatMoney(play.cost)}</span>}
          {play.isChanged && <Badge>Changed</Badge>}
          {play.who === 'leads' && <Badge>Leads only</Badge>}
        </span>
        <span className="PlayLine-sentence">{play.sentence}</span>
        <span className="row wrap small second" data-gap="10">
          {play.acts.map((act, i) => (
            <span key={i} className="row" data-gap="4">
              <Icon name={KINDS_OF_ACTS[act.kind].icon} size="xs" />
              {act.title}
            </span>
          ))}
        </span>
        <span className="small third">Hopes for: {play.hope}</span>
      </button>
      <fieldset disabled={!props.mayEdit}>
        <legend className="visually-hidden">{play.name}</legend>
        <Toggle label={play.isOn ? 'On' : 'Off'} isOn={play.isOn} onChange={props.onTurn} />
      </fieldset>
    </li>
  )
}

function fieldsOf({ name, when, acts, who, hope }: PlayFields): PlayFields {
  return { name, when, acts, who, hope }
}
