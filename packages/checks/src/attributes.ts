import type { Credential, Delegation, Entitlement, Exposure, Identity } from '@nonhuman/model';
import {
  credentialReaders,
  delegationReaders,
  entitlementReaders,
  exposureReaders,
  identityReaders,
} from './attribute-readers.ts';
import type {
  CredentialWords,
  DelegationWords,
  EntitlementWords,
  ExposureWords,
  IdentityWords,
} from './attribute-words.ts';

// The words themselves, with their meaning, stand in `attribute-words.ts`.

/** What the credential's source tells by that word; null when it does not. */
export function credentialFact<Word extends keyof CredentialWords>(
  credential: Credential,
  word: Word,
): CredentialWords[Word] | null {
  return credentialReaders[word](credential.attributes?.[word]);
}

/** What the identity's source tells by that word; null when it does not. */
export function identityFact<Word extends keyof IdentityWords>(
  identity: Identity,
  word: Word,
): IdentityWords[Word] | null {
  return identityReaders[word](identity.attributes?.[word]);
}

/** What the entitlement's source tells by that word; null when it does not. */
export function entitlementFact<Word extends keyof EntitlementWords>(
  entitlement: Entitlement,
  word: Word,
): EntitlementWords[Word] | null {
  return entitlementReaders[word](entitlement.attributes?.[word]);
}

/** What the delegation's source tells by that word; null when it does not. */
export function delegationFact<Word extends keyof DelegationWords>(
  delegation: Delegation,
  word: Word,
): DelegationWords[Word] | null {
  return delegationReaders[word](delegation.attributes?.[word]);
}

/** What the exposure's source tells by that word; null when it does not. */
export function exposureFact<Word extends keyof ExposureWords>(
  exposure: Exposure,
  word: Word,
): ExposureWords[Word] | null {
  return exposureReaders[word](exposure.attributes?.[word]);
}
