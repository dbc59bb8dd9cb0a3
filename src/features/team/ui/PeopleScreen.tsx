/** Settings, people: who is on the team, who is invited, and what may be changed about each. */
import { Badge, Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { InvitationInfo, MemberInfo } from '#features/team/contract.ts'
import { Avatar } from '#web/components/Avatar.tsx'
import { FailedFace, LoadingRows } from '#web/components/Faces.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { SettingsFrame } from '#web/frame/SettingsFrame.tsx'
import { useSession } from '#web/session.ts'
import { whenFull } from '#web/times.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { INVITATIONS, PEOPLE, read, team } from './api.ts'
import { InviteSheet } from './InviteSheet.tsx'
import { MemberSheet } from './MemberSheet.tsx'
import { SignInRulesCard } from './SignInRulesCard.tsx'
import { ROLE_NAMES, saidBy } from './words.ts'
import './team.css'

export function PeopleScreen() {
  const { permissions, member } = useSession()
  const mayWrite = permissions.includes('people.write')
  const client = useQueryClient()
  const people = useQuery({ queryKey: PEOPLE, queryFn: read.people, staleTime: 0 })
  const [isInviting, setInviting] = useState(false)
  const [openId, setOpenId] = useState<string | null>(null)
  const items = people.data?.items
  const open = items?.find(({ id }) => id === openId)
  const renew = () => {
    void client.invalidateQueries({ queryKey: PEOPLE })
    void client.invalidateQueries({ queryKey: INVITATIONS })
  }
  return (
    <SettingsFrame>
      <section className="Paper SettingsCard" aria-labelledby="people">
        <header className="row between wrap">
          <h2 className="head" id="people">
            People
          </h2>
          {mayWrite && (
            <Button size="xs" variant="filled" onClick={() => setInviting(true)}>
              Invite
            </Button>
          )}
        </header>
        {items ? (
          <ul className="TeamList">
            {items.map((each) => (
              <li key={each.id}>
                <Person person={each} isMe={each.id === member.id} onOpen={() => setOpenId(each.id)} />
              </li>
            ))}
          </ul>
        ) : people.error ? (
          <FailedFace
            title="The people could not be read."
            detail={saidBy(people.error)}
            onRetry={() => void people.refetch()}
          />
        ) : (
          <LoadingRows rows={4} />
        )}
        {items?.length === 1 && mayWrite && (
          <p className="small second">You are alone here so far. Invite who answers customers with you.</p>
        )}
      </section>
      {mayWrite && <Invitations onChanged={renew} />}
      <SignInRulesCard />
      {isInviting && <InviteSheet onChanged={renew} onClose={() => setInviting(false)} />}
      {open && <MemberSheet person={open} onChanged={renew} onClose={() => setOpenId(null)} />}
    </SettingsFrame>
  )
}

function Person({ person, isMe, onOpen }: { person: MemberInfo; isMe: boolean; onOpen: () => void }) {
  const { name, initials, nicknames, login, mayChange } = person
  return (
    <div className="TeamRow">
      <Avatar name={name} initials={initials} />
      <span className="grow TeamRow-words">
        <span className="row wrap" data-gap="6">
          <b>{name}</b>
          {isMe && <Badge>You</Badge>}
          {nicknames.length > 0 && <span className="small third">also {nicknames.join(', ')}</span>}
        </span>
        <span className="small second TeamRow-more">
          {[login?.email, standingOf(person)].filter(Boolean).join(' · ')}
        </span>
      </span>
      <span className="row wrap TeamRow-badges" data-gap="6">
        {login && !login.hasPassword && <Badge data-tone="warn">No password</Badge>}
        {login?.hasSecondFactor && <Badge data-tone="good">Second step</Badge>}
        <Badge data-tone={person.role === 'owner' ? 'primary' : undefined}>{ROLE_NAMES[person.role]}</Badge>
      </span>
      {mayChange && (
        <Button size="xs" variant="subtle" onClick={onOpen} aria-label={`Change ${name}`}>
          Change
        </Button>
      )}
    </div>
  )
}

/** "Away until Tue, 9:00", "Working now"; nothing where she said nothing. */
function standingOf({ awayUntil, worksNow }: MemberInfo): string {
  if (awayUntil !== null) return `Away until ${whenFull(awayUntil)}`
  return worksNow === null ? '' : worksNow ? 'Working now' : 'Off now'
}

function Invitations({ onChanged }: { onChanged: () => void }) {
  const { data, error, refetch } = useQuery({
    queryKey: INVITATIONS,
    queryFn: read.invitations,
    staleTime: 0,
  })
  async function takeBack({ id, email }: InvitationInfo) {
    try {
      await team.takeBack(id)
      tell(`The invitation of ${email} is taken back.`)
    } catch (failure) {
      tellFailure(saidBy(failure))
    }
    onChanged()
  }
  return (
    <section className="Paper SettingsCard" aria-labelledby="invited">
      <h2 className="head" id="invited">
        Invited
      </h2>
      {error ? (
        <FailedFace
          title="The invitations could not be read."
          detail={saidBy(error)}
          onRetry={() => void refetch()}
        />
      ) : data?.items.length === 0 ? (
        <p className="small second">Nobody is invited at this moment.</p>
      ) : (
        <ul className="TeamList">
          {data?.items.map((each) => (
            <li key={each.id} className="TeamRow">
              <Icon name="mail" />
              <span className="grow TeamRow-words">
                <b>{each.email}</b>
                <span className="small second TeamRow-more">
                  {each.invitedBy === null ? 'Invited' : `Invited by ${each.invitedBy}`} ·{' '}
                  {each.isExpired ? 'ran out' : 'until'} {whenFull(each.expiresAt)}
                </span>
              </span>
              <span className="row wrap TeamRow-badges" data-gap="6">
                {each.isExpired && <Badge data-tone="warn">Ran out</Badge>}
                <Badge>{ROLE_NAMES[each.role]}</Badge>
              </span>
              <Button
                size="xs"
                variant="subtle"
                aria-label={`Take back the invitation of ${each.email}`}
                onClick={() => void takeBack(each)}
              >
                Take back
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
