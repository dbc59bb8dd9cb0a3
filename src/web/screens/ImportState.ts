/** Imports as the screens see them: read, heard of live, started, stopped; and the upload of a file with its progress. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ImportStatus } from '#connectors/files/contract.ts'
import { Problem, read } from '../api.ts'
import { useAnnouncements } from '../live.ts'
import { SESSION } from '../session.ts'

export const IMPORTS = ['imports'] as const
export const importKey = (id: string | null) => ['imports', id] as const

const POLL_MS = 2_000
const IDLE_MS = 30_000

/** Former imports and those under way, newest first. */
export function useImports() {
  return useQuery({
    queryKey: IMPORTS,
    queryFn: async () => (await read.imports()).items,
    refetchInterval: ({ state }) =>
      state.data?.some(({ state }) => state === 'running') ? POLL_MS : IDLE_MS,
  })
}

/** One import, renewed as it goes on. When it ends, everything that may have changed by it is read anew. */
export function useImport(id: string | null) {
  const client = useQueryClient()
  useAnnouncements((name, { id: changed }) => {
    if ((name === 'import.progressed' && changed === id) || name === 'moment.noticed')
      void client.invalidateQueries({ queryKey: importKey(id), exact: true })
  })
  const query = useQuery({
    queryKey: importKey(id),
    queryFn: () => read.import(id ?? ''),
    enabled: id !== null,
    refetchInterval: ({ state: { data } }) =>
      data && data.state !== 'preview' && !isReadThrough(data) ? POLL_MS : false,
  })
  const state = query.data && (isReadThrough(query.data) ? 'over' : query.data.state)
  const before = useRef(state)
  useEffect(() => {
    if (before.current !== undefined && before.current !== 'preview' && before.current !== state) {
      for (const queryKey of [SESSION, IMPORTS, ['queue'], ['customers']])
        void client.invalidateQueries({ queryKey, ...(queryKey === IMPORTS ? { exact: true } : {}) })
    }
    before.current = state
  }, [client, state])
  return query
}

/** Whether it is over: every line stored or set aside, and what was stored read for moments. */
export function isReadThrough({ state, entriesToRead }: ImportStatus): boolean {
  if (state === 'running' || state === 'preview') return false
  return state !== 'finished' || entriesToRead === 0
}

/** A file on its way to the server. */
export type Upload = { name: string; /** Part sent, 0 to 1. */ sent: number }

/** Sends one file at a time; `onArrived` gets what the server made of it. A reload of the page breaks it off. */
export function useUpload(onArrived: (status: ImportStatus) => void) {
  const [upload, setUpload] = useState<Upload | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const request = useRef<XMLHttpRequest>(undefined)
  useEffect(() => () => request.current?.abort(), [])

  function start(file: File) {
    request.current?.abort()
    setProblem(null)
    setUpload({ name: file.name, sent: 0 })
    // fetch tells nothing of how much has been sent; XMLHttpRequest does.
    const sending = new XMLHttpRequest()
    request.current = sending
    sending.open('POST', `/api/v1/imports?name=${encodeURIComponent(file.name)}`)
    sending.setRequestHeader('content-type', 'application/octet-stream')
    sending.setRequestHeader('accept', 'application/json')
    sending.responseType = 'json'
    sending.upload.onprogress = ({ loaded, total }) =>
      setUpload({ name: file.name, sent: total > 0 ? loaded / total : 0 })
    sending.onload = () => {
      setUpload(null)
      const body: unknown = sending.response
      if (sending.status >= 200 && sending.status < 300) onArrived(body as ImportStatus)
      else setProblem(refusalOf(sending.status, body))
    }
    sending.onerror = () => {
      setUpload(null)
      setProblem(`The connection broke off while ${file.name} was sent. Nothing was stored; choose it again.`)
    }
    sending.send(file)
  }
  function stop() {
    request.current?.abort()
    setUpload(null)
  }
  return { upload, problem, start, stop, fail: setProblem }
}

/** What went wrong in a sentence for people. */
export function plainly(failure: unknown): string {
  if (failure instanceof Problem) return [failure.message, failure.detail].filter(Boolean).join(' ')
  return 'There is no connection to Spoonful. Nothing is lost; try again in a moment.'
}

function refusalOf(status: number, body: unknown): string {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as {
    title?: string
    detail?: string
  }
  return plainly(new Problem(status, problem))
}
