/** Every route of the product on one HTTP server: composed here for the server and for the test that walks them all. */
import { chatwootHooks, chatwootPage, chatwootRoutes } from '#connectors/chatwoot/index.ts'
import { emailRoutes, teamPost } from '#connectors/email/index.ts'
import { modelRoutes, paragraphWriterOf } from '#connectors/model/index.ts'
import { shopRoutes } from '#connectors/shopify/index.ts'
import type { Imports } from '#connectors/files/index.ts'
import { followUpRoutes, importRoutes } from '#connectors/files/index.ts'
import { keyOpener, segmentRoutes } from '#connectors/segment/index.ts'
import { identifyWith, openDoorWatch, teamRoutes } from '#features/team/index.ts'
import { homeRoutes } from '#features/home/index.ts'
import { journeyRoutes } from '#features/journey/index.ts'
import { momentRoutes } from '#features/moments/index.ts'
import { listFormAnswers, playRoutes, waitingReplies } from '#features/plays/index.ts'
import { contactFormRoutes, promiseRoutes } from '#features/promises/index.ts'
import { privacyRoutes } from '#features/privacy/index.ts'
import { fileRoutes, hasEntries, pictureRoutes, timelineRoutes } from '#features/timeline/index.ts'
import {
  declareParagraphWriter,
  surveyPageRoutes,
  voiceRoutes,
  waitingSurveys,
} from '#features/voices/index.ts'
import { openApiRoutes } from '#platform/api-docs.ts'
import type { Database } from '#platform/database.ts'
import { openHttp, type Api } from '#platform/http.ts'
import type { Hub } from '#platform/live.ts'
import type { Logger } from '#platform/log.ts'
import type { OutboundPolicy } from '#platform/outbound.ts'
import { operationRoutes } from '#platform/operations.ts'
import type { Room } from '#platform/room.ts'
import { chance, type Workspace } from '#platform/scope.ts'
import type { Secrets } from '#platform/secrets.ts'
import { answerScreen, serveWebFiles } from '#platform/web-files.ts'

export type ApiParts = {
  readonly db: Database
  readonly log: Logger
  readonly clock: () => Date
  readonly hub: Hub
  readonly imports: Imports
  readonly secrets: Secrets
  /** Whom we may connect to. */
  readonly policy: OutboundPolicy
  /** Which workspace a number stands for. */
  readonly workspaceOf: (no: number) => Promise<Workspace | undefined>
  /** Where people reach us, "https://care.example.com"; known for certain once the server listens. */
  readonly baseUrl: () => string
  /** Further origins that are ours: the loopback names. */
  readonly alsoOurs: () => readonly string[]
  readonly isSecure: boolean
  readonly trustedProxies?: readonly string[]
  /** Whose disk readiness watches; undefined where the database is somebody else's. */
  readonly dataDirectory: string | undefined
  /** Whether there is room for more to be written. */
  readonly room?: Room
}

/** Declares every route; a route without a permission throws here, before anything listens. */
export function openApi({
  db,
  log,
  clock,
  hub,
  imports,
  secrets,
  policy,
  workspaceOf,
  baseUrl,
  alsoOurs,
  isSecure,
  trustedProxies,
  dataDirectory,
  room,
}: ApiParts): Api {
  const doorWatch = openDoorWatch({ db, log, clock })
  const api = openHttp({
    db,
    log,
    clock,
    identify: identifyWith({ db, clock, isSecure }),
    origins: () => [baseUrl(), ...alsoOurs()],
    isSecure,
    trustedProxies,
    screen: answerScreen,
    onRefused: doorWatch.note,
    ...(room ? { room } : {}),
  })
  api.addHook('onClose', () => doorWatch.stop())
  openApiRoutes(api)
  operationRoutes(api, { db, hub, clock, dataDirectory, room })
  segmentRoutes(api, {
    openKey: keyOpener(db, clock),
    apiHost: () => `${new URL(baseUrl()).host}/v1`,
    protocol: isSecure ? 'https' : 'http',
    clock: () => performance.now(),
  })
  // After the plugins above, so that the description and the hooks cover what follows.
  api.after(() => {
    teamRoutes(api, {
      db,
      clock,
      random: chance,
      secrets,
      isSecure,
      baseUrl,
      post: teamPost({ secrets, policy }),
      waiting: [waitingReplies, waitingSurveys],
      contentOf: async (scope) => ({
        isEmpty: !(await hasEntries(scope)),
        hasSample: await imports.hasSample(scope),
      }),
    })
    timelineRoutes(api)
    pictureRoutes(api)
    fileRoutes(api)
    momentRoutes(api)
    promiseRoutes(api)
    playRoutes(api)
    journeyRoutes(api)
    homeRoutes(api)
    privacyRoutes(api)
    contactFormRoutes(api, { db, clock, random: chance, answersOf: listFormAnswers })
    declareParagraphWriter(paragraphWriterOf({ secrets, policy }))
    voiceRoutes(api, { baseUrl })
    surveyPageRoutes(api, { db, clock, random: chance })
    importRoutes(api, imports)
    emailRoutes(api, { secrets, policy })
    shopRoutes(api, { secrets, policy })
    modelRoutes(api, { secrets, policy })
    chatwootRoutes(api, { secrets, policy })
    chatwootHooks(api, { secrets, policy, db, clock, workspaceOf })
    chatwootPage(api, { db, clock, workspaceOf, baseUrl })
    followUpRoutes(api)
    serveWebFiles(api)
  })
  return api
}
