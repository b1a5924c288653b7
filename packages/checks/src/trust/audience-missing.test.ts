import { describe, expect, it } from 'vitest';
import { anIdentityView, aSeenCredential, judge, nothingRead } from '../testing/index.ts';
import { trustAudienceMissing } from './audience-missing.ts';

const trust = (attributes: { audience?: string[]; subjectConditions?: object[] }) => ({
  credentials: [
    aSeenCredential({
      kind: 'federated-trust',
      attributes: { issuer: 'https://issuer.example', ...(attributes as object) },
    }),
  ],
});
const asks = (operator: string, ...values: string[]) => ({
  subjectConditions: [{ operator, key: 'issuer.example:aud', values }],
});

describe('trust-audience-missing', () => {
  it.each([
    ['passes an audience in its list', trust({ audience: ['sts.amazonaws.com'] }), 'pass'],
    [
      'passes an audience in its conditions',
      trust(asks('StringEquals', 'sts.amazonaws.com')),
      'pass',
    ],
    [
      'fails when it is told that none is asked',
      trust({ audience: [], subjectConditions: [] }),
      'fail',
    ],
    ['fails a wildcard', trust({ audience: ['*'], ...asks('StringLike', '*') }), 'fail'],
    [
      'does not take IfExists for a demand',
      trust({ audience: [], ...asks('StringEqualsIfExists', 'x') }),
      'fail',
    ],
    ['cannot tell when audiences are silent', trust({ subjectConditions: [] }), 'unknown'],
    ['cannot tell when trusts were not read', { coverage: nothingRead }, 'unknown'],
    ['does not concern an identity without trusts', {}, 'not-applicable'],
    [
      'skips what is disabled',
      { identity: { status: 'disabled' }, ...trust({ audience: [] }) },
      'not-applicable',
    ],
    [
      'does not concern agents',
      { identity: { kind: 'agent' }, ...trust({ audience: [] }) },
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(trustAudienceMissing, anIdentityView(view)).result).toBe(expected);
  });

  it('names the issuer', () => {
    expect(judge(trustAudienceMissing, anIdentityView(trust({ audience: [] })))).toMatchObject({
      because: 'tokens of issuer.example are accepted for any audience',
    });
  });
});
