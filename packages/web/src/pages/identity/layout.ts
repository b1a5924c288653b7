import type { GraphEdge, GraphNode } from '@nonhuman/api-contract';

export const nodeWidth = 208;
export const nodeHeight = 44;
const gapX = 120;
const gapY = 14;
/** Nodes of one column, at most; what is more is told as a number. */
const maxInColumn = 14;

export interface PlacedNode {
  readonly node: GraphNode;
  readonly x: number;
  readonly y: number;
}

export interface PlacedEdge {
  readonly edge: GraphEdge;
  readonly from: PlacedNode;
  readonly to: PlacedNode;
}

export interface Layout {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly width: number;
  readonly height: number;
  /** Nodes left out since their column was full. */
  readonly hidden: number;
}

/**
 * Columns from left to right: who leads to the root, the root, what it leads to. A node stands as many
 * columns away as steps; the side is that of the edges by which it was reached.
 */
export function layOut(
  root: string,
  { nodes, edges }: { nodes: readonly GraphNode[]; edges: readonly GraphEdge[] },
): Layout {
  const columns = columnsOf(root, edges);
  const byColumn = new Map<number, GraphNode[]>();
  for (const node of nodes) {
    const column = columns.get(node.id) ?? node.depth;
    byColumn.set(column, [...(byColumn.get(column) ?? []), node]);
  }
  const first = Math.min(0, ...byColumn.keys());
  const tallest = Math.min(
    maxInColumn,
    Math.max(1, ...[...byColumn.values()].map((c) => c.length)),
  );
  const height = tallest * (nodeHeight + gapY) - gapY;
  const placed = new Map<string, PlacedNode>();
  let hidden = 0;
  for (const [column, members] of [...byColumn].sort(([a], [b]) => Math.abs(a) - Math.abs(b))) {
    const sorted = inOrderOfNeighbours(members, { edges, placed });
    const kept = sorted.slice(0, maxInColumn);
    hidden += sorted.length - kept.length;
    const top = (height - (kept.length * (nodeHeight + gapY) - gapY)) / 2;
    kept.forEach((node, at) => {
      const x = (column - first) * (nodeWidth + gapX);
      placed.set(node.id, { node, x, y: top + at * (nodeHeight + gapY) });
    });
  }
  const widest = Math.max(0, ...[...placed.values()].map(({ x }) => x)) + nodeWidth;
  return {
    nodes: [...placed.values()],
    edges: edges.flatMap((edge) => {
      const from = placed.get(edge.from);
      const to = placed.get(edge.to);
      return from === undefined || to === undefined ? [] : [{ edge, from, to }];
    }),
    width: widest,
    height,
    hidden,
  };
}

/** Walks out from the root, along edges to the right and against them to the left. */
function columnsOf(root: string, edges: readonly GraphEdge[]): Map<string, number> {
  const columns = new Map([[root, 0]]);
  const queue = [root];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const column = columns.get(id) ?? 0;
    for (const edge of edges) {
      const next = edge.from === id ? edge.to : edge.to === id ? edge.from : null;
      if (next === null || columns.has(next)) continue;
      const isForward = column === 0 ? edge.from === id : column > 0;
      columns.set(next, column + (isForward ? 1 : -1));
      queue.push(next);
    }
  }
  return columns;
}

/** By the mean height of the neighbours that have their place, so that few lines cross; then by name. */
function inOrderOfNeighbours(
  members: readonly GraphNode[],
  { edges, placed }: { edges: readonly GraphEdge[]; placed: ReadonlyMap<string, PlacedNode> },
): GraphNode[] {
  const heightOf = (node: GraphNode) => {
    const heights = edges.flatMap(({ from, to }) => {
      const other = from === node.id ? to : to === node.id ? from : null;
      const place = other === null ? undefined : placed.get(other);
      return place === undefined ? [] : [place.y];
    });
    return heights.length === 0 ? 0 : heights.reduce((sum, y) => sum + y, 0) / heights.length;
  };
  return [...members].sort((a, b) => heightOf(a) - heightOf(b) || a.name.localeCompare(b.name));
}
