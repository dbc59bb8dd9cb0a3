/** Screens 03 and 11 on a full house: the map, the ranking, one touchpoint and the journey's part of the team home over ten million entries. */
import { homeRoutes } from '../src/features/home/index.ts'
import { addIdea } from '../src/features/journey/actions/ideas.ts'
import { addRoute } from '../src/features/journey/actions/touchpoints.ts'
import { journeyRoutes } from '../src/features/journey/index.ts'
import type { Api } from '../src/platform/http.ts'
import type { Scope } from '../src/platform/scope.ts'
import { onGround, openApi, within, type Ground, type Measure } from './ground.ts'
import { fillJourney } from './journey-fill.ts'

const ASKED = 40
const ANSWER_LIMIT_MS = 300

/** Figures in milliseconds, p95; `ratio` below 1 is within the limit. */
export function benchJourney(): Promise<Measure[]> {
  return onGround(async (ground) => {
    const scope = await ground.newScope()
    await fillJourney(ground, scope)
    return askAll(ground, scope)
  })
}

async function askAll(ground: Ground, scope: Scope): Promise<Measure[]> {
  const dresses = await addRoute(scope, {
    name: 'First-time dress buyer',
    standing: 'first',
    category: 'Dresses',
  })
  await addIdea(scope, 'chase', { question: 'easier', words: 'Send the mail after the first scan' })
  const api = openApi(ground, scope, (api) => {
    journeyRoutes(api)
    homeRoutes(api)
  })
  await api.ready()
  const time = (name: string, ...paths: readonly string[]) => timed(api, name, paths)
  try {
    return [
      await time('journey_map_30_days', '/journey'),
      await time('journey_map_90_days', '/journey?days=90'),
      await time('journey_map_a_year', '/journey?days=365'),
      await time('journey_map_first_time_buyers', '/journey?days=90&route=first'),
      await time('journey_map_dress_buyers', `/journey?days=90&route=${dresses.id}`),
      await time('journey_map_dress_buyers_a_year', `/journey?days=365&route=${dresses.id}`),
      await time(
        'journey_touchpoint',
        '/touchpoints/chase/page?days=30',
        '/touchpoints/website/page?days=30',
      ),
      await time('journey_touchpoint_a_year', '/touchpoints/chase/page?days=365'),
      await time('journey_evidence', '/touchpoints/chase/evidence'),
      await time('journey_fix_and_ranking', '/fixes'),
      await time('journey_overlooked', '/touchpoints/overlooked'),
      await timedTogether(api, 'team_home', ['/fixes', '/journey', '/touchpoints/overlooked', '/friction-notes', '/friday/answers', '/friday']), // prettier-ignore
    ]
  } finally {
    await api.close()
  }
}

/** One after the other, the paths in turn. */
async function timed(api: Api, name: string, paths: readonly string[]): Promise<Measure> {
  const times: number[] = []
  for (let index = -4; index < ASKED; index++) {
    const from = performance.now()
    await ask(api, paths[(index + 4) % paths.length] ?? '')
    if (index >= 0) times.push(performance.now() - from)
  }
  return within(name, times, ANSWER_LIMIT_MS)
}

/** All paths at once, as a page that opens asks them; until the last has answered. */
async function timedTogether(api: Api, name: string, paths: readonly string[]): Promise<Measure> {
  const times: number[] = []
  for (let index = -4; index < ASKED; index++) {
    const from = performance.now()
    await Promise.all(paths.map((path) => ask(api, path)))
    if (index >= 0) times.push(performance.now() - from)
  }
  return within(name, times, ANSWER_LIMIT_MS)
}

async function ask(api: Api, path: string): Promise<void> {
  const answer = await api.inject({ method: 'GET', url: `/api/v1${path}` })
  if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode} ${answer.body}`)
}
