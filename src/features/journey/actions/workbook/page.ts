/** A workbook to take along, with the evidence of today. */
import { listMembers } from '#features/team/index.ts'
import { dayOf } from '#kit/time.ts'
import type { Scope } from '#platform/scope.ts'
import { markdownOf } from '../../rules/workbook/markdown.ts'
import { showMap } from '../show.ts'
import { showRoutes } from '../touchpoints.ts'
import { showWorkbook } from './lead.ts'

/** As Markdown, with the evidence of the last `days`. Refuses `workbook_not_found`. */
export async function workbookMarkdown(scope: Scope, id: string, days: number): Promise<string> {
  const book = await showWorkbook(scope, id)
  // A journey that was forgotten since is walked by everybody.
  const isKnown = (await showRoutes(scope)).some((route) => route.id === book.route)
  const map = await showMap(scope, { days, ...(isKnown ? { route: book.route } : {}) })
  const names = new Map(
    (await listMembers(scope.db, scope.workspace.id)).map(({ id, name }) => [id as string, name]),
  )
  return markdownOf(
    book,
    map,
    (memberId) => names.get(memberId) ?? 'somebody who left',
    (at) => dayOf(new Date(at), scope.workspace.zone),
  )
}
