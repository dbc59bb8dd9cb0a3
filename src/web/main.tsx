/** Starts the agent's application in the page. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './styles/all.css'
import { App } from './app.tsx'

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
