import { describe, expect, it } from 'vitest';
import { identifyToken, scanText } from '../scan-text.ts';
import { exampleOf, plantedSecret } from '../testing/index.ts';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwtOf = (claims: object) =>
  [part({ alg: 'RS256', kid: 'k1' }), part(claims), 'x9'.repeat(60)].join('.');

function factsIn(text: string): Readonly<Record<string, string>> | undefined {
  return scanText(text)[0]?.facts;
}

describe('what a secret says about itself', () => {
  it('AWS: the account and the kind of key', () => {
    expect(identifyToken(`AKIA${'SP2TPHJSQH3FJRUX'}`)?.facts).toEqual({
      keyId: `AKIA${'SP2TPHJSQH3FJRUX'}`,
      tokenType: 'long-lived access key',
      awsAccountId: '171436882533',
    });
  });

  it('Entra: the three characters that Entra shows of a client secret, and no more', () => {
    const secret = exampleOf('azure-entra-client-secret', 1);

    expect(identifyToken(secret)?.facts).toEqual({ hint: secret.slice(0, 3) });
  });

  it('Entra: no hint of what is no client secret of the kind', () => {
    expect(identifyToken(exampleOf('azure-entra-client-secret', 1).replace('Q~', 'Qx'))).toBe(null);
  });

  it('PyPI: projects and expiry, read from the caveats', () => {
    expect(identifyToken(exampleOf('pypi-api-token', 1))?.facts).toEqual({
      issuer: 'pypi.org',
      scope: 'projects: acme',
      expiresAt: '2030-03-17T17:46:40.000Z',
    });
  });

  it('GitLab: whose token it is', () => {
    const facts = identifyToken(exampleOf('gitlab-routable-token', 1))?.facts;

    expect(facts).toMatchObject({ gitlabCellId: '1', gitlabOrganizationId: '1' });
    expect(facts?.['gitlabUserId']).toMatch(/^\d+$/);
  });

  it('GitHub: the app behind an installation token, and when it ends', () => {
    expect(identifyToken(exampleOf('github-app-installation-token', 1))?.facts).toMatchObject({
      tokenType: 'GitHub App installation access token',
      appId: expect.stringMatching(/^\d{6}$/),
      expiresAt: '2030-03-17T17:46:40.000Z',
    });
  });

  it('Kubernetes: the service account and the pod of a bound token', () => {
    const claims = {
      iss: 'https://kubernetes.default.svc',
      sub: 'system:serviceaccount:shop:api',
      aud: ['a', 'b'],
      exp: 1_900_000_000,
      'kubernetes.io': {
        namespace: 'shop',
        serviceaccount: { name: 'api' },
        pod: { name: 'api-0' },
      },
    };

    expect(factsIn(jwtOf(claims))).toMatchObject({
      issuer: 'https://kubernetes.default.svc',
      audience: 'a b',
      expiresAt: '2030-03-17T17:46:40.000Z',
      kubernetesNamespace: 'shop',
      kubernetesServiceAccount: 'api',
      kubernetesPod: 'api-0',
    });
  });

  it('Kubernetes: a legacy token, which never ends', () => {
    const facts = factsIn(
      jwtOf({
        iss: 'kubernetes/serviceaccount',
        'kubernetes.io/serviceaccount/namespace': 'shop',
        'kubernetes.io/serviceaccount/service-account.name': 'api',
      }),
    );

    expect(facts).toMatchObject({ kubernetesNamespace: 'shop', kubernetesServiceAccount: 'api' });
    expect(facts).not.toHaveProperty('expiresAt');
  });

  it('Bedrock: key id, account, region and end of a short-lived key', () => {
    const url =
      'bedrock.amazonaws.com/?Action=CallWithBearerToken&X-Amz-Credential=' +
      `ASIA${'QNZGKIQY56JQ7WML'}%2F20260101%2Feu-west-1%2Fbedrock%2Faws4_request` +
      '&X-Amz-Date=20260101T000000Z&X-Amz-Expires=43200&X-Amz-Signature=ab';
    const key = `bedrock-api-key-${Buffer.from(url).toString('base64')}`;

    expect(identifyToken(key)?.facts).toEqual({
      tokenType: 'short-lived Bedrock API key',
      keyId: `ASIA${'QNZGKIQY56JQ7WML'}`,
      awsAccountId: '029608264753',
      region: 'eu-west-1',
      expiresAt: '2026-01-01T12:00:00.000Z',
    });
  });

  it('Azure: permissions and end of a shared access signature', () => {
    expect(factsIn(exampleOf('azure-shared-access-signature', 1))).toMatchObject({
      permissions: 'r',
      expiresAt: '2030-01-01T00:00:00.000Z',
    });
  });

  it('Google: the key id, account and project of a service account key', () => {
    const [match] = scanText(exampleOf('google-service-account-key', 1));

    expect(match?.pairedId).toMatch(/^[0-9a-f]{40}$/);
    expect(match?.facts).toMatchObject({
      subject: 'robot@acme-prod.iam.gserviceaccount.com',
      projectId: 'acme-prod',
      encrypted: 'false',
    });
  });

  it('Slack: workspace and bot numbers', () => {
    const token = ['xoxb', '123412341234', '567856785678', 'Zk3'.repeat(8)].join('-');

    expect(identifyToken(token)?.facts).toEqual({
      tokenType: 'bot token',
      slackTeamNumber: '123412341234',
      slackBotNumber: '567856785678',
    });
  });

  it('a connection string: who, where and what, without the password', () => {
    const { text, value } = plantedSecret('generic-connection-string', 1);

    expect(factsIn(text)).toEqual({
      scheme: 'postgres',
      username: 'app',
      host: 'db.internal',
      database: 'orders',
    });
    expect(JSON.stringify(factsIn(text))).not.toContain(value);
  });

  it('a key: whether a passphrase guards it', () => {
    const body = 'TWlzYyBib2R5IG9mIGEga2V5'.repeat(8);
    const block = (label: string, head = '') =>
      `-----BEGIN ${label}-----\n${head}${body}\n-----END ${label}-----`;

    expect(factsIn(block('EC PRIVATE KEY'))).toMatchObject({ encrypted: 'false' });
    expect(factsIn(block('ENCRYPTED PRIVATE KEY'))).toMatchObject({ encrypted: 'true' });
    expect(factsIn(block('RSA PRIVATE KEY', 'Proc-Type: 4,ENCRYPTED\n\n'))).toMatchObject({
      encrypted: 'true',
    });
  });
});

describe('an inside that is not what the shape promised is no match', () => {
  it.each([
    [
      'a JWT whose header is no JSON',
      `eyJ${'abcd'.repeat(5)}.eyJ${'efgh'.repeat(5)}.${'x9'.repeat(30)}`,
    ],
    ['a PyPI prefix with noise behind it', `pypi-AgEIcHlwaS5vcmc${'Zk3x'.repeat(20)}`],
    ['a key block without a key', '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----'],
    ['a basic header that is no login', `Authorization: Basic ${'Zk3x'.repeat(8)}`],
  ])('%s', (_, text) => {
    expect(scanText(text)).toEqual([]);
  });
});
