import { bare, called, credentials, defineLink, judging, sureness } from '../define-link.ts';

/** Identifiers of this length with letters in them are unique by themselves; a short number is so only at its own server. */
const unique = '^(?=.*[A-Za-z])(?=.*[0-9]).{16,}$';

/** The identifier that a provider shows of a credential. */
export const samePublicId = defineLink({
  id: 'same-public-id',
  title: 'Credentials of the same public identifier',
  joins:
    'One token, secret or API key in several places, by the identifier that its provider shows of it.',
  why: 'Provider and identifier, where this is long enough to be unique by itself: 0.95. Short numbers, which every server counts from one, are not compared.',
  relation: 'same',
  find: judging(
    [
      {
        noun: credentials,
        join: {
          from: {
            noun: 'credential',
            kinds: [
              'api-key',
              'app-key',
              'connection-string',
              'jwt',
              'oauth-client-secret',
              'oauth-grant',
              'token',
              'webhook-url',
            ],
            by: [{ space: 'id', from: [{ of: 'provider' }, { of: 'public-id', pattern: unique }] }],
          },
        },
      },
    ],
    ({ from, to, names }) => {
      // A secret and a grant of one client share its id.
      if (from.kind !== to.kind) return null;
      const id = bare(names[0] ?? '').slice(from.provider.length + 1);
      return {
        verdict: 'matched',
        confidence: sureness.agreed,
        because: `${called(from)} and ${called(to)} have the ${from.provider} identifier ${id}`,
        evidence: { provider: from.provider, publicId: id },
      };
    },
  ),
});
