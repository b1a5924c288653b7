import { describe, expect, it } from 'vitest';
import { aCredentialView, judge } from '../testing/index.ts';
import { tokenInDefaultProject } from './in-default-project.ts';

const key = (attributes: Record<string, boolean | string[]>) =>
  aCredentialView({ kind: 'api-key', attributes });

describe('token-in-default-project', () => {
  it.each([
    ['fails the default project', key({ defaultProject: true }), 'fail'],
    ['passes a project of its own', key({ defaultProject: false }), 'pass'],
    ['passes a named project', key({ limitedTo: ['checkout'] }), 'pass'],
    ['cannot tell what was not told', key({}), 'unknown'],
    ['does not concern tokens', aCredentialView(), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(tokenInDefaultProject, view).result).toBe(expected);
  });
});
