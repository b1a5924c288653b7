import { describe, expect, it } from 'vitest';
import { loginHints, madeByVault } from './login-hints.ts';

describe('hints of a login', () => {
  it.each([
    ['shop_app', 'machine'],
    ['svc-billing', 'machine'],
    ['grafana', 'machine'],
    ['ada.lovelace', 'person'],
    ['ada@example.com', 'person'],
  ] as const)('%s looks like a %s', (name, side) => {
    expect(loginHints(name)[side]).toHaveLength(1);
  });

  it('are none where nothing tells', () => {
    expect(loginHints('legacy')).toEqual({ person: [], machine: [] });
  });

  it('count the programs that hold sessions', () => {
    expect(loginHints('legacy', ['DBeaver 24.1', 'orders', ''])).toEqual({
      person: ['a session by DBeaver 24.1'],
      machine: ['a session by orders'],
    });
  });

  it.each([
    ['v-token-readonly-AbCdEfGhIjKlMnOpQrSt-1767225600', 'readonly', '2026-01-01T00:00:00.000Z'],
    ['v-approle-my-role-AbCdEfGhIjKlMnOpQrSt-1767225600', 'my-role', '2026-01-01T00:00:00.000Z'],
    ['v-root-readonl-AbCdEfGhIjKlMnOpQ', 'readonl', null],
  ])('say that Vault made %s', (name, role, issuedAt) => {
    expect(madeByVault(name)).toMatchObject({ issuedAt });
    expect(
      madeByVault(name)?.role.endsWith(role) || role.endsWith(madeByVault(name)?.role ?? '?'),
    ).toBe(true);
  });

  it.each(['vault', 'v-1', 'shop', 'v-team'])('say nothing of Vault about %s', (name) => {
    expect(madeByVault(name)).toBeNull();
  });
});
