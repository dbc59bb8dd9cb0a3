/** The people of the drawings, with their very words, dated from the story's present. */
import type { World } from '../world.ts'
import { maren } from './maren.ts'
import { Stage } from './stage.ts'
import { beatriz, kofi, portlandLane, sunhi, theo, wanda } from './waiting.ts'
import { gideon, hal, hana, imogen, ines, odile } from './week.ts'

export { STORY_NUMBERS, STORY_ORDERS } from './numbers.ts'

/** Tells all of them. */
export function tellStories(world: World): void {
  const stage = new Stage(world)
  maren(stage)
  theo(stage)
  beatriz(stage)
  portlandLane(stage)
  wanda(stage)
  kofi(stage)
  sunhi(stage)
  ines(stage)
  gideon(stage)
  imogen(stage)
  hal(stage)
  odile(stage)
  hana(stage)
}
