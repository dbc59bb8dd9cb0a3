/** Pictures of entries and tasks as the pages ask for them. */
import { useQuery } from '@tanstack/react-query'
import type { Picture } from '#features/timeline/contract.ts'
import { asQuery, changing, get, sendFile } from '#web/api.ts'
import type { ListOf } from '#web/api.ts'

export const PICTURES = 'pictures'

/** By the id of what they belong to; asked in one call, never for nothing. */
export function usePictures(of: readonly string[]): ReadonlyMap<string, Picture[]> {
  const ids = [...of].sort().slice(0, 50)
  const { data } = useQuery({
    queryKey: [PICTURES, ids.join(',')],
    queryFn: () => get<ListOf<Picture>>(`/pictures${asQuery({ of: ids.join(',') })}`),
    enabled: ids.length > 0,
    staleTime: 60_000,
  })
  return Map.groupBy(data?.items ?? [], (picture) => picture.of)
}

/** Sends a photo to a task. Throws a `Problem` where it is refused. */
export const sendPhoto = (taskId: string, file: File): Promise<unknown> =>
  sendFile(`/tasks/${encodeURIComponent(taskId)}/pictures${asQuery({ name: file.name.slice(0, 200) })}`, file)

export const removing = (picture: Picture) =>
  changing('DELETE', `/pictures/${picture.id}`, 'A picture taken away')
/** What a field for photos takes; the server looks at the bytes themselves. */
export const PHOTO_TYPES = 'image/jpeg,image/png,image/webp'
export const addressOf = ({ id }: Picture): string => `/api/v1/pictures/${id}`
