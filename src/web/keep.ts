/** What this device keeps, in IndexedDB: drafts for thirty days, changes that wait for a connection, answers of a workbook on their way. */

export type Shelf = (typeof SHELVES)[number]

const SHELVES = ['drafts', 'outbox', 'fields'] as const
/** Goes up with every new shelf. */
const VERSION = 2

let opening: Promise<IDBDatabase> | undefined

/** Everything on a shelf, in the order of its keys. Empty where the browser keeps nothing. */
export async function allKept<T>(shelf: Shelf): Promise<T[]> {
  return (await asked(shelf, 'readonly', (store) => store.getAll())) as T[]
}

/** Puts a value under its `id`. Refuses (rejects) where the browser keeps nothing: private windows, a full disk. */
export async function keep(shelf: Shelf, value: { id: string | number }): Promise<void> {
  await asked(shelf, 'readwrite', (store) => store.put(value))
}

export async function forget(shelf: Shelf, id: string | number): Promise<void> {
  await asked(shelf, 'readwrite', (store) => store.delete(id))
}

async function asked(
  shelf: Shelf,
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest,
): Promise<unknown> {
  const database = await open()
  return settled(ask(database.transaction(shelf, mode).objectStore(shelf)))
}

function open(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('spoonful', VERSION)
    request.onupgradeneeded = () => {
      const there = request.result.objectStoreNames
      for (const shelf of SHELVES)
        if (!there.contains(shelf)) request.result.createObjectStore(shelf, { keyPath: 'id' })
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('This browser keeps nothing'))
  })
  return opening
}

function settled(request: IDBRequest): Promise<unknown> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('This browser keeps nothing'))
  })
}
