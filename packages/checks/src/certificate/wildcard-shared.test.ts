import { describe, expect, it } from 'vitest';
import type { CredentialSeen, ExposureSeen, LinkSeen } from '../subject.ts';
import {
  aCredentialView,
  anIdentityView,
  aSeenCredential,
  aSeenExposure,
  judge,
} from '../testing/index.ts';
import { certificateWildcardShared } from './wildcard-shared.ts';

const wildcard = { kind: 'certificate', attributes: { wildcardNames: true } } as const;
const single = { kind: 'certificate', attributes: { wildcardNames: false } } as const;
const at = (...locators: string[]) => ({
  exposures: locators.map((locator) => aSeenExposure({ place: { kind: 'file', locator } })),
});

describe('certificate-wildcard-shared', () => {
  it.each([
    ['passes one place', wildcard, at('/a'), 'pass'],
    ['fails two', wildcard, at('/a', '/b'), 'fail'],
    [
      'cannot tell when not every place was searched',
      wildcard,
      { ...at('/a'), holder: null },
      'unknown',
    ],
    ['cannot tell without the names', { kind: 'certificate' }, at('/a', '/b'), 'unknown'],
    ['does not concern single names', single, at('/a', '/b'), 'not-applicable'],
    ['does not concern tokens', { ...wildcard, kind: 'token' }, at('/a', '/b'), 'not-applicable'],
    ['skips a revoked one', { ...wildcard, status: 'revoked' }, at('/a', '/b'), 'not-applicable'],
  ] as const)('%s', (_, credential, around, expected) => {
    const outcome = judge(certificateWildcardShared, aCredentialView(credential, around));

    expect(outcome.result).toBe(expected);
  });
});

describe('certificate-wildcard-shared, by the key of a certificate', () => {
  const spki = 'a'.repeat(64);
  const certificate = { ...wildcard, attributes: { wildcardNames: true, spkiSha256: spki } };
  const place = (host: string, locator = '/etc/tls/site.key') =>
    ({ kind: 'file', locator, host }) as const;
  const seenOn = (host: string, link?: string) => ({
    ...aSeenExposure({ key: host, place: place(host) }),
    ...(link === undefined ? {} : { over: { link, rule: 'public-key', confidence: 0.99 } }),
  });
  const key = (exposures: readonly ExposureSeen[], spkiSha256 = spki) =>
    aSeenCredential(
      { kind: 'private-key', place: place('front'), attributes: { spkiSha256 } },
      exposures,
    );
  const sameKey = (id: string, change: Partial<LinkSeen> = {}): LinkSeen => ({
    id: `lnk_${id}`,
    rule: 'public-key',
    subjectId: key([]).id,
    relation: 'same',
    verdict: 'matched',
    confidence: 0.99,
    outward: true,
    other: { noun: 'credential', id },
    because: `the key of ${id} has the same public key`,
    ...change,
  });
  const judged = (credentials: readonly CredentialSeen[], links: readonly LinkSeen[] = []) =>
    judge(
      certificateWildcardShared,
      aCredentialView(certificate, { holder: anIdentityView({ credentials, links }) }),
    );

  it.each([
    ['passes a readable key on one host', [key([seenOn('front')])], [], 'pass'],
    [
      'fails a readable key at one path of two hosts',
      [key([seenOn('front'), seenOn('back', 'lnk_back')])],
      [sameKey('back')],
      'fail',
    ],
    ['passes a guarded key on one host', [key([])], [], 'pass'],
    ['fails a guarded key on two hosts', [key([])], [sameKey('back')], 'fail'],
    [
      'counts no host twice that a link and its exposure tell',
      [key([seenOn('front', 'lnk_back')])],
      [sameKey('back')],
      'pass',
    ],
    [
      'leaves the keys of other certificates of the same holder alone',
      [key([seenOn('front'), seenOn('back')], 'b'.repeat(64))],
      [sameKey('back')],
      'pass',
    ],
    [
      'takes what trusts the key for no copy of it',
      [key([])],
      [sameKey('back', { relation: 'pairs-with' })],
      'pass',
    ],
    [
      'takes a copy of the certificate alone for no copy of the key',
      [key([])],
      [sameKey('back', { subjectId: 'crd_certificate' })],
      'pass',
    ],
  ] as const)('%s', (_, credentials, links, expected) => {
    expect(judged(credentials, links).result).toBe(expected);
  });

  it('does not take a key that it cannot compare for a single one', () => {
    const sealed = { ...certificate, attributes: { ...certificate.attributes, keyBeside: null } };

    expect(judge(certificateWildcardShared, aCredentialView(sealed)).result).toBe('unknown');
  });

  it('names the hosts of its key', () => {
    const outcome = judged([key([seenOn('front'), seenOn('back', 'lnk_back')])]);

    expect(outcome).toMatchObject({
      evidence: { places: ['back:/etc/tls/site.key', 'front:/etc/tls/site.key'] },
    });
  });
});
