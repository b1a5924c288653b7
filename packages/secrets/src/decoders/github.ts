import { decodeJwt, instantOf } from '../jwt.ts';
import { type Facts, given } from './facts.ts';

const types: Readonly<Record<string, string>> = {
  ghp: 'personal access token (classic)',
  gho: 'OAuth access token',
  ghu: 'GitHub App user access token',
  ghs: 'GitHub App installation access token',
  ghr: 'GitHub App refresh token',
  github_pat: 'personal access token (fine-grained)',
};

/** The type of a GitHub token; for an installation token of the newer form, its app and expiry. */
export function githubFacts(value: string): Facts {
  const prefix = /^(github_pat|gh[pousr])_/.exec(value)?.[1] ?? '';
  const app = /^ghs_(\d+)_(eyJ.+)$/.exec(value);
  const claims = decodeJwt(app?.[2] ?? '')?.claims;
  return given({
    tokenType: types[prefix],
    appId: app?.[1],
    issuedAt: instantOf(claims?.['iat']),
    expiresAt: instantOf(claims?.['exp']),
  });
}
