import type { PairEnd } from '@nonhuman/store';
import { called, credentials, defineLink, judging, sureness } from '../define-link.ts';

const chosenByPeople = new Set(['password', 'connection-string']);

/** The same secret value, by its keyed fingerprint. */
export const sameFingerprint = defineLink({
  id: 'same-fingerprint',
  title: 'Secrets of the same value',
  joins: 'One secret in several places, under whatever name it was found there.',
  why: 'The keyed fingerprint of the value: 0.99. A password may be used again for another login: two logins that name themselves differently are not linked, and where one does not name itself it cannot be told (0.5).',
  relation: 'same',
  find: judging(
    [
      {
        noun: credentials,
        join: {
          from: {
            noun: 'credential',
            by: [{ space: 'fingerprint', from: [{ of: 'fingerprint' }] }],
            reads: ['spkiSha256'],
          },
        },
      },
    ],
    ({ from, to, names }) => {
      const evidence = { fingerprint: names[0]?.slice('fingerprint:'.length) ?? '' };
      const areNamed = from.publicId !== null && to.publicId !== null;
      if (areNamed && from.publicId !== to.publicId && !isPublicKey(from) && !isPublicKey(to))
        return null;
      const isPassword = chosenByPeople.has(from.kind) || chosenByPeople.has(to.kind);
      if (isPassword && !areNamed) {
        return {
          verdict: 'cannot-tell',
          confidence: sureness.open,
          because: `${called(from)} and ${called(to)} have the same value; a password may be used for several logins`,
          evidence,
        };
      }
      return {
        verdict: 'matched',
        confidence: sureness.proven,
        because: `${called(from)} and ${called(to)} have the same keyed fingerprint`,
        evidence,
      };
    },
  ),
});

/** Keys have several public ids for one key: SSH's and that of X.509. */
function isPublicKey({ kind }: PairEnd): boolean {
  return kind === 'ssh-key' || kind === 'private-key';
}
