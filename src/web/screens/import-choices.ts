/** What a file is taken for while it is checked: guessed by the server, changed by hand, kept in the tab until it is read. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { OF_ANYBODY } from '#connectors/files/contract.ts'
import type { DateOrder, ImportShape, ImportStatus } from '#connectors/files/contract.ts'
import { read } from '../api.ts'

/** What a person has said of the columns so far; kept in the tab, so that a reload loses nothing. */
export type Choices = {
  as: ImportShape
  map: Readonly<Record<string, string>>
  /** Said only where the file does not tell it. */
  dates?: DateOrder
}

/** The choices for an import in preview: what was guessed, then what was changed by hand. */
export function useChoices(status: ImportStatus): [Choices, (next: Choices) => void] {
  const place = `import ${status.id}`
  const [choices, setChoices] = useState<Choices>(() => recalled(place) ?? guessed(status))
  useEffect(() => {
    try {
      sessionStorage.setItem(place, JSON.stringify(choices))
    } catch {
      // A browser that keeps nothing still reads the file.
    }
  }, [place, choices])
  return [choices, setChoices]
}

/** The fields of the chosen shape; the server guessed another one first. */
export function useFields(status: ImportStatus, as: ImportShape): ImportStatus['fields'] {
  const { data } = useQuery({ ...asShape(status.id, as), enabled: as !== status.as })
  return as === status.as ? status.fields : (data?.fields ?? [])
}

export const asShape = (id: string, as: ImportShape) =>
  queryOptions({
    queryKey: ['imports', id, 'as', as],
    queryFn: () => read.import(id, { as }),
    staleTime: Infinity,
  })

const WHO: ReadonlySet<string> = new Set(['customer', 'email', 'phone', 'anonymous'])

/** What no column holds yet, in words: each needed field, and somebody it is about. */
export function missingOf(fields: ImportStatus['fields'], { as, map }: Choices): string[] {
  const taken = new Set(Object.values(map))
  const missing = fields.filter(({ field, needed }) => needed && !taken.has(field)).map(({ label }) => label)
  const asksWho = !OF_ANYBODY.has(as) && fields.some(({ field }) => WHO.has(field))
  if (asksWho && !Object.values(map).some((field) => WHO.has(field)))
    missing.push('who it was: an e-mail, a phone number or a customer id')
  return missing
}

/** What the server took the columns for. */
export function guessed(status: ImportStatus): Choices {
  const map = status.columns.flatMap(({ column, field }) =>
    field === null ? [] : [[column, field] as const],
  )
  return { as: status.as ?? 'messages', map: Object.fromEntries(map) }
}

function recalled(place: string): Choices | undefined {
  try {
    const kept = sessionStorage.getItem(place)
    return kept === null ? undefined : (JSON.parse(kept) as Choices)
  } catch {
    return undefined
  }
}
