/** Moments people keep for themselves: hers alone, and gone with their customer. */
import { expect, test } from 'vitest'
import { listMomentRecords, noticeRecorded } from '#features/moments/index.ts'
import type { MemberId } from '#kit/id.ts'
import { read, type Scope } from '#platform/scope.ts'
import { record } from '#testing/take-in.ts'
import { aWorkspace, anEntry } from '#testing/workspace.ts'
import { keepMoment, letMomentGo, showKept } from './actions/kept.ts'

test.each([1, 4] as const)(
  'a kept moment is hers alone, with her line, until she lets it go, in %i slices',
  async (slices) => {
    const scope = await aWorkspace({ slices })
    const body = await record(scope, [
      anEntry({ text: 'Thank you so much, I love my dress, it saved my wedding.' }),
    ])
    await noticeRecorded(scope, [body])
    const [moment] = await read(scope, (scope) => listMomentRecords(scope, {}, { limit: 1 }))
    await keepMoment(scope, moment!.id, null)
    await keepMoment(scope, moment!.id, 'She danced in it')
    const [kept, ...more] = await showKept(scope)
    expect(more).toEqual([])
    expect(kept).toMatchObject({
      momentId: moment!.id,
      line: 'She danced in it',
      words: expect.stringContaining('it saved my wedding'),
    })

    const jo: Scope = {
      ...scope,
      actor: {
        kind: 'member',
        id: '01890000-0000-7000-8000-000000000001' as MemberId,
        name: 'Jo',
        role: 'agent',
      },
    }
    expect(await showKept(jo)).toEqual([])
    await letMomentGo(jo, moment!.id)
    expect(await showKept(scope)).toHaveLength(1)
    await letMomentGo(scope, moment!.id)
    expect(await showKept(scope)).toEqual([])
    await expect(keepMoment(scope, '01890000-0000-7000-8000-000000000000', null)).rejects.toMatchObject({
      code: 'moment_not_found',
    })
    const machine: Scope = { ...scope, actor: { kind: 'machine', name: 'server' } }
    expect(() => showKept(machine)).toThrow('Only a person of the team can do this.')
  },
)
