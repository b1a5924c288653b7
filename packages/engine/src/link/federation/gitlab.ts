import type { PairEnd } from '@nonhuman/store';
import { hasWildcard } from './patterns.ts';
import {
  type AskedClaim,
  type IssuerGrammar,
  type Presenter,
  type Token,
  textOf,
  textsOf,
} from './token.ts';

/**
 * GitLab CI. The subject is `project_path:GROUP/PROJECT:ref_type:TYPE:ref:REF`; an instance signs
 * under its own address.
 *
 * @see https://docs.gitlab.com/ci/secrets/id_token_authentication/
 */
export const gitlabCi: IssuerGrammar = {
  title: 'GitLab CI',
  nativeTypes: ['gitlab-ci-workflow'],
  reads: ['repository', 'environments', 'idToken', 'idTokenAudiences'],
  signs: (issuer) => /^gitlab\.|(?:^|\.)gitlab\./.test(issuer),
  presenterOf,
  placesIn,
};

function presenterOf(row: PairEnd): Presenter {
  const project = textOf(row, 'repository');
  const host = /^gitlab:workflow:([^/]+)\//.exec(row.key)?.[1] ?? null;
  const idToken = row.attributes['idToken'];
  return {
    row,
    issuer: project === null ? null : host,
    canAsk: typeof idToken === 'boolean' ? idToken : null,
    places: project === null ? [] : placesOf(project),
    tokens: project === null ? [] : tokensOf(project, row),
    open: project === null ? ['the project of the pipeline'] : [],
  };
}

/** The project and every group above it. */
function placesOf(project: string): string[] {
  const parts = project.toLowerCase().split('/');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
}

function tokensOf(project: string, row: PairEnd): Token[] {
  const environments = textsOf(row, 'environments') ?? [];
  const audiences = textsOf(row, 'idTokenAudiences') ?? [];
  const namespace = project.split('/').slice(0, -1).join('/');
  return ['branch', 'tag'].map((type) => ({
    when: `on a ${type}`,
    claims: {
      sub: [`project_path:${project}:ref_type:${type}:ref:*`],
      project_path: [project],
      namespace_path: [namespace],
      ref: ['*'],
      ref_path: [type === 'tag' ? 'refs/tags/*' : 'refs/heads/*'],
      ref_type: [type],
      ...(environments.length === 0 ? {} : { environment: environments.map(asPattern) }),
      ...(audiences.length === 0 ? {} : { aud: audiences.map(asPattern) }),
    },
  }));
}

/** A name with variables may be anything there. */
function asPattern(name: string): string {
  return name.replace(/\$\{?\w+\}?/g, '*');
}

function placesIn(asked: readonly AskedClaim[]): readonly string[] | null {
  const named = asked
    .map(({ claim, values }) => values.map((value) => placeNamed(claim, value)))
    .filter((places): places is string[] => !places.includes(null));
  return named.toSorted((one, other) => depth(other) - depth(one))[0] ?? null;
}

const depth = (places: readonly string[]) =>
  Math.min(...places.map((place) => place.split('/').length));

function placeNamed(claim: string, value: string): string | null {
  if (claim === 'namespace_path') return hasWildcard(value) ? null : value.toLowerCase();
  const path =
    claim === 'project_path'
      ? value
      : claim === 'sub'
        ? /^project_path:([^:]+)/.exec(value)?.[1]
        : undefined;
  if (path === undefined) return null;
  const parts = path.toLowerCase().split('/');
  const wild = parts.findIndex(hasWildcard);
  const literal = wild === -1 ? parts : parts.slice(0, wild);
  return literal.length === 0 ? null : literal.join('/');
}
