/** What may be changed about one member: role, away, a lost password or second step, leaving. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { LinkAnswer, MemberInfo, Role } from '#features/team/contract.ts'
import { rolesToGive } from '#features/team/rules/standing.ts'
import { FailedFace } from '#web/components/Faces.tsx'
import { Sheet } from '#web/components/Sheet.tsx'
import { useSession } from '#web/session.ts'
import { whenFull } from '#web/times.ts'
import { tell } from '#web/toasts.ts'
import { team } from './api.ts'
import { LinkOnce } from './LinkOnce.tsx'
import { RoleChoice } from './RoleChoice.tsx'
import { ROLE_NAMES, saidBy } from './words.ts'

export function MemberSheet(props: { person: MemberInfo; onChanged: () => void; onClose: () => void }) {
  const { person, onChanged, onClose } = props
  const { member } = useSession()
  const [problem, setProblem] = useState<string | null>(null)
  const [link, setLink] = useState<LinkAnswer | null>(null)
  const [isLeaving, setLeaving] = useState(false)
  /** Does it, tells it, and reads the list again. */
  async function run(work: () => Promise<unknown>, told: string): Promise<boolean> {
    setProblem(null)
    try {
      await work()
      tell(told)
      onChanged()
      return true
    } catch (failure) {
      setProblem(saidBy(failure))
      return false
    }
  }
  const setRole = (role: Role) =>
    void run(
      () => team.role(person.id, role),
      `${person.name} is ${ROLE_NAMES[role].toLowerCase()} from now on.`,
    )
  return (
    <Sheet title={person.name} onClose={onClose}>
      <div className="Sheet-body stack" data-gap="16">
        {problem && <FailedFace title="That was not changed." detail={problem} />}
        <RoleChoice name="role" value={person.role} roles={rolesToGive(member)} onChange={setRole} />
        <Part title="Away">
          <AwayField person={person} run={run} />
        </Part>
        <Part title="Getting in">
          {link ? (
            <LinkOnce answer={link} for={person.name} />
          ) : (
            <Ways person={person} onLink={setLink} onProblem={setProblem} run={run} />
          )}
        </Part>
        <Part title="Leaving">
          {isLeaving ? (
            <>
              <p className="second">
                {person.name} is signed out at once. What was done stays with the name. Keys of programs stay:
                revoke those that {person.name} knows.
              </p>
              <div className="row" data-gap="6">
                <Button
                  size="sm"
                  variant="filled"
                  onClick={() =>
                    void run(() => team.remove(person.id), `${person.name} is no longer on the team.`).then(
                      (isDone) => isDone && onClose(),
                    )
                  }
                >
                  Take {person.name} out
                </Button>
                <Button size="sm" variant="subtle" onClick={() => setLeaving(false)}>
                  Keep
                </Button>
              </div>
            </>
          ) : (
            <div>
              <Button size="xs" onClick={() => setLeaving(true)}>
                Take {person.name} out of the team
              </Button>
            </div>
          )}
        </Part>
      </div>
    </Sheet>
  )
}

type Run = (work: () => Promise<unknown>, told: string) => Promise<boolean>

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="stack" data-gap="6" aria-label={title}>
      <h3 className="strong">{title}</h3>
      {children}
    </section>
  )
}

function AwayField({ person, run }: { person: MemberInfo; run: Run }) {
  const set = (day: string) =>
    void (day === ''
      ? run(() => team.back(person.id), `${person.name} is back.`)
      : run(() => team.away(person.id, new Date(`${day}T23:59:59`).toISOString()), `${person.name} is away.`))
  return (
    <span className="row wrap" data-gap="8">
      <label className="row" data-gap="6">
        Through
        <input
          type="date"
          className="Input MemberSheet-day"
          value={person.awayUntil === null ? '' : dayOf(person.awayUntil)}
          onChange={(event) => set(event.currentTarget.value)}
        />
      </label>
      {person.awayUntil !== null && (
        <>
          <span className="small second">until {whenFull(person.awayUntil)}</span>
          <button type="button" className="Link" onClick={() => set('')}>
            Back already
          </button>
        </>
      )}
    </span>
  )
}

/** The calendar day of an instant where the browser is. */
function dayOf(iso: string): string {
  const at = new Date(iso)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

function Ways(props: {
  person: MemberInfo
  onLink: (link: LinkAnswer) => void
  onProblem: (words: string) => void
  run: Run
}) {
  const { person, run } = props
  async function makeLink() {
    try {
      props.onLink(await team.resetLink(person.id))
    } catch (failure) {
      props.onProblem(saidBy(failure))
    }
  }
  return (
    <div className="row wrap" data-gap="6">
      <Button size="xs" onClick={() => void makeLink()}>
        A link to a new password
      </Button>
      <Button
        size="xs"
        onClick={() =>
          void run(() => team.endSessions(person.id), `${person.name} is signed out everywhere.`)
        }
      >
        Sign out everywhere
      </Button>
      {person.login?.hasSecondFactor && (
        <Button
          size="xs"
          onClick={() =>
            void run(() => team.removeFactor(person.id), `The second step of ${person.name} is off.`)
          }
        >
          Take the second step off
        </Button>
      )}
    </div>
  )
}
