export { awsAccountIdOf } from './aws-account.ts';
export { type ConnectionParts, connectionStringParts } from './connection-string.ts';
export { couldContainSecret } from './could-contain-secret.ts';
export {
  type ChecksumName,
  credentialKinds,
  type DecoderName,
  type IdentifiedToken,
  type SecretCredentialKind,
  type SecretDetector,
  type SecretMatch,
} from './detector.ts';
export { detectors } from './detectors.ts';
export { type DecodedJwt, decodeJwt } from './jwt.ts';
export { looksSecret, nameSaysSecret, type SecretJudgement } from './looks-secret.ts';
export { isPlaceholder } from './placeholder.ts';
export { redactedPreview } from './redacted-preview.ts';
export { referenceKind, type SecretReference } from './reference.ts';
export { identifyToken, type ScanTextOptions, scanText } from './scan-text.ts';
