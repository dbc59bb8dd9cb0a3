/** Who has to have a second step and has none sees this before anything else; afterwards she is where she was. */
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { SESSION, useSignOut } from '#web/session.ts'
import { ME, read } from './api.ts'
import { DoorFrame, DoorProblem } from './DoorFrame.tsx'
import { SwitchOn } from './ProfileSecondStep.tsx'
import { saidBy } from './words.ts'
import './team.css'

export function SecondStepScreen({ workspace }: { workspace: string }) {
  const client = useQueryClient()
  const signOut = useSignOut()
  const { data: profile, error } = useQuery({ queryKey: ME, queryFn: read.me, staleTime: 0 })
  const [isOpen, setOpen] = useState(false)
  return (
    <DoorFrame
      title="One thing before you go on"
      lead={`${workspace} asks for a second step when you sign in: a code that an app on your phone shows. It takes two minutes, and what you were writing stays.`}
      foot={
        <button type="button" className="Link" onClick={() => void signOut()}>
          Sign out
        </button>
      }
    >
      <DoorProblem words={error ? saidBy(error) : null} />
      <div className="row">
        <Button variant="filled" size="md" disabled={!profile} onClick={() => setOpen(true)}>
          Set it up
        </Button>
      </div>
      <p className="small third">
        Any authenticator app will do. No phone at hand? Whoever leads your team can give you time.
      </p>
      {isOpen && profile && (
        <SwitchOn
          profile={profile}
          onClose={() => {
            setOpen(false)
            void client.invalidateQueries({ queryKey: SESSION })
          }}
        />
      )}
    </DoorFrame>
  )
}
