/** HTTP face of voices: one file a subject under routes/. */
import type { Api } from '#platform/http.ts'
import { complaintRoutes } from './routes/complaints.ts'
import { voiceExportRoutes } from './routes/export.ts'
import { surveyRoutes } from './routes/surveys.ts'
import { themeEditingRoutes } from './routes/theme-editing.ts'
import { themePlaceRoutes } from './routes/theme-place.ts'
import { themeRoutes } from './routes/themes.ts'

export type VoiceDoor = {
  /** Where customers reach us, "https://care.example.com"; known for certain once the server listens. */
  readonly baseUrl: () => string
}

export function voiceRoutes(api: Api, door: VoiceDoor): void {
  surveyRoutes(api, door)
  complaintRoutes(api)
  themeRoutes(api)
  themeEditingRoutes(api)
  themePlaceRoutes(api)
  voiceExportRoutes(api)
}
