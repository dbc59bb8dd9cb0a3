/** HTTP face of promises: the ledger and its board, one promise, what is done with it, standing promises, the calendar. */
import { z } from 'zod'
import type { Api } from '#platform/http.ts'
import { showDelay, showDelays, tellFirst } from './actions/delays.ts'
import {
  acceptPromise,
  changePromise,
  makePromise,
  promiseIdFrom,
  readWhen,
  settlePromise,
  snoozePromise,
  unsettlePromise,
  unsnoozePromise,
} from './actions/handle.ts'
import {
  addHolidays,
  addIcal,
  changeCalendar,
  changeStandingPromise,
  showCalendar,
  showStandingPromises,
} from './actions/settings.ts'
import { listLedger, showBoard, showPromise } from './actions/show.ts'
import { tryStanding } from './actions/try-standing.ts'
import {
  AddHolidays,
  AddIcal,
  CalendarAnswer,
  CalendarSetting,
  ChangePromise,
  Delay,
  DelayDetail,
  ListPromises,
  MakePromise,
  PromiseBoard,
  PromiseDetail,
  PromiseRow,
  ReadWhen,
  SettlePromise,
  SnoozePromise,
  StandingPromise,
  StandingTrial,
  TellFirst,
  WhenAnswer,
} from './contract.ts'

const One = z.object({ id: z.string().max(60) })
const Page = z.object({ items: z.array(PromiseRow), next: z.string().nullable() })

const mayRead = { permission: 'promises.read' } as const
const mayWrite = { permission: 'promises.write' } as const
const maySet = { permission: 'calendar.write' } as const

export function promiseRoutes(api: Api): void {
  readRoutes(api)
  handleRoutes(api)
  standingRoutes(api)
  calendarRoutes(api)
}

function readRoutes(api: Api): void {
  api.get(
    '/api/v1/promises',
    {
      config: mayRead,
      schema: { summary: 'Promises by due time', querystring: ListPromises, response: { 200: Page } },
    },
    ({ scope, query }) => listLedger(scope, query),
  )

  api.get(
    '/api/v1/promises/board',
    {
      config: mayRead,
      schema: {
        summary: 'The board: counts, groups, kept rates with their intervals, closed hours',
        querystring: ListPromises.pick({ of: true, touchpoint: true }),
        response: { 200: PromiseBoard },
      },
    },
    ({ scope, query }) => showBoard(scope, query),
  )

  api.get(
    '/api/v1/promises/when',
    {
      config: mayRead,
      schema: { summary: 'What a typed time means', querystring: ReadWhen, response: { 200: WhenAnswer } },
    },
    ({ scope, query }) => readWhen(scope, query.when),
  )

  api.get(
    '/api/v1/promises/delays',
    {
      config: mayRead,
      schema: {
        summary: 'What several customers wait for together, for the same reason',
        response: { 200: z.object({ items: z.array(Delay), next: z.null() }) },
      },
    },
    async ({ scope }) => ({ items: await showDelays(scope), next: null }),
  )

  api.get(
    '/api/v1/promises/delay',
    {
      config: mayRead,
      schema: {
        summary: 'One delay, with a first draft for each customer who was not told yet',
        querystring: z.object({ key: z.string().min(1).max(200) }),
        response: { 200: DelayDetail },
      },
    },
    ({ scope, query }) => showDelay(scope, query.key),
  )

  api.get(
    '/api/v1/promises/:id',
    {
      config: mayRead,
      schema: { summary: 'One promise with its story', params: One, response: { 200: PromiseDetail } },
    },
    ({ scope, params }) => showPromise(scope, promiseIdFrom(params.id)),
  )
}

