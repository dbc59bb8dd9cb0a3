/** HTTP face of words: the composer of a moment, anecdotes, voices, macros, the library. */
import { z } from 'zod'
import type { Api } from '#platform/http.ts'
import { openComposer } from '../actions/composer.ts'
import {
  dropItem,
  dropMacro,
  fillFor,
  saveItem,
  saveMacro,
  showLibrary,
  showMacros,
} from '../actions/macros.ts'
import {
  dropAnecdote,
  saveAnecdote,
  saveVoice,
  showAnecdotes,
  showOwnWords,
  showVoice,
} from '../actions/words.ts'
import {
  Anecdote,
  AnecdoteFields,
  Composer,
  FilledMacro,
  LibraryFields,
  LibraryItem,
  Macro,
  MacroFields,
  OwnWordsAnswer,
  VoiceFields,
} from '../contract.ts'

const One = z.object({ id: z.string().max(60) })
const ForMoment = z.object({ moment: z.string().max(60) })
const Listing = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) })

const mayRead = { permission: 'plays.read' } as const
const mayWrite = { permission: 'plays.write' } as const
const mayEdit = { permission: 'book.write' } as const

export function wordRoutes(api: Api): void {
  composerRoutes(api)
  anecdoteRoutes(api)
  macroRoutes(api)
  libraryRoutes(api)
}

function composerRoutes(api: Api): void {
  api.get(
    '/api/v1/moments/:id/composer',
    {
      config: mayRead,
      schema: {
        summary: 'The acts offered for a moment, the first draft, where it goes out, who else is here',
        params: One,
        response: { 200: Composer },
      },
    },
    ({ scope, params }) => openComposer(scope, params.id),
  )

  api.get(
    '/api/v1/own-words',
    {
      config: mayRead,
      schema: {
        summary: 'How much of what the team sends is its own; never by person',
        response: { 200: OwnWordsAnswer },
      },
    },
    ({ scope }) => showOwnWords(scope),
  )
}

function anecdoteRoutes(api: Api): void {
  api.get(
    '/api/v1/anecdotes',
    {
      config: mayWrite,
      schema: { summary: 'Your anecdotes, and those colleagues share', response: { 200: Listing(Anecdote) } },
    },
    async ({ scope }) => ({ items: await showAnecdotes(scope) }),
  )

  api.post(
    '/api/v1/anecdotes',
    {
      config: mayWrite,
      schema: { summary: 'Keep an anecdote', body: AnecdoteFields, response: { 201: Anecdote } },
    },
    async ({ scope, body }, reply) => reply.code(201).send(await saveAnecdote(scope, undefined, body)),
  )

  api.put(
    '/api/v1/anecdotes/:id',
    {
      config: mayWrite,
      schema: {
        summary: 'Rewrite one of yours, share it or take it back',
        params: One,
        body: AnecdoteFields,
        response: { 200: Anecdote },
      },
    },
    ({ scope, params, body }) => saveAnecdote(scope, params.id, body),
  )

  api.delete(
    '/api/v1/anecdotes/:id',
    { config: mayWrite, schema: { summary: 'Take one of yours out', params: One } },
    async ({ scope, params }, reply) => {
      await dropAnecdote(scope, params.id)
      return reply.code(204).send()
    },
  )

  api.get(
    '/api/v1/voice',
    {
      config: mayWrite,
      schema: { summary: 'How you begin, end, and what you avoid', response: { 200: VoiceFields } },
    },
    ({ scope }) => showVoice(scope),
  )

  api.put(
    '/api/v1/voice',
    {
      config: mayWrite,
      schema: { summary: 'Change your voice', body: VoiceFields, response: { 200: VoiceFields } },
    },
    ({ scope, body }) => saveVoice(scope, body),
  )
}

function macroRoutes(api: Api): void {
  api.get(
    '/api/v1/macros',
    { config: mayRead, schema: { summary: 'The workspace’s macros', response: { 200: Listing(Macro) } } },
    async ({ scope }) => ({ items: await showMacros(scope) }),
  )

  api.post(
    '/api/v1/macros',
    { config: mayEdit, schema: { summary: 'Keep a macro', body: MacroFields, response: { 201: Macro } } },
    async ({ scope, body }, reply) => reply.code(201).send(await saveMacro(scope, undefined, body)),
  )

  api.put(
    '/api/v1/macros/:id',
    {
      config: mayEdit,
      schema: { summary: 'Change a macro', params: One, body: MacroFields, response: { 200: Macro } },
    },
    ({ scope, params, body }) => saveMacro(scope, params.id, body),
  )

  api.delete(
    '/api/v1/macros/:id',
    { config: mayEdit, schema: { summary: 'Take a macro out', params: One } },
    async ({ scope, params }, reply) => {
      await dropMacro(scope, params.id)
      return reply.code(204).send()
    },
  )

  api.get(
    '/api/v1/macros/:id/filled',
    {
      config: mayRead,
      schema: {
        summary: 'A macro filled for a moment; what is blank is named',
        params: One,
        querystring: ForMoment,
        response: { 200: FilledMacro },
      },
    },
    ({ scope, params, query }) => fillFor(scope, params.id, query.moment),
  )
}

function libraryRoutes(api: Api): void {
  api.get(
    '/api/v1/library',
    {
      config: mayRead,
      schema: {
        summary: 'Reviews, short videos and guides to send',
        response: { 200: Listing(LibraryItem) },
      },
    },
    async ({ scope }) => ({ items: await showLibrary(scope) }),
  )

  api.post(
    '/api/v1/library',
    {
      config: mayEdit,
      schema: { summary: 'Add to the library', body: LibraryFields, response: { 201: LibraryItem } },
    },
    async ({ scope, body }, reply) => reply.code(201).send(await saveItem(scope, undefined, body)),
  )

  api.put(
    '/api/v1/library/:id',
    {
      config: mayEdit,
      schema: {
        summary: 'Change a piece of the library',
        params: One,
        body: LibraryFields,
        response: { 200: LibraryItem },
      },
    },
    ({ scope, params, body }) => saveItem(scope, params.id, body),
  )

  api.delete(
    '/api/v1/library/:id',
    { config: mayEdit, schema: { summary: 'Take a piece out', params: One } },
    async ({ scope, params }, reply) => {
      await dropItem(scope, params.id)
      return reply.code(204).send()
    },
  )
}
