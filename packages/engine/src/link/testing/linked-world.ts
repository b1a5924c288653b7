import type {
  Attributes,
  Credential,
  Delegation,
  Identity,
  Noun,
  Observation,
  Resource,
  Things,
  WorkspaceId,
} from '@nonhuman/model';
import { aCredential, anIdentity, now } from '@nonhuman/model/testing';
import { silentLog } from '@nonhuman/runtime';
import { type Db, ensureWorkspace, type LinkListRow, pageLinks } from '@nonhuman/store';
import { runSync } from '../../sync/run-sync.ts';
import { type LinkSummary, linkInventory } from '../link-inventory.ts';

/** One row that a source tells. */
export type Told = { readonly [N in Noun]: { readonly noun: N; readonly value: Things[N] } }[Noun];

/** Who tells it. */
export interface Source {
  readonly connector: string;
  readonly scope: string;
}

/** A workspace into which sources tell, and whose links are read by the keys of their ends. */
export interface LinkedWorld {
  readonly workspaceId: WorkspaceId;
  /** Everything that a source tells; what it told before and not now is gone. */
  tell(source: Source, rows: readonly Told[]): Promise<void>;
  link(): Promise<LinkSummary>;
  /** The links of a rule that hold now; of every rule when none is named. */
  links(rule?: string): Promise<LinkListRow[]>;
}

let worlds = 0;

/** An empty world of its own. */
export async function linkedWorld(db: Db): Promise<LinkedWorld> {
  worlds += 1;
  const { id: workspaceId } = await ensureWorkspace(db, `links ${worlds}`, now);
  let moments = 0;
  const moment = () => new Date(now.getTime() + (moments += 1) * 1_000);
  return {
    workspaceId,
    async tell(source, rows) {
      const at = moment();
      await runSync(
        { db, workspaceId, now: () => at, log: silentLog },
        {
          connection: {
            connectorId: source.connector,
            kind: source.connector === 'host' ? 'host' : 'import',
            name: source.connector,
          },
          observedAt: at,
          observations: observations(source, rows),
        },
      );
    },
    link: () => linkInventory({ db, workspaceId, now: moment, log: silentLog }),
    async links(rule) {
      const page = await pageLinks(db, workspaceId, {
        filter: { rule: rule === undefined ? undefined : [rule] },
        limit: 200,
        after: null,
      });
      return [...page.rows];
    },
  };
}

async function* observations(
  { scope, connector }: Source,
  rows: readonly Told[],
): AsyncGenerator<Observation> {
  const nouns = ['identity', 'credential', 'delegation', 'exposure', 'resource', 'grant'] as const;
  yield { type: 'scope', scope: { key: scope, kind: 'account', name: scope, provider: connector } };
  for (const { noun, value } of rows) {
    yield { type: 'upsert', noun, scopeKey: scope, listing: 'test.all', value } as Observation;
  }
  yield { type: 'complete', scopeKey: scope, listing: 'test.all', nouns, items: rows.length };
}

/** A credential as a source tells it. */
export const credential = (value: Partial<Credential>): Told => ({
  noun: 'credential',
  value: aCredential(value),
});
/** An identity as a source tells it. */
export const identity = (value: Partial<Identity>): Told => ({
  noun: 'identity',
  value: anIdentity(value),
});
/** A resource as a source tells it. */
export const resource = (key: string, nativeType: string, attributes: Attributes): Told => ({
  noun: 'resource',
  value: { key, provider: 'test', nativeType, name: key, attributes } satisfies Resource,
});
/** A delegation between identities as a source tells it. */
export const delegation = (value: Partial<Delegation> & Pick<Delegation, 'from' | 'to'>): Told => ({
  noun: 'delegation',
  value: {
    key: `${value.from.key} -> ${value.to.key}`,
    provider: 'test',
    kind: 'federated-login',
    conditional: false,
    ...value,
  },
});

/** The two ends of a link by name, in a line. */
export function line({ from, to, verdict, confidence }: LinkListRow): string {
  return `${from.name} → ${to.name}: ${verdict} ${confidence}`;
}
