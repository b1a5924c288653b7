import { at } from '../../../formats/json-value.ts';
import { expiryOf, toolFile } from './tool-file.ts';

export const vercel = toolFile({
  id: 'host.vercel',
  title: 'Vercel login',
  format: 'jsonc',
  reads: [
    { home: '.local/share/com.vercel.cli/auth.json' },
    { home: 'Library/Application Support/com.vercel.cli/auth.json' },
    { home: '.vercel/auth.json' },
  ],
  *items({ value }) {
    yield {
      path: ['token'],
      name: 'Vercel token',
      provider: 'vercel',
      kind: 'token',
      nativeType: 'vercel-token',
      expiresAt: expiryOf(at(value, 'expiresAt')),
      attributes: { boundToPerson: true },
    };
    yield {
      path: ['refreshToken'],
      name: 'Vercel refresh token',
      provider: 'vercel',
      kind: 'session',
      nativeType: 'vercel-refresh-token',
      attributes: { boundToPerson: true },
    };
  },
});
