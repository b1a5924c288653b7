import {
  beginListing,
  endListing,
  type FileHead,
  FileProblem,
  headJson,
  type ImportFile,
  jsonItems,
  noteProblem,
  upsert,
} from '@nonhuman/connector-kit';
import type { Observation } from '@nonhuman/model';
import { z } from 'zod';
import { announce, clusterOf, type KubernetesContext } from './state.ts';

const listing = 'kubernetes.issuer' as const;

/** The discovery document of an OIDC issuer, as far as it is read. */
const Issuer = z.object({ issuer: z.url({ protocol: /^https$/ }) });

/** Whether a file is the discovery document of a cluster. */
export function looksLikeIssuer(head: FileHead): boolean {
  return (
    /^\s*\{/.test(head.text) &&
    /"jwks_uri"/.test(head.text) &&
    Issuer.safeParse(headJson(head)).success
  );
}

/** Who signs for the service accounts of a cluster: by it, clouds tell their accounts from those of another. */
export async function* readIssuer(
  file: ImportFile,
  context: KubernetesContext,
): AsyncGenerator<Observation> {
  const cluster = clusterOf(file.name, context);
  yield* announce(context, cluster);
  try {
    yield* issuerIn(file, cluster);
  } catch (problem) {
    if (!(problem instanceof FileProblem)) throw problem;
    const message = `${file.name}: ${problem.message}`;
    noteProblem(context.state.ledger, cluster, { listing, reason: 'malformed', message });
    throw problem;
  }
  beginListing(context.state.ledger, cluster, { listing, goesOn: false });
  endListing(context.state.ledger, cluster, { listing, ifAny: true });
}

async function* issuerIn(file: ImportFile, cluster: string): AsyncGenerator<Observation> {
  for await (const { value } of jsonItems(file, { paths: [''] })) {
    const told = Issuer.safeParse(value);
    if (!told.success) throw new FileProblem('malformed', 'It names no issuer');
    yield upsert({ scopeKey: cluster, listing }, 'resource', {
      key: `${cluster}/issuer`,
      provider: 'kubernetes',
      nativeType: 'kubernetes-issuer',
      name: told.data.issuer,
      attributes: { cluster, issuer: told.data.issuer },
    });
  }
}
