import { bare, called, credentials, defineLink, judging, sureness } from '../define-link.ts';

/** Keys of Google service accounts. */
export const googleKey = defineLink({
  id: 'google-service-account-key',
  title: 'Keys of Google service accounts',
  joins:
    'A key file of a service account, and the key in the account’s own list or in a Terraform state.',
  why: 'The private_key_id, 160 bits that Google makes, which is no secret: 0.99.',
  relation: 'same',
  find: judging(
    [
      {
        noun: credentials,
        join: {
          from: {
            noun: 'credential',
            providers: ['gcp', 'google', 'google-cloud'],
            by: [
              {
                space: 'private-key-id',
                from: [{ of: 'public-id', pattern: '(?:^|/keys/)([0-9a-f]{40})$' }],
              },
              { space: 'private-key-id', from: [{ of: 'key', pattern: '/keys/([0-9a-f]{40})$' }] },
              {
                space: 'private-key-id',
                from: [
                  { of: 'attribute', attribute: 'keyId', pattern: '(?:^|/keys/)([0-9a-f]{40})$' },
                ],
              },
            ],
          },
        },
      },
    ],
    ({ from, to, names }) => {
      const id = bare(names[0] ?? '');
      return {
        verdict: 'matched',
        confidence: sureness.proven,
        because: `${called(from)} and ${called(to)} have the private_key_id ${id}`,
        evidence: { privateKeyId: id },
      };
    },
  ),
});
