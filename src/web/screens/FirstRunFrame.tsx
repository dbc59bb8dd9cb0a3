/** The two halves of the first run: what is asked at the left, what is found at the right. */
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { Logo } from '../components/Logo.tsx'
import './FirstRun.css'

export function FirstRunFrame(props: {
  /** 1 to 3. */
  step: number
  left: ReactNode
  right: ReactNode
  children?: ReactNode
}) {
  useEffect(() => {
    const before = document.title
    document.title = 'Welcome · Spoonful'
    return () => {
      document.title = before
    }
  }, [])
  return (
    <div className="FirstRun">
      <main className="FirstRun-left">
        <header className="row" data-gap="10">
          <Logo />
          <b className="FirstRun-brand">Spoonful</b>
          <span className="push third">Step {props.step} of 3</span>
        </header>
        {props.left}
        <p className="small third FirstRun-foot">
          No account needed on this machine. Remove the sample at any time under Import.
        </p>
      </main>
      <aside className="FirstRun-right" aria-label="What is found">
        {props.right}
      </aside>
      {props.children}
    </div>
  )
}
