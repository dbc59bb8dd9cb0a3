/** The files that came with a message, one line each: its name to save it, its size, and where it is if it is not kept here. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { FILE_BYTES, type KeptFile } from '#features/timeline/contract.ts'
import { mayRun } from '#kit/file-name.ts'
import { asQuery, changing, get, type ListOf } from '../api.ts'
import { Icon } from '../components/Icon.tsx'
import { failureWords } from '../failure.ts'
import { deliver } from '../outbox.ts'
import { tell, tellFailure } from '../toasts.ts'
import type { LetterFile } from './letter.ts'

const FILES = 'files'

export function Files(props: {
  entryId: string
  /** Those that are not shown as pictures. */
  files: readonly LetterFile[]
  /** The mail was longer than is read. */
  isCut: boolean
  mayRemove: boolean
}) {
  const { entryId, files } = props
  const { data } = useQuery({
    queryKey: [FILES, entryId],
    queryFn: () => get<ListOf<KeptFile>>(`/files${asQuery({ of: entryId })}`),
    enabled: files.length > 0,
    staleTime: 60_000,
  })
  if (files.length === 0 || !data) return null
  return (
    <ul className="Letter-files small" aria-label="Files that came with it">
      {files.map((file) => {
        const kept = data.items.find(({ place }) => place === file.place)
        return kept ? (
          <Kept key={file.place} file={kept} mayRemove={props.mayRemove} />
        ) : (
          <li key={file.place} className="second">
            <Icon name="paperclip" size="s" />
            <span>
              {file.name || file.type}{' '}
              <span className="third">
                {file.bytes > 0 && `${sizeWords(file.bytes)}, `}
                {whyNot(file, props.isCut)}
              </span>
            </span>
          </li>
        )
      })}
    </ul>
  )
}

function Kept({ file, mayRemove }: { file: KeptFile; mayRemove: boolean }) {
  const client = useQueryClient()
  const [isAsked, setAsked] = useState(false)
  const name = file.name || 'A file without a name'
  async function remove() {
    try {
      await deliver(changing('DELETE', `/files/${file.id}`, 'A file taken away'))
      tell(`${name} is gone.`)
    } catch (failure) {
      tellFailure(`It was not taken away. ${failureWords(failure)}`)
    }
    await client.invalidateQueries({ queryKey: [FILES] })
  }
  return (
    <li>
      <Icon name="paperclip" size="s" />
      <span>
        <a className="Link" href={`/api/v1/files/${file.id}`} download={file.name || true}>
          {name}
        </a>{' '}
        <span className="third">
          {sizeWords(file.bytes)}
          {mayRun(file.name) && '; it may run something: save it only if you expected it'}
        </span>{' '}
        {mayRemove && (
          <button
            type="button"
            className="Link"
            aria-label={isAsked ? `Take ${name} away for good` : `Take ${name} away`}
            onClick={() => (isAsked ? void remove() : setAsked(true))}
            onBlur={() => setAsked(false)}
          >
            {isAsked ? 'For good?' : 'Take it away'}
          </button>
        )}
      </span>
    </li>
  )
}

function whyNot({ bytes }: LetterFile, isCut: boolean): string {
  return bytes > FILE_BYTES || isCut ? 'not kept here: too large' : 'not kept here'
}

const sizeWords = (bytes: number) =>
  bytes >= 1024 * 1024
    ? `${(bytes / 1024 / 1024).toFixed(1)} MB`
    : `${Math.max(1, Math.round(bytes / 1024))} KB`
