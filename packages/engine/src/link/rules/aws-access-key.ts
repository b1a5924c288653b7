import type { LinkName } from '@nonhuman/store';
import { bare, called, credentials, defineLink, judging, sureness } from '../define-link.ts';

// Without a group and without bounds PostgreSQL decides it many times faster.
const shape = '^A(?:KIA|SIA|BIA|CCA)[A-Z2-7]+$';
const byId = (of: 'name' | 'public-id'): LinkName => ({
  space: 'aws-access-key',
  from: [{ of, pattern: shape }],
});
const listed = { noun: 'credential', by: [byId('public-id')] } as const;

/** AWS never gives an access key id twice. */
export const awsAccessKey = defineLink({
  id: 'aws-access-key',
  title: 'AWS access keys',
  joins:
    'One AWS access key in several places: a file, a scanner report, a Terraform state, the account’s own list.',
  why: 'The access key id, which AWS never gives twice and which is no secret: 0.99.',
  relation: 'same',
  find: judging(
    [
      { noun: credentials, join: { from: listed } },
      {
        noun: { from: 'secret-reference', to: 'credential' },
        join: {
          from: { noun: 'secret-reference', stores: ['aws-access-key-id'], by: [byId('name')] },
          to: listed,
        },
      },
    ],
    ({ from, to, names }) => {
      const id = bare(names[0] ?? '');
      return {
        verdict: 'matched',
        confidence: sureness.proven,
        because: `${called(from)} and ${called(to)} have the access key id ${id}`,
        evidence: { accessKeyId: id },
      };
    },
  ),
});
