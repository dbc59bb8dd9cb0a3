/** The faces a list or a pane has besides being full: empty, failed, and loading in the shape of what comes. */
import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import { KindTile } from './KindTile.tsx'

/** Nothing here, and that is good news or has a next step. */
export function EmptyFace(props: { icon: string; title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="Face">
      <KindTile valence="opportunity" icon={props.icon} size="l" />
      <h2 className="display">{props.title}</h2>
      <p>{props.children}</p>
      <div className="row wrap" data-gap="6">
        {props.actions}
      </div>
    </div>
  )
}

/** What failed, what is safe, and one way on. `code` helps whoever looks into it. */
export function FailedFace(props: { title: string; detail?: string; code?: string; onRetry?: () => void }) {
  return (
    <div className="FailedFace stack" data-gap="12">
      <div className="Notice" data-tone="bad" role="alert">
        <Icon name="alert-circle" />
        <div className="grow">
          <b>{props.title}</b> {props.detail}
          {props.onRetry && (
            <div className="row FailedFace-ways" data-gap="6">
              <Button variant="filled" size="xs" onClick={props.onRetry}>
                Try again
              </Button>
            </div>
          )}
        </div>
      </div>
      {props.code && <span className="small third">Request {props.code}</span>}
    </div>
  )
}

/** Shows its children only after 150 ms: what comes sooner needs no skeleton. */
export function AfterAWhile({ children }: { children: ReactNode }) {
  const [due, setDue] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), 150)
    return () => clearTimeout(timer)
  }, [])
  return due ? children : null
}

const WIDTHS = [52, 44, 60, 38, 48, 56]

/** Rows with a tile and three lines, as the list of moments has. */
export function LoadingRows({ rows = 6 }: { rows?: number }) {
  return (
    <AfterAWhile>
      <div aria-busy="true">
        <span className="visually-hidden">Reading</span>
        {WIDTHS.slice(0, rows).map((width) => (
          <div className="LoadingRow" key={width}>
            <span className="Bone" data-size="round" />
            <div className="grow stack" data-gap="6">
              <div className="Bone" style={{ width: `${width}%` }} />
              <div className="Bone" data-size="thin" style={{ width: `${width * 0.6}%` }} />
              <div className="Bone" style={{ width: `${width * 1.5}%` }} />
            </div>
          </div>
        ))}
      </div>
    </AfterAWhile>
  )
}

/** Lines of text to come. `widths` in per cent. */
export function LoadingLines({ widths = [70, 92, 84, 60] }: { widths?: readonly number[] }) {
  return (
    <AfterAWhile>
      <div className="LoadingLines stack" data-gap="12" aria-busy="true">
        <span className="visually-hidden">Reading</span>
        {widths.map((width) => (
          <div className="Bone" key={width} style={{ width: `${width}%` }} />
        ))}
      </div>
    </AfterAWhile>
  )
}
