/** The frame of every screen before the door: brand, headline, one thing to do. */
import type { FormEvent, ReactNode } from 'react'
import { Icon } from '#web/components/Icon.tsx'
import { Logo } from '#web/components/Logo.tsx'
import './door.css'

export function DoorFrame(props: { title: string; lead?: ReactNode; children: ReactNode; foot?: ReactNode }) {
  return (
    <main className="Door">
      <div className="Door-card">
        <header className="row" data-gap="10">
          <Logo />
          <b className="Door-brand">Spoonful</b>
        </header>
        <h1 className="display">{props.title}</h1>
        {props.lead && <p className="second">{props.lead}</p>}
        {props.children}
        {props.foot && <footer className="Door-foot">{props.foot}</footer>}
      </div>
    </main>
  )
}

/** A form that is sent by Enter; the page stays. */
export function DoorForm(props: { name: string; onSend: () => Promise<void>; children: ReactNode }) {
  const send = (event: FormEvent) => {
    event.preventDefault()
    void props.onSend()
  }
  return (
    <form className="stack" data-gap="12" aria-label={props.name} onSubmit={send} noValidate>
      {props.children}
    </form>
  )
}

export function DoorProblem({ words }: { words: string | null }) {
  return words === null ? null : (
    <div className="Notice" data-tone="bad" role="alert">
      <Icon name="alert-circle" />
      <span>{words}</span>
    </div>
  )
}
