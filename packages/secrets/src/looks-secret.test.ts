import { describe, expect, it } from 'vitest';
import { looksSecret } from './looks-secret.ts';
import { exampleOf } from './testing/index.ts';

const opaque = 'k3J9-zQ7_vT1bX5m';
const github = exampleOf('github-personal-access-token', 1);

describe('looksSecret', () => {
  it.each([
    ['DB_PASSWORD', 'hunter2'],
    ['dbPassword', 'Tr0ub4dor&3'],
    ['spring.datasource.password', opaque],
    ['API_KEY', opaque],
    ['apiKey', opaque],
    ['STRIPE_SECRET_KEY', opaque],
    ['client-secret', opaque],
    ['SESSION_SECRET', 'correct-horse-battery-staple-9'],
    ['AUTH_TOKEN', opaque],
    ['SSH_PRIVATE_KEY', exampleOf('generic-private-key', 1)],
    ['DATABASE_URL', `postgres://app:${opaque}@db.internal/orders`],
    ['SENTRY', github],
    ['GITHUB_PAT', `"${github}"`],
  ])('%s with a value of its own is a secret', (name, value) => {
    expect(looksSecret(name, value)).toMatchObject({ secret: true });
  });

  it.each([
    ['DB_PASSWORD', '', 'empty'],
    ['DB_PASSWORD', 'changeme', 'placeholder'],
    ['DB_PASSWORD', '$OTHER', 'reference'],
    ['DB_PASSWORD', 'op://infra/db/password', 'reference'],
    ['DB_PASSWORD_FILE', '/run/secrets/db', 'path'],
    ['PASSWORD_FILE', 'secret.txt', 'file name'],
    ['TLS_PRIVATE_KEY', '/etc/tls/server.key', 'path'],
    ['USE_TOKEN', 'true', 'boolean'],
    ['MAX_TOKENS', '4096', 'number'],
    ['TOKEN_TTL', '3600s', 'number'],
    ['TOKEN_URL', 'https://login.internal/oauth/token', 'URL'],
    ['SECRET_NAME', 'orders-database', 'name'],
    ['PASSWORD_POLICY', 'at-least-twelve', 'name'],
    ['PUBLIC_KEY', 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE', 'name'],
    ['NEXT_PUBLIC_TOKEN', opaque, 'name'],
    ['PRIMARY_KEY', 'order_id_column_1', 'name'],
    ['KEYBOARD', 'dvorak-international', 'name'],
    ['AUTHOR', 'somebody-with-a-name', 'name'],
    ['COMMIT', 'da39a3ee5e6b4b0d3255bfef95601890afd80709', 'name'],
    ['API_KEY', 'short', 'short'],
    ['SECRET_TOKEN', 'the usual words of a sentence', 'prose'],
    ['TOKEN', 'bearer', 'short'],
    ['AUTH_TOKEN', 'disabled-by-default', 'words'],
  ])('%s=%s is none', (name, value, because) => {
    const judgement = looksSecret(name, value);

    expect(judgement.secret).toBe(false);
    expect(judgement.because).toContain(because);
  });

  it('never quotes the value in its reason', () => {
    for (const name of ['PASSWORD', 'HOME', 'TOKEN']) {
      expect(looksSecret(name, github).because).not.toContain(github);
    }
  });
});
