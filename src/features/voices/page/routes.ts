/** HTTP face of the public survey. Looking at it, by whomever, changes nothing; only what is posted counts. */
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '#kit/refusal.ts'
import { findWorkspaceByNo } from '#features/team/index.ts'
import type { Database } from '#platform/database.ts'
import type { Api } from '#platform/http.ts'
import type { Scope } from '#platform/scope.ts'
import { choose, findAsked, takeAnswer, type Asked } from '../actions/answers.ts'
import { problemOf, readAnswer, type SurveyAnswer } from '../rules/answer.ts'
import { languageOf } from '../rules/survey-words.ts'
import { openMisses } from './misses.ts'
import {
  answeredPage,
  choicePage,
  chosenPage,
  gonePage,
  sentPage,
  surveyPage,
  tooManyPage,
  type SurveyPage,
} from './survey-page.ts'

export type SurveyDoor = {
  readonly db: Database
  readonly clock: () => Date
  readonly random: (count: number) => Uint8Array
}

/** The words in letters of four bytes, percent-encoded, and the rest. */
const BODY_LIMIT = 96 * 1024

const HEADERS = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      fontSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
}

const because = 'a customer who answers has no account; the link she was sent is her key'
const Place = z.object({
  workspaceNo: z.coerce.number().int().min(1).max(1_000_000_000),
  token: z.string().max(100),
})
const Choice = z.enum(['fewer', 'none'])
const FILES: Readonly<Record<string, string>> = {
  'survey.css': 'text/css; charset=utf-8',
  'survey.js': 'text/javascript; charset=utf-8',
}

export function surveyPageRoutes(api: Api, door: SurveyDoor): void {
  const misses = openMisses()
  const open = { config: { permission: 'public', because }, helmet: HEADERS } as const

  void api.register(async (pages: Api) => {
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request: FastifyRequest, body: string | Buffer, done: (error: null, body: URLSearchParams) => void) =>
        done(null, new URLSearchParams(body.toString())),
    )

    pages.get(
      '/s/:workspaceNo/survey/:token',
      { ...open, schema: { hide: true, params: Place } },
      (request, reply) =>
        answering(request, reply, async ({ scope, asked }) => {
          const query = queryOf(request)
          const choice = Choice.safeParse(query.get('choose')).data
          const plain = plainOf(scope, asked)
          if (choice) return reply.send(choicePage(plain, choice))
          if (asked.invitation.answeredAt) return reply.send(answeredPage(plain))
          return reply.send(surveyPage(pageOf(scope, asked, answerIn(asked, query), null)))
        }),
    )

    pages.post(
      '/s/:workspaceNo/survey/:token',
      { ...open, bodyLimit: BODY_LIMIT, schema: { hide: true, params: Place } },
      (request, reply) =>
        answering(request, reply, async ({ scope, asked, token }) => {
          const choice = Choice.safeParse(queryOf(request).get('choose')).data
          if (choice) {
            await choose(scope, token, choice)
            return reply.send(chosenPage(plainOf(scope, asked)))
          }
          const fields = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
          return take(scope, asked, token, answerIn(asked, fields), reply)
        }),
    )

    pages.get(
      '/s/survey/:name',
      { ...open, schema: { hide: true, params: z.object({ name: z.string().max(60) }) } },
      async ({ params }, reply) => {
        const type = Object.hasOwn(FILES, params.name) ? FILES[params.name] : undefined
        if (type === undefined) throw new Refusal('not_found', 'There is nothing at this address.')
        const body = await readFile(new URL(params.name, import.meta.url))
        return reply.type(type).header('cache-control', 'public, max-age=3600').send(body)
      },
    )
  })

  type Given = { readonly scope: Scope; readonly asked: Asked; readonly token: string }

  /** Finds whom the link asks; one that asks nobody is counted, and answered alike whatever is wrong with it. */
  async function answering(
    request: FastifyRequest,
    reply: FastifyReply,
    answer: (given: Given) => Promise<FastifyReply> | FastifyReply,
  ): Promise<FastifyReply> {
    const { workspaceNo, token } = request.params as z.infer<typeof Place>
    const now = door.clock()
    const language = languageOf(request.headers['accept-language'], 'en')
    const nobody = { brand: '', style: '/s/survey/survey.css', language }
    void reply.type('text/html; charset=utf-8')
    if (misses.isOver(request.ip, now))
      return reply.code(429).header('retry-after', '60').send(tooManyPage(nobody))
    const workspace = await findWorkspaceByNo(door.db, workspaceNo)
    const scope: Scope | undefined = workspace && {
      db: door.db,
      workspace,
      actor: { kind: 'machine', name: 'survey' },
      now,
      random: door.random,
    }
    const asked = scope && (await findAsked(scope, token))
    if (scope && asked) return answer({ scope, asked, token })
    misses.miss(request.ip, now)
    return reply.code(404).send(gonePage(nobody))
  }
}

/** Decides what becomes of an answer, and answers the page that says so. */
async function take(
  scope: Scope,
  asked: Asked,
  token: string,
  answer: SurveyAnswer,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const plain = plainOf(scope, asked)
  if (asked.invitation.answeredAt) return reply.send(answeredPage(plain))
  const problem = problemOf(answer)
  if (problem) return reply.code(422).send(surveyPage(pageOf(scope, asked, answer, problem)))
  const outcome = await takeAnswer(scope, token, answer)
  if (outcome !== 'taken') return reply.send(answeredPage(plain))
  const passedOn = answer.thanks ? asked.invitation.agentName : null
  return reply.send(sentPage({ ...plain, first: asked.first, passedOn }))
}

const answerIn = ({ definition, invitation }: Asked, fields: URLSearchParams): SurveyAnswer =>
  readAnswer(definition, fields, invitation.agentName)

function queryOf(request: FastifyRequest): URLSearchParams {
  return new URL(request.url, 'http://survey').searchParams
}

const plainOf = ({ workspace }: Scope, { invitation }: Asked) => ({
  brand: workspace.name,
  style: `/s/${workspace.no}/brand.css`,
  language: invitation.language,
})

function pageOf(
  scope: Scope,
  asked: Asked,
  answer: SurveyAnswer,
  problem: SurveyPage['problem'],
): SurveyPage {
  const { definition, first, invitation, zone } = asked
  return {
    ...plainOf(scope, asked),
    definition,
    first,
    agentName: invitation.agentName,
    about: { at: invitation.aboutAt, zone },
    answer,
    problem,
  }
}
