import type { DerivedPair } from '@nonhuman/store';
import { defineLink } from '../define-link.ts';

function evidenceOf({ linkId, fromCredentialId, toCredentialId, publicId }: DerivedPair) {
  return {
    link: linkId,
    credentials: [fromCredentialId, toCredentialId],
    ...(publicId === null ? {} : { publicId }),
  };
}

/** Whoever holds a credential that was found in a file, and whose it is at its provider. */
export const holder = defineLink({
  id: 'credential-holder',
  title: 'Holders of one credential',
  joins:
    'The unknown holder of a credential that was found in a file, and the identity that it belongs to at its provider.',
  why: 'Both have one credential: as sure as the link of that credential.',
  relation: 'same',
  derived: true,
  async *find(world) {
    for await (const pair of world.holders()) {
      yield {
        from: { noun: 'identity', id: pair.fromId },
        to: { noun: 'identity', id: pair.toId },
        verdict: 'matched',
        confidence: pair.confidence,
        because: `${pair.fromName} holds a credential of ${pair.toName}: ${pair.because}`,
        evidence: evidenceOf(pair),
      };
    }
  },
});

/** Whoever is handed a credential opens the account that it belongs to. */
export const openedAccount = defineLink({
  id: 'opened-account',
  title: 'Accounts that a configured credential opens',
  joins:
    'An MCP server, container, service or pipeline that is handed a credential, and the identity that the credential belongs to.',
  why: 'It is handed one credential of that identity: as sure as the link of that credential.',
  relation: 'opens',
  derived: true,
  async *find(world) {
    for await (const pair of world.opened()) {
      yield {
        from: { noun: 'identity', id: pair.fromId },
        to: { noun: 'identity', id: pair.toId },
        verdict: 'matched',
        confidence: pair.confidence,
        because: `${pair.fromName} is handed a credential of ${pair.toName}: ${pair.because}`,
        evidence: evidenceOf(pair),
      };
    }
  },
});
