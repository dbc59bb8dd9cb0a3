/** What colleagues wait for: a yes beyond the policy, and what somebody has to do with her hands. */
import { useState } from 'react'
import { Segments } from '#web/components/Segments.tsx'
import { useKeys } from '#web/keys.ts'
import { tell, undoLatest } from '#web/toasts.ts'
import { AsksList } from './AsksList.tsx'
import { StuckReplies } from './StuckReplies.tsx'
import { TaskList } from './TaskList.tsx'
import type { TasksOf } from './useTogether.ts'
import './tasks.css'

export function TasksScreen() {
  const [of, setOf] = useState<TasksOf>('mine')
  useKeys([
    {
      keys: 'z',
      label: 'undo',
      group: 'Tasks',
      bar: { word: 'undo', place: 7 },
      run: () => undoLatest() || tell('There is nothing to take back.'),
    },
  ])
  return (
    <div className="Tasks">
      <header className="Tasks-head">
        <h1 className="title">Tasks and asks</h1>
        <a className="Link push" href="/api/v1/tasks.csv" download="tasks.csv">
          Hand-off list
        </a>
      </header>
      <div className="Tasks-body">
        <section className="stack" aria-labelledby="to-do">
          <div className="row between wrap">
            <h2 className="head" id="to-do">
              With somebody’s hands
            </h2>
            <Segments
              label="Which tasks"
              value={of}
              onChange={setOf}
              choices={[
                { value: 'mine', label: 'Mine' },
                { value: 'open', label: 'Team' },
                { value: 'done', label: 'Done' },
              ]}
            />
          </div>
          <TaskList of={of} />
        </section>
        <div className="stack" data-gap="12">
          <StuckReplies />
          <AsksList />
        </div>
      </div>
    </div>
  )
}
