import { awsAccountIdOf } from '../aws-account.ts';
import { type Facts, given } from './facts.ts';

const types: Readonly<Record<string, string>> = {
  AKIA: 'long-lived access key',
  ASIA: 'temporary access key',
  ABIA: 'STS service bearer token',
  ACCA: 'context-specific credential',
};

/** Kind of key and account, both written in the id. */
export function awsKeyFacts(value: string): Facts {
  return given({
    keyId: value,
    tokenType: types[value.slice(0, 4)],
    awsAccountId: awsAccountIdOf(value),
  });
}

/** A secret key mixes cases and digits; a path or a hash of the same length does not. */
export function awsSecretFacts(value: string): Facts | null {
  const mixed = /[a-z]/.test(value) && /[A-Z]/.test(value) && /[0-9]/.test(value);
  return mixed && !/^[0-9a-fA-F]+$/.test(value) ? {} : null;
}
