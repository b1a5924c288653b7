import type { PlantedSecret } from './planted-secret.ts';
import type { Random } from './random.ts';

const digits = '0123456789';
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const alphanumeric = digits + letters;
const base64 = `${alphanumeric}+/`;
const base64url = `${alphanumeric}-_`;
const lowerHex = '0123456789abcdef';

/**
 * Makers of secrets whose inside has a structure that no pattern tells. A `value` made for a detector
 * with a checksum gets its checksum afterwards.
 */
export const makers: Readonly<Record<string, (random: Random) => PlantedSecret>> = {
  'aws-secret-access-key-beside-id': besideKeyId,
  'azure-shared-access-signature': sharedAccessSignature,
  'discord-bot-token': discordBot,
  'docker-registry-login': (random) =>
    inText('{"auths":{"registry.test":{"auth":"', login(random), '"}}}'),
  'generic-basic-auth-header': (random) => inText('Authorization: Basic ', login(random), '\n'),
  'generic-connection-string': (random) =>
    whole(`postgres://app:${random.text(alphanumeric, 20)}@db.internal:5432/orders`),
  'generic-jwt': (random) => whole(jwt(random, { sub: 'billing', exp: 1_900_000_000 })),
  'generic-netrc-password': (random) =>
    inText('machine git.internal login robot password ', random.text(alphanumeric, 20), '\n'),
  'generic-pgp-private-key': (random) => whole(block(random, 'PGP PRIVATE KEY BLOCK', 900)),
  'generic-private-key': (random) => whole(block(random, 'RSA PRIVATE KEY', 1_600)),
  'generic-sql-connection-password': (random) =>
    inText('Server=db.internal;User Id=app;Password=', random.text(alphanumeric, 20), ';'),
  'generic-url-login': (random) =>
    inText('https://robot:', random.text(alphanumeric, 20), '@git.internal/app.git'),
  'github-app-installation-token': (random) =>
    whole(
      `ghs_${random.text('123456789', 6)}_${jwt(random, { iss: '123456', exp: 1_900_000_000 })}`,
    ),
  'gitlab-routable-token': gitlabRoutable,
  'google-service-account-key': serviceAccountKey,
  'grafana-api-key-legacy': (random) => {
    const key = { k: random.text(alphanumeric, 32), n: 'deploy', id: 1 };
    return whole(packed(key));
  },
  'grafana-cloud-access-policy-token': (random) => {
    const policy = {
      o: '123456',
      n: 'metrics-writer',
      k: random.text(alphanumeric, 24),
      m: { r: 'eu' },
    };
    return whole(`${'glc'}_${packed(policy)}`);
  },
  'one-password-service-account-token': onePassword,
  'pypi-api-token': (random) => whole(macaroon(random, 'pypi.org')),
  'pypi-test-api-token': (random) => whole(macaroon(random, 'test.pypi.org')),
  'sentry-organization-token': (random) => {
    const about = {
      iat: 1_700_000_000.5,
      url: 'https://sentry.io',
      region_url: 'https://us.sentry.io',
      org: 'acme',
    };
    return whole(`${'sntrys'}_${packed(about)}_${random.text(base64, 43)}`);
  },
};

function whole(value: string): PlantedSecret {
  return { text: value, value };
}

function inText(before: string, value: string, after: string): PlantedSecret {
  return { text: before + value + after, value };
}

function packed(object: object): string {
  return btoa(JSON.stringify(object));
}

function login(random: Random): string {
  return btoa(`robot:${random.text(alphanumeric, 18)}`);
}

function jwt(random: Random, claims: object): string {
  const part = (object: object) => base64urlOf(JSON.stringify(object));
  const header = { alg: 'RS256', typ: 'JWT', kid: random.text(lowerHex, 12) };
  return `${part(header)}.${part(claims)}.${random.text(base64url, 342)}`;
}

function block(random: Random, label: string, length: number): string {
  const lines = Array.from({ length: Math.ceil(length / 64) }, () => random.text(base64, 64));
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].join('\n');
}

function besideKeyId(random: Random): PlantedSecret {
  const id = `AKIA${random.text('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16)}`;
  return inText(`new Client("${id}", "`, random.text(base64, 40), '")');
}

function sharedAccessSignature(random: Random): PlantedSecret {
  const query =
    'https://acme.blob.test/backups?sv=2022-11-02&sp=r&se=2030-01-01T00%3A00%3A00Z&sig=';
  return inText(query, `${random.text(base64, 43).replace(/[+/]/g, '%2F')}%3D`, '');
}

function discordBot(random: Random): PlantedSecret {
  const id = btoa(`1${random.text(digits, 17)}`);
  const token = [id, random.text(alphanumeric, 6), random.text(base64url, 38)].join('.');
  return inText('DISCORD_TOKEN=', token, '\n');
}

function gitlabRoutable(random: Random): PlantedSecret {
  const routing = `c:1\no:1\nu:${random.text('123456789', 4)}`;
  const noise = random.text(base64url, 16);
  const payload = base64urlOf(noise + routing + String.fromCharCode(routing.length));
  const length = payload.length.toString(36).padStart(2, '0');
  return whole(`${'glpat'}-${payload}.01.${length}0000000`);
}

function serviceAccountKey(random: Random): PlantedSecret {
  const key = `${block(random, 'PRIVATE KEY', 1_600)}\n`;
  const file = {
    type: 'service_account',
    project_id: 'acme-prod',
    private_key_id: random.text(lowerHex, 40),
    private_key: key,
    client_email: 'robot@acme-prod.iam.gserviceaccount.com',
  };
  return { text: JSON.stringify(file, null, 2), value: JSON.stringify(key).slice(1, -1) };
}

function onePassword(random: Random): PlantedSecret {
  const bundle = {
    signInAddress: 'acme.1password.test',
    userAuth: {
      method: 'SRPg-4096',
      alg: 'PBES2g-HS256',
      iterations: 650_000,
      salt: random.text(base64url, 22),
    },
    email: 'robot@1passwordserviceaccounts.com',
    srpX: random.text(lowerHex, 64),
    muk: { alg: 'A256GCM', k: random.text(base64url, 43), kty: 'oct' },
    deviceUuid: random.text(lowerHex, 26),
  };
  return whole(`${'ops'}_${packed(bundle)}`);
}

/** A version 2 macaroon with one project caveat and one expiry, as pypi.org makes them. */
function macaroon(random: Random, location: string): string {
  const end = '\0';
  const field = (type: number, data: string) => String.fromCharCode(type, data.length) + data;
  const caveat = (value: unknown) => field(2, JSON.stringify(value)) + end;
  const identifier = `${random.text(lowerHex, 8)}-${random.text(lowerHex, 27)}`;
  const signature = field(6, random.text(base64, 32));
  const head = `\u0002${field(1, location)}${field(2, identifier)}${end}`;
  const caveats = caveat([1, ['acme']]) + caveat([0, 1_900_000_000, 1_700_000_000]);
  return `${'pypi'}-${base64urlOf(head + caveats + end + signature)}`;
}

/** base64url without padding of a string whose characters are bytes. */
function base64urlOf(bytes: string): string {
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
