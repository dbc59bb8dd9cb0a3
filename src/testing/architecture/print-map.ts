/** `npm run map`: prints the map of features into ARCHITECTURE.md. */
import { readFileSync, writeFileSync } from 'node:fs'
import { readFeatureMap, ROOT, withFeatureMap } from './feature-map.ts'

const file = `${ROOT}ARCHITECTURE.md`
writeFileSync(file, withFeatureMap(readFileSync(file, 'utf8'), readFeatureMap()))
