import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import type { CertificateRequest } from '../secrets/certificates.ts';
import { ed25519Pair, rsaPair } from '../secrets/keys.ts';
import { failing, type Intent, joined, nearly, type TruthOfLink } from '../truth.ts';
import type { Staff } from '../world/people.ts';
import type { PlantedFile } from './host.ts';
import { certificateFiles } from './keys.ts';

interface Making {
  readonly random: Random;
  readonly clock: Clock;
  readonly staff: Staff;
}

/** Certificates on two machines; those for all names of a domain lie on both. */
export function certificatesOf({ random, clock, staff }: Making): {
  readonly first: PlantedFile[];
  readonly second: PlantedFile[];
  /** Which key belongs to which certificate. */
  readonly links: TruthOfLink[];
} {
  const make = makerOf({ random, clock, staff });
  const selfMade = (name: string, authority: boolean): Partial<CertificateRequest> => {
    const key = ed25519Pair(random.fork(`${name}/own`));
    return { key, signer: key, issuer: `${name}.${staff.domain}`, authority };
  };
  const wildcards = ['', 'shop.', 'api.'];
  const wildcard = (folder: string) =>
    wildcards.flatMap((part) => wildcardOf(folder, `*.${part}${staff.domain}`));
  const wildcardOf = (folder: string, name: string) =>
    make(name.replace('*.', 'wildcard-'), {
      change: { names: [name], subject: name },
      withKey: true,
      intent: failing('certificate-wildcard-shared'),
      keyIntent: failing('credential-in-several-places'),
      folder,
    });
  const first = [
    ...make('expired', {
      change: { notAfter: clock.daysAgo(3) },
      intent: failing('certificate-expired'),
    }),
    ...make('gone', {
      change: { notAfter: clock.daysAgo(1) },
      intent: failing('certificate-expired'),
    }),
    ...make('still', {
      change: { notAfter: clock.inDays(1) },
      intent: { fails: ['credential-expires-soon'], nearly: ['certificate-expired'] },
    }),
    ...make('long-gone', {
      change: { notAfter: clock.daysAgo(50) },
      intent: failing('certificate-expired'),
    }),
    ...make('soon', {
      change: { notAfter: clock.inDays(30) },
      intent: { fails: ['credential-expires-soon'], nearly: ['certificate-expired'] },
    }),
    ...make('later', {
      change: { notAfter: clock.inDays(31) },
      intent: nearly('credential-expires-soon'),
    }),
    ...['self-made', 'self-made-2', 'self-made-3'].flatMap((name) =>
      make(name, {
        change: selfMade(name, false),
        intent: failing('certificate-self-signed'),
      }),
    ),
    ...make('own-issuer', {
      change: selfMade('own-issuer', true),
      intent: nearly('certificate-self-signed'),
    }),
    ...['sha1', 'sha1-2', 'sha1-3'].flatMap((name) =>
      make(name, { change: { hash: 'sha1' }, intent: failing('certificate-weak-signature') }),
    ),
    ...['sha256', 'sha256-2'].flatMap((name) =>
      make(name, { intent: nearly('certificate-weak-signature', 'certificate-self-signed') }),
    ),
    ...['one', 'two'].flatMap((name) =>
      make(`${name}-place`, {
        change: { names: [`*.${name}.${staff.domain}`] },
        intent: nearly('certificate-wildcard-shared'),
        withKey: true,
        keyIntent: joined(),
      }),
    ),
    ...wildcard('/home/deploy/front/certificates'),
  ];
  return {
    first,
    second: wildcard('/home/deploy/back/certificates'),
    links: linksIn(first),
  };
}

/** Makes certificates that an authority of the company signs. */
function makerOf({ random, clock, staff }: Making) {
  const signer = rsaPair(random.fork('authority'), 2048);
  const issuer = `${staff.org} internal authority`;
  return (
    name: string,
    {
      change = {},
      intent,
      withKey = false,
      keyIntent,
      folder = '/home/deploy/certificates',
    }: {
      change?: Partial<CertificateRequest>;
      intent: Intent;
      withKey?: boolean;
      keyIntent?: Intent;
      folder?: string;
    },
  ) => {
    const own = random.fork(name);
    const key = ed25519Pair(own);
    const subject = `${name}.${staff.domain}`;
    const request: CertificateRequest = {
      subject,
      issuer,
      organization: staff.org,
      names: [subject],
      notBefore: clock.daysAgo(60),
      notAfter: clock.inDays(200),
      key,
      signer,
      hash: 'sha256',
      authority: false,
      ...change,
    };
    return certificateFiles(folder, {
      name,
      random: own.fork('serial'),
      request,
      withKey,
      intent,
      ...(keyIntent ? { keyIntent } : {}),
    });
  };
}

/** A certificate stands before its key. */
function linksIn(files: readonly PlantedFile[]): TruthOfLink[] {
  return files.flatMap((file, index) => {
    const [certificate] = files[index - 1]?.subjects ?? [];
    const [key] = file.subjects;
    if (!file.path.endsWith('.key') || !certificate || !key) return [];
    return [{ kind: 'certificate-key', one: key.subject, other: certificate.subject }];
  });
}
