/** What an import keeps beside the database: the file as it came, and the lines that were set aside. */
import { createReadStream, createWriteStream } from 'node:fs'
import { appendFile, mkdir, open, rm, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Refusal } from '#kit/refusal.ts'
import { freeBytesOf } from '#platform/room.ts'
import type { SetAside } from '../run.ts'
import { SAMPLE_BYTES } from '../sniff.ts'
import { openStart, READ_AT_ONCE } from '../start.ts'
import type { ImportsDoor } from './door.ts'

const LARGEST = 2 * 1024 ** 3

export type ImportDisk = ReturnType<typeof openDisk>

export function openDisk({
  directory,
  largest = LARGEST,
  minFreeBytes = 0,
}: Pick<ImportsDoor, 'directory' | 'largest' | 'minFreeBytes'>) {
  const fileOf = (id: string) => join(directory, `${id}.file`)
  const asideOf = (id: string) => join(directory, `${id}.aside.jsonl`)
  return {
    /** Writes what arrives; answers its size in bytes. Refuses `too_large`, `disk_full`. */
    async take(id: string, body: Readable, announced: number | undefined): Promise<number> {
      await mkdir(directory, { recursive: true, mode: 0o700 })
      const room = await roomIn(directory, minFreeBytes)
      if ((announced ?? 0) > largest) throw tooLarge(largest)
      if ((announced ?? 0) > room)
        throw new Refusal(
          'disk_full',
          'There is not enough room on the disk for this file; make room and send it again.',
        )
      const file = createWriteStream(fileOf(id), { mode: 0o600 })
      await pipeline(body, atMost(Math.min(largest, room), largest), file)
      return (await stat(fileOf(id))).size
    },

    /** The first bytes of a file, as many as are looked at. Refuses `import_not_found` where it is gone. */
    async startOf(id: string): Promise<Uint8Array> {
      const file = await open(fileOf(id)).catch(() => undefined)
      if (!file) throw new Refusal('import_not_found', 'The file is no longer here; send it again.')
      try {
        const { start } = await openStart(file.createReadStream({ autoClose: false, end: SAMPLE_BYTES - 1 }))
        return start
      } finally {
        await file.close()
      }
    },

    read: (id: string): Readable => createReadStream(fileOf(id), { highWaterMark: READ_AT_ONCE }),

    async remove(id: string): Promise<void> {
      await Promise.all([rm(fileOf(id), { force: true }), rm(asideOf(id), { force: true })])
    },

    /** Opens the lines set aside to be gone on with after so many bytes; a run that was cut off wrote beyond them. */
    async openAside(id: string, from: number) {
      let bytes = from
      await truncate(asideOf(id), from).catch(() => {})
      return {
        bytes: () => bytes,
        async keep(rows: readonly SetAside[]): Promise<void> {
          if (rows.length === 0) return
          const text = rows.map((one) => `${JSON.stringify(one)}\n`).join('')
          await appendFile(asideOf(id), text)
          bytes += Buffer.byteLength(text)
        },
      }
    },

    /** Lines set aside after a line, in the file's order, at most `limit`. */
    async listAside(
      id: string,
      after: number,
      limit: number,
    ): Promise<{ line: number; reason: string; text: string }[]> {
      const file = await open(asideOf(id)).catch(() => undefined)
      if (!file) return []
      const rows: { line: number; reason: string; text: string }[] = []
      try {
        for await (const text of file.readLines()) {
          const { line, message, raw } = JSON.parse(text) as SetAside
          if (line > after) rows.push({ line, reason: message, text: raw.slice(0, 500) })
          if (rows.length >= limit) break
        }
      } finally {
        await file.close().catch(() => {})
      }
      return rows
    },

    /** All lines set aside as they are kept: JSON lines. */
    readAside: (id: string): Readable => createReadStream(asideOf(id)),
  }
}

async function roomIn(directory: string, minFreeBytes: number): Promise<number> {
  return Math.max(0, (await freeBytesOf(directory)) - minFreeBytes)
}

const tooLarge = (largest: number) =>
  new Refusal(
    'too_large',
    `The file is larger than ${Math.floor(largest / 1024 ** 2)} MB; cut it, or use “spoonful import”.`,
  )

/** Passes on so many bytes and throws at the next. */
function atMost(limit: number, largest: number) {
  return async function* (source: AsyncIterable<Buffer>) {
    let size = 0
    for await (const chunk of source) {
      size += chunk.length
      if (size > limit)
        throw limit === largest
          ? tooLarge(largest)
          : new Refusal('disk_full', 'There is not enough room on the disk for this file.')
      yield chunk
    }
  }
}
