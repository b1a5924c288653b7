import { bare, called, credentials, defineLink, judging, sureness } from '../define-link.ts';

/** AWS never gives an access key id twice. */
export const awsAccessKey = defineLink({
  id: 'aws-access-key',
  title: 'AWS access keys',
  joins: 'One AWS access key in several places: a file, a Terraform state, the account’s own list.',
  why: 'The access key id, which AWS never gives twice and which is no secret: 0.99.',
  relation: 'same',
  find: judging(
    [
      {
        noun: credentials,
        join: {
          from: {
            noun: 'credential',
            by: [
              {
                space: 'aws-access-key',
                from: [{ of: 'public-id', pattern: '^(A(?:KIA|SIA|BIA|CCA)[A-Z2-7]{12,28})$' }],
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
        because: `${called(from)} and ${called(to)} have the access key id ${id}`,
        evidence: { accessKeyId: id },
      };
    },
  ),
});
