import type { LinkJoin, LinkName, PairEnd } from '@nonhuman/store';
import { copyingConnectors } from '../copying-connectors.ts';
import {
  called,
  credentials,
  defineLink,
  type FoundLink,
  type LinkWorld,
  sureness,
} from '../define-link.ts';

const sshFingerprint = '^(?:SHA256:)?([A-Za-z0-9+/]{43})=?$';

/** The halves of a key pair, and what was signed for them. */
export const publicKey = defineLink({
  id: 'public-key',
  title: 'Private keys and what trusts or certifies them',
  joins:
    'A private key and its certificate, deploy key, authorized_keys line, SSH certificate or authority; one public key in several places.',
  why: 'The fingerprint of the public key (OpenSSH SHA-256, or SHA-256 of the SPKI), or the thumbprint of the certificate (SHA-256 or SHA-1): 0.99. Nothing goes by names.',
  relation: 'pairs-with',
  find: keyPairs,
});

const sha256 = '^([0-9a-f]{64})$';
const sha1 = '^([0-9a-f]{40})$';

const by = (space: string, attribute: string, pattern: string): LinkName => ({
  space,
  from: [
    {
      of: 'attribute',
      attribute,
      pattern,
      ...(pattern === sshFingerprint ? {} : { lowerCase: true }),
    },
  ],
});
const byPublicId = (space: string, pattern: string, asHex = false): LinkName => ({
  space,
  from: [{ of: 'public-id', pattern, ...(asHex ? { asHex: true } : {}) }],
});

const join: LinkJoin = {
  from: {
    noun: 'credential',
    kinds: ['app-key', 'certificate', 'federated-trust', 'private-key', 'ssh-key'],
    by: [
      byPublicId('ssh', sshFingerprint),
      by('ssh', 'keyFingerprint', sshFingerprint),
      by('ssh', 'sshFingerprint', sshFingerprint),
      by('spki', 'spkiSha256', sha256),
      byPublicId('spki', sha256),
      // Snowflake shows the hash of the SPKI as OpenSSH shows that of its own form, but padded.
      byPublicId('spki', '^SHA256:([A-Za-z0-9+/]{43}=)$', true),
      by('x509-sha1', 'sha1', sha1),
      by('x509-sha1', 'thumbprint', sha1),
      by('x509-sha256', 'sha256', sha256),
      by('x509-sha256', 'thumbprint', sha256),
      byPublicId('x509-sha256', sha256),
    ],
  },
};

async function* keyPairs(world: LinkWorld): AsyncGenerator<FoundLink> {
  for await (const { from, to, names } of world.pairs(join)) {
    // A certificate's own hash is no hash of a key, though both look alike.
    const usable = names.filter(
      (name) => !name.startsWith('spki:') || isOfKey(from, name) === isOfKey(to, name),
    );
    const [name] = usable;
    if (name === undefined) continue;
    const isWhole = name.startsWith('x509');
    const shown = name.startsWith('ssh:')
      ? `SHA256:${name.slice(4)}`
      : name.slice(name.indexOf(':') + 1);
    const [one, other] = sideOf(from) <= sideOf(to) ? [from, to] : [to, from];
    yield {
      from: { noun: credentials.from, id: one.id },
      to: { noun: credentials.to, id: other.id },
      relation:
        isWhole || sideOf(from) === sideOf(to) ? relationOf(from, to, isWhole) : 'pairs-with',
      verdict: 'matched',
      confidence: sureness.proven,
      because: `${called(one)} and ${called(other)} have the ${isWhole ? 'certificate thumbprint' : 'public key'} ${shown}`,
      evidence: { [isWhole ? 'thumbprint' : 'publicKey']: shown },
    };
  }
}

function isOfKey({ publicId, kind }: PairEnd, name: string): boolean {
  return kind === 'certificate' ? publicId !== name.slice('spki:'.length) : true;
}

/** The private half, what certifies its public half, and what lets it in. Only files hold private halves. */
function sideOf({ kind, nativeType, connector }: PairEnd): 0 | 1 | 2 {
  if (kind === 'certificate') return 1;
  const isPrivate = kind === 'private-key' || nativeType === 'ssh-private-key';
  return isPrivate && copyingConnectors.includes(connector) ? 0 : 2;
}

/** Two rows of one certificate, or of one private key, are one credential; two lines that let one key in are two. */
function relationOf(from: PairEnd, to: PairEnd, isWhole: boolean): 'pairs-with' | 'same' {
  if (isWhole) return 'same';
  return sideOf(from) === 0 && sideOf(to) === 0 ? 'same' : 'pairs-with';
}
