/** Writes sbom.json (CycloneDX): every package that runs in production, from the lockfile alone. The same lockfile gives the same bytes. */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'

// Not `--omit dev`: that leaves out what a tool for development needs as well (vite, zod, seen with npm 11.19).
const whole = JSON.parse(
  execFileSync('npm', ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  }),
)
const isForDevelopment = ({ properties = [] }) =>
  properties.some(({ name, value }) => name === 'cdx:npm:package:development' && value === 'true')
const components = whole.components.filter((one) => !isForDevelopment(one))
const root = whole.metadata.component['bom-ref']
const kept = new Set([root, ...components.map((one) => one['bom-ref'])])
const { $schema, bomFormat, specVersion, version, metadata } = whole
const sbom = {
  $schema,
  bomFormat,
  specVersion,
  version,
  // Named by npm after the directory it stands in.
  metadata: { lifecycles: metadata.lifecycles, component: { ...metadata.component, name: 'spoonful' } },
  components,
  dependencies: whole.dependencies
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((one) => kept.has(one)) })),
}
writeFileSync('sbom.json', `${JSON.stringify(sbom, null, 1)}\n`)
console.log(`sbom.json: ${components.length} packages`)
