import { isRecord } from '../base64.ts';
import { decodeJwt, instantOf } from '../jwt.ts';
import { type Facts, given } from './facts.ts';

/** Issuer, subject, audience, expiry and key id of a token, and whose pod or service account it is. */
export function jwtFacts(value: string): Facts | null {
  const token = decodeJwt(value);
  if (token === null || isTutorialSample(token.claims)) return null;
  const { header, claims } = token;
  const audience = claims['aud'];
  return given({
    algorithm: header['alg'],
    keyId: header['kid'],
    issuer: claims['iss'],
    subject: claims['sub'],
    audience: Array.isArray(audience) ? audience.join(' ') : audience,
    clientId: claims['azp'] ?? claims['appid'] ?? claims['client_id'],
    tenantId: claims['tid'],
    role: claims['role'],
    issuedAt: instantOf(claims['iat']),
    expiresAt: instantOf(claims['exp']),
    ...kubernetesFacts(claims),
  });
}

/** Bound service account tokens nest their owner; legacy ones name it in flat claims. */
function kubernetesFacts(claims: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const bound = claims['kubernetes.io'];
  if (isRecord(bound)) {
    const account = bound['serviceaccount'];
    const pod = bound['pod'];
    return {
      kubernetesNamespace: bound['namespace'],
      kubernetesServiceAccount: isRecord(account) ? account['name'] : undefined,
      kubernetesPod: isRecord(pod) ? pod['name'] : undefined,
    };
  }
  return {
    kubernetesNamespace: claims['kubernetes.io/serviceaccount/namespace'],
    kubernetesServiceAccount: claims['kubernetes.io/serviceaccount/service-account.name'],
  };
}

/** The token of jwt.io's front page and the fixed keys of a local Supabase are in every tutorial. */
function isTutorialSample(claims: Readonly<Record<string, unknown>>): boolean {
  const { sub, name, iss } = claims;
  if (iss === 'supabase-demo') return true;
  return iss === undefined && sub === '1234567890' && name === 'John Doe';
}
