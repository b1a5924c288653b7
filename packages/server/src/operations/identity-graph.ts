import type { Graph, GraphNode } from '@nonhuman/api-contract';
import { type IdentityId, NhiError } from '@nonhuman/model';
import {
  type GraphEdgeRow,
  type LinkEdgeRow,
  outsidePrefix,
  readEdges,
  readLinkEdges,
  readNodes,
} from '@nonhuman/store';
import type { Workings } from '../workings.ts';

/** Nodes of one answer, and edges read of each kind and step, at most. */
const maxNodes = 200;
const maxEdges = 150;

/** The neighbourhood of an identity, one or two steps around it. Throws `NOT_FOUND`. */
export async function identityGraph(
  { db, workspaceId }: Workings,
  { id, depth }: { readonly id: IdentityId; readonly depth: number },
): Promise<Graph> {
  const depths = new Map<string, number>([[id, 0]]);
  const edges = new Map<string, GraphEdgeRow | LinkEdgeRow>();
  let truncated = false;
  let border: string[] = [id];
  for (let step = 1; step <= depth && border.length > 0; step += 1) {
    const [told, linked] = await Promise.all([
      readEdges(db, workspaceId, { ids: border, limit: maxEdges }),
      readLinkEdges(db, workspaceId, { ids: border, limit: maxEdges }),
    ]);
    const found = [...told, ...linked];
    truncated ||= told.length >= maxEdges || linked.length >= maxEdges;
    border = [];
    for (const edge of found) {
      const fresh = [edge.from, edge.to].filter((end) => !depths.has(end));
      if (depths.size + fresh.length > maxNodes) {
        truncated = true;
        continue;
      }
      edges.set(edge.id, edge);
      for (const end of fresh) depths.set(end, step);
      border.push(...fresh.filter((end) => /^(idn|crd)_/.test(end)));
    }
  }
  const nodes = await nodesOf({ db, workspaceId }, depths);
  if (!nodes.some((node) => node.id === id)) {
    throw new NhiError('NOT_FOUND', { hint: 'No identity has this id now.' });
  }
  return { root: id, nodes, edges: [...edges.values()], truncated };
}

async function nodesOf(
  { db, workspaceId }: Pick<Workings, 'db' | 'workspaceId'>,
  depths: ReadonlyMap<string, number>,
): Promise<GraphNode[]> {
  const known = await readNodes(db, workspaceId, [...depths.keys()]);
  const byId = new Map(known.map((node) => [node.id, node]));
  return [...depths].map(([id, depth]) => {
    const node = byId.get(id);
    return node ? { ...node, depth } : { ...strangerOf(id), depth };
  });
}

/** A principal from outside, or a row that something refers to and nobody has told. */
function strangerOf(id: string): Omit<GraphNode, 'depth'> {
  const outside = id.startsWith(outsidePrefix) ? id.slice(outsidePrefix.length) : null;
  const [kind = 'unknown', ...name] = outside === null ? ['not-read', id] : outside.split(':');
  const unknown = { provider: null, worstSeverity: null, access: null };
  return { id, noun: 'principal', name: name.join(':'), kind, ...unknown };
}
