/** How the web application is built: from src/web into .web, in files only, so that a strict content security policy holds. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// eslint-disable-next-line no-restricted-syntax -- the tool asks for a default export
export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  build: {
    outDir: '../../.web',
    emptyOutDir: true,
    target: 'es2023',
    // Nothing becomes a data: address and nothing is written into the page: `default-src 'self'` is enough.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    reportCompressedSize: false,
  },
})
