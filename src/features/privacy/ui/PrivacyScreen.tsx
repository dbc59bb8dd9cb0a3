/** The privacy desk: find a person, or take up a request that is due. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { Link } from 'wouter'
import { Button } from '@mantine/core'
import { read as readAll } from '#web/api.ts'
import { FailedFace, LoadingLines } from '#web/components/Faces.tsx'
import { failureWords } from '#web/failure.ts'
import { SettingsFrame } from '#web/frame/SettingsFrame.tsx'
import { PersonDesk } from './PersonDesk.tsx'
import { PrivacyAside } from './PrivacyAside.tsx'
import { RequestList } from './RequestList.tsx'
import './privacy.css'

export function PrivacyScreen({ customerId }: { customerId: string | null }) {
  return (
    <SettingsFrame aside={<PrivacyAside />}>
      {customerId ? (
        <PersonDesk key={customerId} customerId={customerId} />
      ) : (
        <>
          <FindPerson />
          <RequestList />
        </>
      )}
    </SettingsFrame>
  )
}

function FindPerson() {
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  const { data, error, refetch, isLoading } = useQuery({
    queryKey: ['privacy', 'find', asked],
    queryFn: () =>
      readAll.customers(looksLikeIdentity(asked) ? { identity: asked } : { q: asked, limit: 10 }),
    enabled: asked !== '',
  })
  function submit(event: SyntheticEvent) {
    event.preventDefault()
    setAsked(typed.trim())
  }
  return (
    <section className="Paper SettingsCard" aria-labelledby="find">
      <div className="SettingsCard-head">
        <h2 className="head grow" id="find">
          Find a person
        </h2>
      </div>
      <form className="row wrap" data-gap="6" onSubmit={submit} role="search">
        <input
          className="Input grow"
          aria-label="Name, e-mail address, phone number or customer number"
          placeholder="Name, e-mail address, phone number or customer number"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="filled">
          Find
        </Button>
      </form>
      {error ? (
        <FailedFace
          title="That could not be looked up."
          detail={failureWords(error)}
          onRetry={() => void refetch()}
        />
      ) : isLoading ? (
        <LoadingLines widths={[60, 50]} />
      ) : data?.items.length === 0 ? (
        <p className="second">
          Nobody here by that name or number: nothing is held. You can answer her so, without opening a
          request.
        </p>
      ) : (
        <ul className="Privacy-found">
          {data?.items.map((one) => (
            <li key={one.id}>
              <Link href={`/settings/privacy/${one.id}`}>
                <b className="strong">{one.name ?? 'Customer'}</b>
                <span className="small third">{one.place ?? ''}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const looksLikeIdentity = (text: string) =>
  /@|^(email|phone|external|anonymous):|^[+\d][\d\s()./-]{5,}$/.test(text)
