import type { LinkSide } from '@nonhuman/store';
import { among, bare, called, credentials, defineLink, outward, sureness } from '../define-link.ts';

const guid = '([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})';
const secrets: Pick<LinkSide, 'kinds' | 'noun' | 'providers' | 'reads'> = {
  noun: 'credential',
  providers: ['azure', 'entra'],
  kinds: ['certificate', 'oauth-client-secret', 'private-key'],
  reads: ['hint'],
};

/** Secrets of Entra applications. */
export const entraCredential = defineLink({
  id: 'entra-credential',
  title: 'Secrets of Entra applications',
  joins:
    'A client secret in a file or Terraform state, and the credential that the application lists.',
  why: 'The keyId, where both tell it: 0.99. Else the application\u2019s client id with the hint, the first letters of the secret that Entra shows: 0.9, shared by as many secrets as have that hint. A client id alone links nothing, as an application has several secrets. Certificates go by their thumbprint.',
  relation: 'same',
  async *find(world) {
    const byKeyId = {
      from: {
        ...secrets,
        by: [
          {
            space: 'key-id',
            from: [{ of: 'attribute', attribute: 'keyId', pattern: `^${guid}$`, lowerCase: true }],
          },
          { space: 'key-id', from: [{ of: 'public-id', pattern: `^${guid}$`, lowerCase: true }] },
        ],
      },
    } as const;
    for await (const pair of world.pairs(byKeyId)) {
      const { from, to, names } = outward(pair);
      const id = bare(names[0] ?? '');
      yield {
        from: { noun: credentials.from, id: from.id },
        to: { noun: credentials.to, id: to.id },
        verdict: 'matched',
        confidence: sureness.proven,
        because: `${called(from)} and ${called(to)} have the keyId ${id}`,
        evidence: { keyId: id },
      };
    }
    const byHint = [
      {
        space: 'hint',
        from: [
          { of: 'identity-key', pattern: `(?:^|:)${guid}$`, lowerCase: true },
          { of: 'attribute', attribute: 'hint', pattern: '^(.{3})' },
        ],
      },
    ] as const;
    const hinted = {
      from: { ...secrets, told: 'copies', by: byHint },
      to: { ...secrets, told: 'home', by: byHint },
    } as const;
    for await (const { from, to, candidates } of world.pairs(hinted)) {
      const clientId = /[0-9a-f-]{36}$/i.exec(to.identityKey ?? '')?.[0] ?? '';
      yield {
        from: { noun: credentials.from, id: from.id },
        to: { noun: credentials.to, id: to.id },
        verdict: 'matched',
        confidence: among(candidates.to, sureness.named),
        because: `${called(from)} is of the application ${clientId} and begins like its secret ${to.name}${candidates.to > 1 ? `, as ${candidates.to - 1} more do` : ''}`,
        evidence: { clientId, candidates: candidates.to },
      };
    }
  },
});
