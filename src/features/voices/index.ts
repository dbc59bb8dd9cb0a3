/** The front door of voices for other server code. */
export { voiceHoldings } from './holdings.ts'
export { voiceSubscribers, voiceSweeps } from './jobs.ts'
export { voiceRoutes } from './routes.ts'
export { removeSurveys, saveSurvey } from './actions/surveys.ts'
export { surveyPageRoutes } from './page/routes.ts'
export { declareSurveySender, type SurveyLetter, type SurveySender, type SurveySent } from './senders.ts'
export { summarise } from './actions/summarise.ts'
