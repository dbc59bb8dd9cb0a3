/** HTTP face of themes as they are written: new, changed, split, merged, deleted, tried; and their examples. */
import { z } from 'zod'
import type { Api } from '#platform/http.ts'
import {
  addTheme,
  changeTheme,
  dropExample,
  keepExample,
  mergeTheme,
  removeTheme,
} from '../actions/edit-themes.ts'
import { proposeTheme } from '../actions/propose-theme.ts'
import { discover } from '../actions/retheme.ts'
import { splitTheme } from '../actions/split-theme.ts'
import { tryTheme } from '../actions/try-theme.ts'
import {
  AskProposal,
  ChangeTheme,
  MergeTheme,
  NewTheme,
  SplitTheme,
  ThemeChanged,
  ThemeProposal,
  TriedTheme,
  TryTheme,
} from '../contract.ts'

const One = z.object({ id: z.string().min(1).max(60) })
const NewId = z.object({ id: z.string().regex(/^[a-z0-9-]{2,60}$/) })
const Example = One.extend({ voice: z.uuid() })
const mayRule = { permission: 'themes.write' } as const
const done = { 204: z.null() }

export function themeEditingRoutes(api: Api): void {
  api.post(
    '/api/v1/voices/themes/trials',
    {
      config: mayRule,
      schema: {
        summary: 'What phrases would make of the comments of the last 90 days, a stretch at a time',
        body: TryTheme,
        response: { 200: TriedTheme },
      },
    },
    ({ scope, body }) => tryTheme(scope, body),
  )
  api.post(
    '/api/v1/voices/themes/proposals',
    {
      config: mayRule,
      schema: {
        summary: 'What comments, or those of a found theme, have in common',
        body: AskProposal,
        response: { 200: ThemeProposal },
      },
    },
    ({ scope, body }) => proposeTheme(scope, body),
  )
  api.post(
    '/api/v1/voices/themes/:id',
    {
      config: mayRule,
      schema: { summary: 'Write a theme of your own', params: NewId, body: NewTheme, response: done },
    },
    async ({ scope, params, body }, reply) => {
      await addTheme(scope, params.id, body)
      return reply.code(204).send(null)
    },
  )
  api.patch(
    '/api/v1/voices/themes/:id',
    {
      config: mayRule,
      schema: {
        summary: 'Rename, pin, hide, merge or define anew',
        params: One,
        body: ChangeTheme,
        response: { 200: ThemeChanged },
      },
    },
    ({ scope, params, body }) => changeTheme(scope, params.id, body),
  )
  api.delete(
    '/api/v1/voices/themes/:id',
    {
      config: mayRule,
      schema: { summary: 'Delete a theme that was written here', params: One, response: done },
    },
    async ({ scope, params }, reply) => {
      await removeTheme(scope, params.id)
      return reply.code(204).send(null)
    },
  )
  api.post(
    '/api/v1/voices/themes/:id/splits',
    {
      config: mayRule,
      schema: {
        summary: 'Make some of its phrases a theme of their own; merging the new one takes it back',
        params: One,
        body: SplitTheme,
        response: done,
      },
    },
    async ({ scope, params, body }, reply) => {
      await splitTheme(scope, params.id, body)
      return reply.code(204).send(null)
    },
  )
  api.post(
    '/api/v1/voices/themes/:id/merges',
    {
      config: mayRule,
      schema: {
        summary:
          'Merge it into another theme, to which its id leads from then on; taken back by `mergedInto: null`',
        params: One,
        body: MergeTheme,
        response: done,
      },
    },
    async ({ scope, params, body }, reply) => {
      await mergeTheme(scope, params.id, body)
      return reply.code(204).send(null)
    },
  )
  api.put(
    '/api/v1/voices/themes/:id/examples/:voice',
    {
      config: mayRule,
      schema: { summary: 'Keep a comment as an example of a theme', params: Example, response: done },
    },
    async ({ scope, params }, reply) => {
      await keepExample(scope, params.id, params.voice)
      return reply.code(204).send(null)
    },
  )
  api.delete(
    '/api/v1/voices/themes/:id/examples/:voice',
    {
      config: mayRule,
      schema: { summary: 'Take an example away', params: Example, response: done },
    },
    async ({ scope, params }, reply) => {
      await dropExample(scope, params.id, params.voice)
      return reply.code(204).send(null)
    },
  )
  api.post(
    '/api/v1/voices/discoveries',
    {
      config: mayRule,
      schema: {
        summary: 'Look for themes among what has none',
        response: { 200: z.object({ found: z.number(), read: z.number() }) },
      },
    },
    ({ scope }) => discover(scope),
  )
}
