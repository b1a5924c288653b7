import type { LinkRule } from './define-link.ts';
import { awsAccessKey } from './rules/aws-access-key.ts';
import { databaseLogin } from './rules/database-login.ts';
import { entraCredential } from './rules/entra-credential.ts';
import { exposedValue } from './rules/exposed-value.ts';
import { federatedLogin } from './rules/federated-login.ts';
import { gkeWorkloadIdentity } from './rules/gke-workload-identity.ts';
import { googleKey } from './rules/google-key.ts';
import { holder, openedAccount } from './rules/holder.ts';
import { providerIdentifier } from './rules/provider-identifier.ts';
import { publicKey } from './rules/public-key.ts';
import { sameFingerprint } from './rules/same-fingerprint.ts';
import { samePublicId } from './rules/same-public-id.ts';
import { tokenAccount } from './rules/token-account.ts';
import { vaultLease } from './rules/vault-lease.ts';

/** Every rule, by id. */
export const linkRules: readonly LinkRule[] = [
  awsAccessKey,
  holder,
  databaseLogin,
  entraCredential,
  exposedValue,
  federatedLogin,
  gkeWorkloadIdentity,
  googleKey,
  openedAccount,
  providerIdentifier,
  publicKey,
  sameFingerprint,
  samePublicId,
  tokenAccount,
  vaultLease,
];
