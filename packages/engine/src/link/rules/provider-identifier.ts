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

const objectId: LinkName = {
  space: 'object',
  from: [{ of: 'attribute', attribute: 'objectId', pattern: guid, lowerCase: true }],
};
const googleNumber: LinkName = {
  space: 'google-number',
  from: [{ of: 'attribute', attribute: 'uniqueId', pattern: '^([0-9]{15,})$' }],
};

/** An identity that a file or a definition names, and the provider's own. */
export const providerIdentifier = defineLink({
  id: 'provider-identifier',
  title: 'Identities by the identifier of their provider',
  joins:
    'An identity that a file, a pipeline or Terraform names, and what the provider itself tells of it; a principal of Azure and its entry in Entra ID; a client of Google Workspace and the service account that it is.',
  why: 'An identifier that is unique in the whole world: ARN with its account, service account e-mail, client id, object id, number of a service account, SPIFFE id: 0.99. Where the provider shows several rows by one client id (an application and its service principals) each of them is less sure.',
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
      // Two connectors of one provider: each lists the same principal by its own key.
      {
        noun: identities,
        join: {
          from: { noun: 'identity', providers: ['azure'], told: 'home', by: [objectId] },
          to: { noun: 'identity', providers: ['entra'], told: 'home', by: [objectId] },
        },
      },
      {
        noun: identities,
        join: {
          from: {
            noun: 'identity',
            providers: ['google-workspace'],
            nativeTypes: ['google-service-account-client'],
            told: 'home',
            by: [googleNumber],
          },
          to: {
            noun: 'identity',
            providers: ['gcp'],
            nativeTypes: ['gcp-service-account'],
            told: 'home',
            by: [googleNumber],
          },
        },
      },
    ],
    ({ from, to, names }) => {
      const id = bare(names[0] ?? '');
      // An application and its service principal are two rows of one client id, but not of one object id.
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
