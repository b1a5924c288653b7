import type { GraphEdge, GraphNode } from '@nonhuman/api-contract';
import { describe, expect, it } from 'vitest';
import { layOut, nodeHeight, nodeWidth } from './layout.ts';

const node = (id: string): GraphNode => ({
  id,
  noun: 'identity',
  name: id,
  kind: 'role',
  provider: null,
  worstSeverity: null,
  access: null,
  depth: 1,
});
const edge = (from: string, to: string): GraphEdge => ({
  id: `${from}-${to}`,
  from,
  to,
  kind: 'assume-role',
  conditional: false,
});

describe('the map of a neighbourhood', () => {
  it('puts who leads to the root left of it, and what it leads to right of it', () => {
    const { nodes } = layOut('root', {
      nodes: ['root', 'before', 'after', 'far'].map(node),
      edges: [edge('before', 'root'), edge('root', 'after'), edge('after', 'far')],
    });

    const x = Object.fromEntries(nodes.map((placed) => [placed.node.id, placed.x]));
    expect([x['before'], x['root'], x['after'], x['far']]).toEqual(
      [x['before'], x['root'], x['after'], x['far']].toSorted((a = 0, b = 0) => a - b),
    );
  });

  it('never puts one node over another', () => {
    const names = Array.from({ length: 12 }, (_, index) => `n${index}`);
    const { nodes } = layOut('root', {
      nodes: ['root', ...names].map(node),
      edges: names.map((name, index) =>
        index % 3 === 0 ? edge(name, 'root') : edge('root', name),
      ),
    });

    const overlaps = nodes.filter((a) =>
      nodes.some(
        (b) => a !== b && Math.abs(a.x - b.x) < nodeWidth && Math.abs(a.y - b.y) < nodeHeight,
      ),
    );
    expect(overlaps).toEqual([]);
  });

  it('tells how many it leaves out of a full column', () => {
    const names = Array.from({ length: 20 }, (_, index) => `n${index}`);

    const layout = layOut('root', {
      nodes: ['root', ...names].map(node),
      edges: names.map((name) => edge('root', name)),
    });

    expect(layout.hidden).toBe(6);
    expect(layout.nodes).toHaveLength(15);
  });

  it('ends where edges run in a circle', () => {
    const { nodes } = layOut('root', {
      nodes: ['root', 'other'].map(node),
      edges: [edge('root', 'other'), edge('other', 'root'), edge('root', 'root')],
    });

    expect(nodes).toHaveLength(2);
  });
});
