/** Invites one person: her address and what she will be. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { FormEvent } from 'react'
import type { LinkAnswer, Role } from '#features/team/contract.ts'
import { rolesToGive } from '#features/team/rules/standing.ts'
import { FailedFace } from '#web/components/Faces.tsx'
import { Sheet } from '#web/components/Sheet.tsx'
import { useSession } from '#web/session.ts'
import { team } from './api.ts'
import { LinkOnce } from './LinkOnce.tsx'
import { RoleChoice } from './RoleChoice.tsx'
import { saidBy } from './words.ts'

export function InviteSheet({ onChanged, onClose }: { onChanged: () => void; onClose: () => void }) {
  const { member } = useSession()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('agent')
  const [problem, setProblem] = useState<string | null>(null)
  const [made, setMade] = useState<LinkAnswer | null>(null)
  async function send(event: FormEvent) {
    event.preventDefault()
    setProblem(null)
    try {
      setMade(await team.invite(email, role))
      onChanged()
    } catch (failure) {
      setProblem(saidBy(failure))
    }
  }
  return (
    <Sheet title={made ? `${email} is invited` : 'Invite somebody'} onClose={onClose}>
      <div className="Sheet-body stack" data-gap="12">
        {made ? (
          <LinkOnce answer={made} for={email} />
        ) : (
          <form
            className="stack"
            data-gap="12"
            aria-label="Invite somebody"
            onSubmit={(event) => void send(event)}
            noValidate
          >
            {problem && <FailedFace title="Nobody was invited." detail={problem} />}
            <div className="Field">
              <label htmlFor="invite-email">E-mail address</label>
              <input
                id="invite-email"
                className="Input"
                type="email"
                autoComplete="off"
                data-first
                value={email}
                onChange={(event) => setEmail(event.currentTarget.value)}
              />
            </div>
            <RoleChoice name="invite-role" value={role} roles={rolesToGive(member)} onChange={setRole} />
            <div className="row" data-gap="6">
              <Button type="submit" variant="filled">
                Invite
              </Button>
              <Button variant="subtle" onClick={onClose}>
                Not now
              </Button>
            </div>
          </form>
        )}
      </div>
    </Sheet>
  )
}
