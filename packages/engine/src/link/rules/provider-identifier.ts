import type { LinkName } from '@nonhuman/store';
import { bare, called, defineLink, identities, judging, sureness } from '../define-link.ts';

const guid = '(?:^|:)([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$';

/** Keys that name one thing in the whole world. */
const worldwide: readonly LinkName[] = [
  { space: 'arn', from: [{ of: 'key', pattern: '^(arn:[a-z-]+:iam::[0-9]{12}:.+)$' }] },
  {
    space: 'arn',
    from: [{ of: 'attribute', attribute: 'arn', pattern: '^(arn:[a-z-]+:iam::[0-9]{12}:.+)$' }],
  },
  {
    space: 'google',
    from: [
      { of: 'key', pattern: '([a-z0-9.-]+@[a-z0-9.-]+\\.gserviceaccount\\.com)$', lowerCase: true },
    ],
  },
  {
    space: 'google',
    from: [
      {
        of: 'attribute',
        attribute: 'email',
        pattern: '^([a-z0-9.-]+@[a-z0-9.-]+\\.gserviceaccount\\.com)$',
        lowerCase: true,
      },
    ],
  },
  { space: 'guid', from: [{ of: 'key', pattern: guid, lowerCase: true }] },
  {
    space: 'guid',
    from: [{ of: 'attribute', attribute: 'clientId', pattern: guid, lowerCase: true }],
  },
  {
    space: 'guid',
    from: [{ of: 'attribute', attribute: 'appId', pattern: guid, lowerCase: true }],
  },
  { space: 'spiffe', from: [{ of: 'key', pattern: '^(spiffe://.+)$' }] },
];

/** An identity that a file or a definition names, and the provider's own. */
export const providerIdentifier = defineLink({
  id: 'provider-identifier',
  title: 'Identities by the identifier of their provider',
  joins:
    'An identity that a file, a pipeline or Terraform names, and what the provider itself tells of it.',
  why: 'An identifier that is unique in the whole world: ARN with its account, service account e-mail, client id, SPIFFE id: 0.99. Where the provider shows several rows by one client id (an application and its service principals) each of them is less sure.',
  relation: 'same',
  find: judging(
    [
      {
        noun: identities,
        join: {
          from: { noun: 'identity', told: 'copies', by: worldwide },
          to: { noun: 'identity', told: 'home', by: worldwide },
        },
      },
      // Several files may name one by keys that differ.
      { noun: identities, join: { from: { noun: 'identity', told: 'copies', by: worldwide } } },
    ],
    ({ from, to, names }) => {
      const id = bare(names[0] ?? '');
      // An application and its service principal are two rows of one client id.
      const isOne = from.nativeType === to.nativeType || !(names[0] ?? '').startsWith('guid:');
      return {
        verdict: 'matched',
        confidence: isOne ? sureness.proven : sureness.named,
        because: `${called(from)} and ${called(to)} are ${id}`,
        evidence: { identifier: id },
      };
    },
  ),
});
