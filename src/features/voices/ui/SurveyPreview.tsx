/** The page as customers will see it, made by the same function that makes the real one. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import type { SurveyDefinition, SurveyLanguage } from '#features/voices/contract.ts'
import { Segments } from '#web/components/Segments.tsx'
import { failureWords } from '#web/failure.ts'
import { previewOf } from './survey-api.ts'

export function SurveyPreview({ definition }: { definition: SurveyDefinition }) {
  const [language, setLanguage] = useState<SurveyLanguage>(definition.language)
  const shown = useDeferredValue(definition)
  const { data, error } = useQuery({
    queryKey: ['survey-preview', shown, language],
    queryFn: () => previewOf(shown, language),
    placeholderData: keepPreviousData,
  })
  return (
    <div className="SurveyPreview stack" data-gap="6">
      <div className="row between wrap">
        <h2 className="small second">As customers see it</h2>
        <Segments
          label="Language"
          value={language}
          onChange={setLanguage}
          choices={[
            { value: 'en', label: 'EN' },
            { value: 'de', label: 'DE' },
            { value: 'fr', label: 'FR' },
            { value: 'es', label: 'ES' },
          ]}
        />
      </div>
      {error ? (
        <p className="small bad" role="alert">
          {failureWords(error)}
        </p>
      ) : (
        <iframe
          title="The survey as customers see it"
          sandbox="allow-same-origin"
          srcDoc={data ?? ''}
          tabIndex={-1}
        />
      )}
    </div>
  )
}
