/** What the first run does with the server: begins a sample, a file or a key, follows what is read, and says plainly what went wrong. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'wouter'
import type { ImportStatus, StartImport } from '#connectors/files/contract.ts'
import { change, read } from '../api.ts'
import { deliver } from '../outbox.ts'
import { say } from '../toasts.ts'
import { importKey, IMPORTS, plainly, useImport, useImports, useUpload } from './ImportState.ts'

export function useFirstRun() {
  const client = useQueryClient()
  const [params, setParams] = useSearchParams()
  const importId = params.get('import')
  const [problem, setProblem] = useState<string | null>(null)
  const [notice, setNotice] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const { data: status, error, refetch } = useImport(importId)
  const show = (id: string | null) => setParams(id === null ? {} : { import: id }, { replace: true })
  useTakeUp(importId, show)

  const uploading = useUpload((arrived) => {
    client.setQueryData(importKey(arrived.id), arrived)
    show(arrived.id)
  })

  async function attempt(what: () => Promise<void>) {
    setBusy(true)
    setProblem(null)
    setNotice(null)
    try {
      await what()
    } catch (failure) {
      setProblem(plainly(failure))
    } finally {
      setBusy(false)
    }
  }

  return {
    importId,
    status,
    error,
    problem,
    /** What was said of the last request: that nothing was done, say. */
    notice,
    isBusy,
    uploading,
    retry: () => void refetch(),
    beginSample: () =>
      attempt(async () => {
        const sent = await deliver(change.startSample())
        const begun = sent.waits ? undefined : (sent.answer as Partial<ImportStatus> | undefined)
        const found = begun?.id ?? (await read.imports()).items.find(({ kind }) => kind === 'sample')?.id
        if (found === undefined) throw new TypeError('The sample did not begin')
        if (begun?.notice) {
          setNotice(begun.notice)
          say(begun.notice)
        }
        show(found)
      }),
    run: (body: StartImport) =>
      attempt(async () => {
        if (!status) return
        await deliver(change.startImport(status.id, body))
        await refetch()
      }),
    cancel: () =>
      attempt(async () => {
        if (importId !== null) await deliver(change.cancelImport(importId))
        show(null)
        await client.invalidateQueries({ queryKey: IMPORTS })
      }),
    stop: () =>
      attempt(async () => {
        if (importId !== null) await deliver(change.cancelImport(importId))
        await refetch()
      }),
    back() {
      setProblem(null)
      setNotice(null)
      show(null)
    },
  }
}

/** After a reload: goes on with what was being checked or read. Only once, so that "Back" leads back. */
function useTakeUp(importId: string | null, show: (id: string) => void): void {
  const { data } = useImports()
  const isDone = useRef(importId !== null)
  useEffect(() => {
    if (isDone.current || !data) return
    isDone.current = true
    const open = data.find(({ state }) => state === 'running' || state === 'preview')
    if (open) show(open.id)
  }, [data, show])
}
