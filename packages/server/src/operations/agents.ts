import type { Agent, RequestParts, Routes } from '@nonhuman/api-contract';
import type { Noun } from '@nonhuman/model';
import { thingId } from '@nonhuman/runtime';
import {
  type AgentParts,
  type CredentialListRow,
  type IdentityListRow,
  pageAgents,
  readAgentParts,
  readConnectors,
  readCredentialRows,
  readIdentityRows,
} from '@nonhuman/store';
import type { Workings } from '../workings.ts';
import { afterOf, pageAnswer } from './cursors.ts';
import { delegationAnswer } from './show-identity.ts';

const sort = 'name:asc';
type Query = RequestParts<Routes['listAgents']>['query'];

/** Credentials shown on one page of agents, at most. */
const maxCredentials = 5_000;

/** AI agents with their tool servers, the credentials they hold and what they inherit, by name. */
export async function listAgents(
  { db, workspaceId }: Workings,
  { q, limit, cursor }: Query,
): Promise<{ items: Agent[]; nextCursor: string | null }> {
  const after = afterOf(cursor, { sort, kind: 'text' });
  const page = await pageAgents(db, workspaceId, { q: q ?? null, after, limit });
  const ids = page.rows.map(({ id }) => id);
  const [parts, connectors] = await Promise.all([
    readAgentParts(db, workspaceId, ids),
    readConnectors(db, workspaceId),
  ]);
  const targets = parts.delegations.map(({ toId }) => toId);
  const ofServers = await readAgentParts(db, workspaceId, targets);
  const held = [...parts.delegations, ...ofServers.delegations].map(({ toId }) => toId);
  const [identities, credentials] = await Promise.all([
    readIdentityRows(db, workspaceId, [...new Set([...ids, ...targets])]),
    readCredentialRows(db, workspaceId, {
      ids: held,
      ofIdentities: [...new Set([...ids, ...targets])],
      limit: maxCredentials,
    }),
  ]);
  const idOf = (connectionId: string) => (noun: Noun, key: string) =>
    thingId({ workspaceId, connectorId: connectors.get(connectionId) ?? '', noun, key });
  const known = { parts, ofServers, identities, credentials, idOf };
  const rows = page.rows.flatMap(
    ({ id }) => identities.find((identity) => identity.id === id) ?? [],
  );
  return pageAnswer({ rows, next: page.next }, sort, (identity) => agentOf(identity, known));
}

interface Known {
  readonly parts: AgentParts;
  /** What the servers that agents start or call have themselves. */
  readonly ofServers: AgentParts;
  readonly identities: readonly IdentityListRow[];
  readonly credentials: readonly CredentialListRow[];
  readonly idOf: (connectionId: string) => (noun: Noun, key: string) => string;
}

function agentOf(
  identity: IdentityListRow,
  { parts, ofServers, identities, credentials, idOf }: Known,
): Agent {
  const names = new Map<string, string>(
    [...identities, ...credentials].map(({ id, name }) => [id, name]),
  );
  const delegations = parts.delegations.filter(({ fromId }) => fromId === identity.id);
  const answer = (row: (typeof delegations)[number]) =>
    delegationAnswer(row, { idOf: idOf(row.connectionId), names });
  const isTool = ({ value }: (typeof delegations)[number]) => toolKinds.has(value.kind);
  const holds = heldBy(parts, identity.id);
  return {
    identity,
    instances: parts.instances.filter(({ identityId }) => identityId === identity.id),
    tools: delegations.filter(isTool).map((row) => {
      const delegation = answer(row);
      const holdsToo = heldBy(ofServers, row.toId);
      const ofServer = credentials.filter(
        ({ id, identity: holder }) => holder?.id === row.toId || holdsToo.has(id),
      );
      return { server: delegation.to, delegation, credentials: ofServer };
    }),
    credentials: credentials.filter(
      (credential) => credential.identity?.id === identity.id || holds.has(credential.id),
    ),
    ambient: delegations
      .filter((row) => !isTool(row) && row.value.kind !== 'holds-credential')
      .map(answer),
  };
}

const toolKinds: ReadonlySet<string> = new Set(['launches', 'connects-to']);

/** Ids of the credentials that an identity holds without being the one they authenticate. */
function heldBy({ delegations }: AgentParts, id: string): ReadonlySet<string> {
  return new Set(
    delegations.flatMap(({ fromId, toId, value }) =>
      fromId === id && value.kind === 'holds-credential' ? toId : [],
    ),
  );
}
