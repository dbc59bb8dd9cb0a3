/** Requests by the day they are due, then those answered. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { PrivacyRequest } from '#features/privacy/contract.ts'
import { Answered } from '#web/Answered.tsx'
import { EmptyFace } from '#web/components/Faces.tsx'
import { whenFull } from '#web/times.ts'
import { read } from './api.ts'
import { KIND, LAW, STANDING } from './words.ts'

export function RequestList() {
  const { data, error, refetch } = useQuery({ queryKey: ['privacy', 'requests'], queryFn: read.requests })
  return (
    <section className="Paper SettingsCard" aria-labelledby="requests">
      <div className="SettingsCard-head">
        <h2 className="head grow" id="requests">
          Requests
        </h2>
        <span className="small third">Each is a promise with its legal due date</span>
      </div>
      <Answered answer={data} error={error} onRetry={refetch} failed="The requests could not be read.">
        {(data) =>
          data.items.length === 0 ? (
            <NoRequests />
          ) : (
            <ul className="Privacy-requests" aria-label="Requests, the next due first">
              {data.items.map((one) => (
                <RequestLine key={one.id} request={one} />
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  )
}

function RequestLine({ request }: { request: PrivacyRequest }) {
  const { customer, kind, law, standing, dueAt, settled } = request
  return (
    <li>
      <span className="grow">
        <b className="strong">{KIND[kind]}</b>
        <span className="second">
          {' '}
          for{' '}
          {customer.name === null ? (
            'somebody who is erased'
          ) : (
            <Link href={`/settings/privacy/${customer.id}`}>{customer.name}</Link>
          )}
        </span>
        <span className="small third Privacy-when">
          {settled ? `Answered ${whenFull(settled.at)} by ${settled.by}` : `Due ${whenFull(dueAt)}`} ·{' '}
          {LAW[law]}
        </span>
      </span>
      <span className="Privacy-standing" data-standing={standing}>
        {STANDING[standing]}
      </span>
    </li>
  )
}

function NoRequests() {
  return (
    <EmptyFace icon="circle-check" title="Nobody has asked for anything">
      What a customer asks for stands here with the day by which the law wants it answered.
    </EmptyFace>
  )
}
