import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { fakeApiPlugin } from './src/testing/fake-api-plugin.ts';

/** `NONHUMAN_FAKE_API=1 vite` answers /v1 from invented data; otherwise it is passed to a running server. */
export default defineConfig({
  plugins: [react(), tailwindcss(), ...(process.env['NONHUMAN_FAKE_API'] ? [fakeApiPlugin()] : [])],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  build: {
    target: 'es2022',
    // Nothing may become a data: URL or an inline script: the content security policy refuses both.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
  server: {
    proxy: { '/v1': process.env['NONHUMAN_SERVER'] ?? 'http://127.0.0.1:7080' },
  },
});
