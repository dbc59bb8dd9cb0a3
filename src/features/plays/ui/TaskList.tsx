/** Tasks, oldest first: a card to write, a parcel to pack, a step of a play. Ticked off by hand, and opened again. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { Link } from 'wouter'
import type { Task } from '#features/plays/contract.ts'
import type { Picture } from '#features/timeline/contract.ts'
import { KINDS_OF_ACTS } from '#features/plays/rules/kinds.ts'
import { formatMoney } from '#kit/money.ts'
import { read } from '#web/api.ts'
import { currentTime } from '#web/clock.ts'
import { EmptyFace, FailedFace, LoadingRows } from '#web/components/Faces.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { Sheet } from '#web/components/Sheet.tsx'
import { PhotoField } from '#web/pictures/PhotoField.tsx'
import { Thumbs } from '#web/pictures/Thumbs.tsx'
import { PHOTO_TYPES, usePictures } from '#web/pictures/pictures.ts'
import { failureWords } from '#web/failure.ts'
import { useSession } from '#web/session.ts'
import { whenSaid } from '#web/times.ts'
import { useTasks, useTogetherActions } from './useTogether.ts'
import type { TasksOf } from './useTogether.ts'

const EMPTY: Readonly<Record<TasksOf, string>> = {
  mine: 'Nothing waits for your hands',
  open: 'Nothing waits for anybody’s hands',
  done: 'Nothing was ticked off yet',
}

export function TaskList({ of }: { of: TasksOf }) {
  const { data, error, refetch } = useTasks(of)
  const [finishing, setFinishing] = useState<Task | null>(null)
  const actions = useTogetherActions()
  const session = useSession()
  const pictures = usePictures(data?.map(({ id }) => id) ?? [])
  const mayWrite = session.permissions.includes('plays.write')
  const finish = (task: Task, words: string) => void actions.finish(task, words, session.member.name)
  const finishWith = async (task: Task, words: string, photo: File | undefined) => {
    if (!photo || (await actions.photograph(task, photo))) finish(task, words)
  }
  if (error)
    return (
      <FailedFace
        title="The tasks could not be read."
        detail={failureWords(error)}
        onRetry={() => void refetch()}
      />
    )
  if (!data) return <LoadingRows rows={3} />
  if (data.length === 0)
    return (
      <div className="Paper">
        <EmptyFace icon="gift" title={EMPTY[of]}>
          Gifts, handwritten notes, parcels and refunds land here when an agent adds them to a reply.
        </EmptyFace>
      </div>
    )
  return (
    <ul className="Paper TaskList" aria-label="Tasks">
      {data.map((task) => (
        <TaskLine
          key={task.id}
          task={task}
          pictures={pictures.get(task.id) ?? []}
          onPhoto={(photo) => void actions.photograph(task, photo)}
          onRemovePhoto={(picture) => void actions.removePhoto(picture)}
          mayWrite={mayWrite}
          onTick={() => (task.done ? void actions.reopen(task) : finish(task, ''))}
          onWords={() => setFinishing(task)}
          onHandOver={(to) => void actions.handOver(task, to)}
        />
      ))}
      {finishing && (
        <FinishSheet
          task={finishing}
          onClose={() => setFinishing(null)}
          onFinish={(words, photo) => {
            setFinishing(null)
            void finishWith(finishing, words, photo)
          }}
        />
      )}
    </ul>
  )
}

function TaskLine(props: {
  task: Task
  pictures: readonly Picture[]
  mayWrite: boolean
  onPhoto: (photo: File) => void
  onRemovePhoto: (picture: Picture) => void
  onTick: () => void
  onWords: () => void
  onHandOver: (to: { id: string; name: string; initials: string }) => void
}) {
  const { task, mayWrite } = props
  const waits = task.waitsFor !== null && task.done === null
  return (
    <li data-done={task.done !== null || undefined}>
      <label className="Tick">
        <input
          type="checkbox"
          checked={task.done !== null}
          disabled={!mayWrite || waits}
          onChange={props.onTick}
          aria-label={task.done ? `Open again: ${task.title}` : `Tick off: ${task.title}`}
        />
        <span className="Tick-box" aria-hidden="true">
          <Icon name="check" size="xs" />
        </span>
      </label>
      <div className="grow">
        <div className="row wrap" data-gap="6">
          <Icon name={KINDS_OF_ACTS[task.kind].icon} size="s" />
          <b className="TaskLine-title">{task.title}</b>
          {task.money && <span className="second">{formatMoney(task.money)}</span>}
        </div>
        {task.words && <p className="TaskLine-words voice">{task.words}</p>}
        <p className="small second">
          For <Link href={`/customers/${task.customer.id}`}>{task.customer.name}</Link>, asked by {task.by}{' '}
          {whenSaid(task.madeAt, currentTime())}
          {task.momentId && (
            <>
              {' · '}
              <Link href={`/moments/${task.momentId}`}>the moment</Link>
            </>
          )}
        </p>
        {waits && <p className="small warn">Waits for: {task.waitsFor?.title}</p>}
        {task.done && (
          <p className="small third">
            Done by {task.done.by}
            {task.done.words && `: ${task.done.words}`}
          </p>
        )}
        <Thumbs
          pictures={props.pictures}
          label={`Photos of ${task.title}`}
          {...(mayWrite ? { onRemove: props.onRemovePhoto } : {})}
        />
      </div>
      {mayWrite && task.done && <AddPhoto task={task} onPhoto={props.onPhoto} />}
      {mayWrite && !task.done && (
        <div className="TaskLine-ways">
          <OwnerField task={task} onHandOver={props.onHandOver} />
          <AddPhoto task={task} onPhoto={props.onPhoto} />
          <button type="button" className="Link" onClick={props.onWords} disabled={waits}>
            Done, with a word or a photo
          </button>
        </div>
      )}
      {task.done && task.owner && <span className="small third">{task.owner.name}</span>}
    </li>
  )
}

function OwnerField(props: {
  task: Task
  onHandOver: (to: { id: string; name: string; initials: string }) => void
}) {
  const { owner, title } = props.task
  const { data } = useQuery({ queryKey: ['members'], queryFn: read.members })
  const members = data?.items ?? (owner ? [owner] : [])
  return (
    <select
      className="Input TaskLine-owner"
      aria-label={`Who does it: ${title}`}
      value={owner?.id ?? ''}
      onChange={(event) => {
        const to = members.find(({ id }) => id === event.currentTarget.value)
        if (to) props.onHandOver(to)
      }}
    >
      {!owner && <option value="">Nobody yet</option>}
      {members.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  )
}

function AddPhoto({ task, onPhoto }: { task: Task; onPhoto: (photo: File) => void }) {
  return (
    <PhotoField label={`Add a photo: ${task.title}`} onPhoto={onPhoto}>
      Add a photo
    </PhotoField>
  )
}

function FinishSheet(props: {
  task: Task
  onClose: () => void
  onFinish: (words: string, photo: File | undefined) => void
}) {
  const id = useId()
  const [words, setWords] = useState('')
  const [photo, setPhoto] = useState<File>()
  return (
    <Sheet title={props.task.title} onClose={props.onClose}>
      <form
        className="Sheet-body stack"
        data-gap="12"
        onSubmit={(event) => {
          event.preventDefault()
          props.onFinish(words.trim(), photo)
        }}
      >
        <div className="Field">
          <label htmlFor="finish-words">How it went, or where it is</label>
          <input
            id="finish-words"
            data-first
            className="Input"
            maxLength={1000}
            placeholder="Posted Tuesday, tracking 1Z…"
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        </div>
        <div className="Field">
          <label htmlFor={id}>A photo of it</label>
          <input
            id={id}
            type="file"
            accept={PHOTO_TYPES}
            onChange={(event) => setPhoto(event.currentTarget.files?.[0])}
          />
          <span className="small third">
            Drawn anew before it is kept, without where it was taken. JPEG, PNG or WebP.
          </span>
        </div>
        <div>
          <Button type="submit" variant="filled">
            <Icon name="check" />
            Tick it off
          </Button>
        </div>
      </form>
    </Sheet>
  )
}