function handleRoutes(api: Api): void {
  api.post(
    '/api/v1/promises',
    {
      config: mayWrite,
      schema: { summary: 'Promise something', body: MakePromise, response: { 201: PromiseDetail } },
    },
    async ({ scope, body }, reply) =>
      reply.code(201).send(await showPromise(scope, await makePromise(scope, body))),
  )

  api.patch(
    '/api/v1/promises/:id',
    {
      config: mayWrite,
      schema: {
        summary: 'Correct its time, what keeps it, or its owner',
        params: One,
        body: ChangePromise,
        response: { 200: PromiseDetail },
      },
    },
    async ({ scope, params, body }) => {
      await changePromise(scope, promiseIdFrom(params.id), body)
      return showPromise(scope, promiseIdFrom(params.id))
    },
  )

  api.post(
    '/api/v1/promises/:id/settlement',
    {
      config: mayWrite,
      schema: {
        summary: 'Kept, withdrawn, or made good',
        params: One,
        body: SettlePromise,
        response: { 200: PromiseDetail },
      },
    },
    async ({ scope, params, body }) => {
      await settlePromise(scope, promiseIdFrom(params.id), body)
      return showPromise(scope, promiseIdFrom(params.id))
    },
  )

  api.delete(
    '/api/v1/promises/:id/settlement',
    { config: mayWrite, schema: { summary: 'Take the word on its outcome back', params: One } },
    async ({ scope, params }, reply) => {
      await unsettlePromise(scope, promiseIdFrom(params.id))
      return reply.code(204).send()
    },
  )

  api.post(
    '/api/v1/promises/:id/telling',
    {
      config: mayWrite,
      schema: {
        summary: 'Told first: the customer knows, before its time, that it will be late',
        params: One,
        body: TellFirst,
        response: { 200: PromiseDetail },
      },
    },
    async ({ scope, params, body }) => {
      await tellFirst(scope, promiseIdFrom(params.id), body)
      return showPromise(scope, promiseIdFrom(params.id))
    },
  )

  api.put(
    '/api/v1/promises/:id/acceptance',
    {
      config: mayWrite,
      schema: {
        summary: 'What was found in our words was meant as a promise',
        params: One,
        response: { 200: PromiseDetail },
      },
    },
    async ({ scope, params }) => {
      await acceptPromise(scope, promiseIdFrom(params.id), true)
      return showPromise(scope, promiseIdFrom(params.id))
    },
  )

  api.delete(
    '/api/v1/promises/:id/acceptance',
    { config: mayWrite, schema: { summary: 'It is offered again', params: One } },
    async ({ scope, params }, reply) => {
      await acceptPromise(scope, promiseIdFrom(params.id), false)
      return reply.code(204).send()
    },
  )

  api.put(
    '/api/v1/promises/:id/snooze',
    {
      config: mayWrite,
      schema: {
        summary: 'Put its follow-up off, to its promised time at the latest',
        params: One,
        body: SnoozePromise,
        response: { 200: PromiseDetail },
      },
    },
    async ({ scope, params, body }) => {
      await snoozePromise(scope, promiseIdFrom(params.id), body)
      return showPromise(scope, promiseIdFrom(params.id))
    },
  )

  api.delete(
    '/api/v1/promises/:id/snooze',
    { config: mayWrite, schema: { summary: 'Bring its follow-up back', params: One } },
    async ({ scope, params }, reply) => {
      await unsnoozePromise(scope, promiseIdFrom(params.id))
      return reply.code(204).send()
    },
  )
}

function standingRoutes(api: Api): void {
  api.get(
    '/api/v1/standing-promises',
    {
      config: mayRead,
      schema: {
        summary: 'What each touchpoint promises by itself',
        response: { 200: z.object({ items: z.array(StandingPromise), next: z.null() }) },
      },
    },
    async ({ scope }) => ({ items: await showStandingPromises(scope), next: null }),
  )

  api.post(
    '/api/v1/standing-promises/trial',
    {
      config: mayRead,
      schema: {
        summary: 'What a standing promise would have meant over the last 30 days; nothing is written',
        body: StandingPromise,
        response: { 200: StandingTrial },
      },
    },
    ({ scope, body }) => tryStanding(scope, body),
  )

  api.put(
    '/api/v1/standing-promises/:id',
    {
      config: maySet,
      schema: {
        summary: 'Declare what a touchpoint promises by itself',
        params: One,
        body: StandingPromise,
        response: { 200: StandingPromise },
      },
    },
    ({ scope, params, body }) => changeStandingPromise(scope, { ...body, id: params.id }),
  )
}

function calendarRoutes(api: Api): void {
  api.get(
    '/api/v1/calendar',
    { config: mayRead, schema: { summary: 'The business hours', response: { 200: CalendarSetting } } },
    ({ scope }) => showCalendar(scope),
  )

  api.put(
    '/api/v1/calendar',
    {
      config: maySet,
      schema: {
        summary: 'Set the business hours; open promises move with them',
        body: CalendarSetting,
        response: { 200: CalendarAnswer },
      },
    },
    ({ scope, body }) => changeCalendar(scope, body),
  )

  api.post(
    '/api/v1/calendar/holidays',
    {
      config: maySet,
      schema: {
        summary: 'Add the public holidays of a place',
        body: AddHolidays,
        response: { 200: CalendarAnswer },
      },
    },
    ({ scope, body }) => addHolidays(scope, body),
  )

  api.post(
    '/api/v1/calendar/ical',
    {
      config: maySet,
      schema: {
        summary: 'Add the whole days of an iCalendar file',
        body: AddIcal,
        response: { 200: CalendarAnswer },
      },
    },
    ({ scope, body }) => addIcal(scope, body.text),
  )
}
