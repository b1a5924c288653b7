import { base64Object } from '../base64.ts';
import { instantOf } from '../jwt.ts';
import { type Facts, given } from './facts.ts';

/**
 * Public fields of the JSON object that some tokens carry in base64: Grafana Cloud (`glc_`), Sentry
 * (`sntrys_`), 1Password (`ops_`). Nothing but the named fields is read, since the object also
 * holds the keys.
 */
export function embeddedObjectFacts(value: string): Facts | null {
  const encoded = /(eyJ[\w+/-]+={0,2})/.exec(value)?.[1];
  const inside = encoded === undefined ? null : base64Object(encoded);
  if (inside === null) return null;
  return given({
    organization: inside['org'] ?? inside['o'],
    keyName: inside['n'],
    issuer: inside['signInAddress'] ?? inside['url'],
    subject: inside['email'],
    deviceId: inside['deviceUuid'],
    region: inside['region_url'],
    issuedAt: instantOf(inside['iat']),
  });
}
