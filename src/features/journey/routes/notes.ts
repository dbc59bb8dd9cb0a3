/** HTTP face of a touchpoint's notes and photos. */
import { z } from 'zod'
import type { Api } from '#platform/http.ts'
import { PICTURE_BYTES } from '#platform/pictures/index.ts'
import { pictureBytesOf, pictureUploads } from '#platform/pictures/upload.ts'
import { addNote, addPhoto, removeNote, returnNote } from '../actions/notes.ts'
import { NewTouchpointNote, NewTouchpointPhoto, TouchpointNote } from '../contract/notes.ts'

const One = z.object({ id: z.string().max(60) })
const mayWrite = { permission: 'journey.write' } as const

/** They are read with their touchpoint's page. */
export function noteRoutes(api: Api): void {
  api.post(
    '/api/v1/touchpoints/:id/notes',
    {
      config: mayWrite,
      schema: {
        summary: 'Write down what was seen at a touchpoint',
        params: One,
        body: NewTouchpointNote,
        response: { 200: TouchpointNote },
      },
    },
    ({ scope, params, body }) => addNote(scope, params.id, body.words),
  )
  api.delete(
    '/api/v1/touchpoint-notes/:id',
    {
      config: mayWrite,
      schema: {
        summary: 'Take a note of a touchpoint away with its photos; it can be brought back for a day',
        params: One,
        response: { 200: z.object({}) },
      },
    },
    async ({ scope, params }) => {
      await removeNote(scope, params.id)
      return {}
    },
  )
  api.post(
    '/api/v1/touchpoint-notes/:id/return',
    {
      config: mayWrite,
      schema: { summary: 'Bring such a note back', params: One, response: { 200: TouchpointNote } },
    },
    ({ scope, params }) => returnNote(scope, params.id),
  )
  pictureUploads(api, (upload) => {
    upload.post(
      '/api/v1/touchpoints/:id/photos',
      {
        config: { ...mayWrite, bodyMayBeLong: true },
        bodyLimit: PICTURE_BYTES,
        schema: {
          summary: 'Put a photo to a touchpoint (application/octet-stream): JPEG, PNG or WebP, drawn anew',
          params: One,
          querystring: NewTouchpointPhoto,
          response: { 201: TouchpointNote },
        },
      },
      async (request, reply) => {
        const bytes = await pictureBytesOf(request.body)
        const note = await addPhoto(request.scope, request.params.id, { ...request.query, bytes })
        return reply.code(201).send(note)
      },
    )
  })
}
