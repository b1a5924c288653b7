import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { accessAppOnAllRepositories } from './app-on-all-repositories.ts';

const app = (attributes: { allRepositories?: boolean; permissions?: Record<string, string> }) =>
  ({ kind: 'application', attributes }) as const;
const write = { contents: 'write', metadata: 'read' };

describe('access-app-on-all-repositories', () => {
  it.each([
    [
      'passes an app on chosen repositories',
      app({ allRepositories: false, permissions: write }),
      'pass',
    ],
    [
      'passes an app that only reads',
      app({ allRepositories: true, permissions: { contents: 'read' } }),
      'pass',
    ],
    [
      'fails an app that writes everywhere',
      app({ allRepositories: true, permissions: write }),
      'fail',
    ],
    ['cannot tell without its permissions', app({ allRepositories: true }), 'unknown'],
    ['cannot tell without its repositories', app({ permissions: write }), 'unknown'],
    ['does not concern apps elsewhere', app({}), 'not-applicable'],
    ['does not concern roles', { kind: 'role' }, 'not-applicable'],
    [
      'skips a suspended app',
      { ...app({ allRepositories: true, permissions: write }), status: 'disabled' },
      'not-applicable',
    ],
  ] as const)('%s', (_, identity, expected) => {
    expect(judge(accessAppOnAllRepositories, anIdentityView({ identity })).result).toBe(expected);
  });

  it.each([
    [
      { contents: 'write', issues: 'write' },
      'high',
      'it may write contents, issues in every repository',
    ],
    [{ issues: 'write' }, 'medium', 'it may write issues in every repository'],
  ])('weighs %o as %s', (permissions, severity, because) => {
    const identity = app({ allRepositories: true, permissions });

    expect(judge(accessAppOnAllRepositories, anIdentityView({ identity }))).toMatchObject({
      severity,
      because,
    });
  });
});
