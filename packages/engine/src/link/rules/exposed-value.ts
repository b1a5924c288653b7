import type { LinkName } from '@nonhuman/store';
import { bare, called, defineLink, judging, sureness } from '../define-link.ts';

const value: LinkName = { space: 'fingerprint', from: [{ of: 'fingerprint' }] };

/** An exposure of which its source did not know the credential. */
export const exposedValue = defineLink({
  id: 'exposed-value',
  title: 'Exposures of a known credential',
  joins:
    'A secret that a scanner saw without knowing what it is, and the credential of the same value.',
  why: 'The keyed fingerprint of the value: 0.99; of a password, which may be used for several logins, it cannot be told (0.5). A report that carries only a digest of the secret tells no fingerprint of the value, and is not compared.',
  relation: 'exposes',
  find: judging(
    [
      {
        noun: { from: 'exposure', to: 'credential' },
        join: {
          from: { noun: 'exposure', ofNoCredential: true, by: [value] },
          to: { noun: 'credential', by: [value] },
        },
      },
    ],
    ({ from, to, names }) => {
      const isPassword = to.kind === 'password' || to.kind === 'connection-string';
      return {
        verdict: isPassword ? 'cannot-tell' : 'matched',
        confidence: isPassword ? sureness.open : sureness.proven,
        because: `${called(from)} has the keyed fingerprint of ${called(to)}`,
        evidence: { fingerprint: bare(names[0] ?? '') },
      };
    },
  ),
});
