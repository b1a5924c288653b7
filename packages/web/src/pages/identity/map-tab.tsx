import { type Graph, type GraphEdge, routes } from '@nonhuman/api-contract';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useAnswer } from '../../api.ts';
import { capital, countOf } from '../../formats.ts';
import { KindIcon } from '../../parts/kind-icon.tsx';
import { Nothing, Panel } from '../../parts/panel.tsx';
import { SeverityMark } from '../../parts/severity.tsx';
import { View } from '../../parts/view.tsx';
import { delegationVerbs, providerName } from '../../words.ts';
import { layOut, nodeHeight, nodeWidth, type PlacedEdge, type PlacedNode } from './layout.ts';

const route = getRouteApi('/identities/$identityId');

/** The neighbourhood: who leads to it on the left, what it leads to on the right. */
export function MapTab({ identityId }: { identityId: string }) {
  const { depth = '1' } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useAnswer(routes.getIdentityGraph, {
    params: { identityId },
    query: { depth: Number(depth) },
  });
  return (
    <Panel
      flush
      title="Map"
      aside={
        <label className="flex items-center gap-2 text-sm">
          <span className="text-soft">Steps</span>
          <select
            className="field w-auto"
            value={depth}
            onChange={(event) =>
              void navigate({
                search: (now) => ({ ...now, depth: event.target.value === '2' ? '2' : undefined }),
                replace: true,
                resetScroll: false,
              })
            }
          >
            <option value="1">1</option>
            <option value="2">2</option>
          </select>
        </label>
      }
    >
      <View query={query}>
        {(graph) =>
          graph.nodes.length <= 1 ? (
            <Nothing title="Nothing that was read leads to or from it" />
          ) : (
            <Drawing graph={graph} />
          )
        }
      </View>
    </Panel>
  );
}

function Drawing({ graph }: { graph: Graph }) {
  const layout = layOut(graph.root, graph);
  const leftOut = layout.hidden > 0 || graph.truncated;
  const rootX = layout.nodes.find(({ node }) => node.id === graph.root)?.x ?? 0;
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = frame;
    if (current !== null) current.scrollLeft = rootX - (current.clientWidth - nodeWidth) / 2;
  }, [rootX]);
  return (
    <>
      <div
        ref={frame}
        className="overflow-x-auto p-4"
        tabIndex={0}
        role="group"
        aria-label="Map of the neighbourhood"
      >
        <div className="relative mx-auto" style={{ width: layout.width, height: layout.height }}>
          <svg
            aria-hidden
            className="absolute inset-0 overflow-visible"
            width={layout.width}
            height={layout.height}
          >
            <defs>
              <marker
                id="tip"
                viewBox="0 0 8 8"
                refX="7"
                refY="4"
                markerWidth="7"
                markerHeight="7"
                orient="auto"
              >
                <path d="M0 0 8 4 0 8Z" className="fill-strong-line" />
              </marker>
            </defs>
            {layout.edges.map((placed) => (
              <Edge key={placed.edge.id} placed={placed} />
            ))}
          </svg>
          <ul>
            {layout.nodes.map((placed) => (
              <Node
                key={placed.node.id}
                placed={placed}
                isRoot={placed.node.id === graph.root}
                edges={layout.edges}
              />
            ))}
          </ul>
        </div>
      </div>
      {layout.edges.some(({ edge }) => edge.conditional) && (
        <p className="border-t border-line px-4 py-2.5 text-sm text-soft">
          A dashed line holds only under a condition; the access tab shows it.
        </p>
      )}
      {layout.edges.some(({ edge }) => edge.link !== undefined) && (
        <p className="border-t border-line px-4 py-2.5 text-sm text-soft">
          A coloured line is a link that was found between two sources; point at it to see why.
        </p>
      )}
      {leftOut && (
        <p className="border-t border-line px-4 py-2.5 text-sm text-soft">
          {layout.hidden > 0 && `${countOf(layout.hidden, 'thing')} more not drawn. `}
          {graph.truncated && 'The answer was cut at its bound. '}
          The other tabs list them.
        </p>
      )}
    </>
  );
}

function Edge({ placed: { edge, from, to } }: { placed: PlacedEdge }) {
  const isBack = to.x < from.x;
  const x1 = isBack ? from.x : from.x + nodeWidth;
  const x2 = isBack ? to.x + nodeWidth : to.x;
  const y1 = from.y + nodeHeight / 2;
  const y2 = to.y + nodeHeight / 2;
  const middle = (x1 + x2) / 2;
  const line = `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
  return (
    <g>
      {edge.link !== undefined && (
        <path d={line} fill="none" stroke="transparent" strokeWidth="14" pointerEvents="stroke">
          <title>{linkText(edge.link)}</title>
        </path>
      )}
      <path
        d={line}
        fill="none"
        pointerEvents="none"
        className={edge.link === undefined ? 'stroke-strong-line' : 'stroke-accent'}
        strokeWidth="1.5"
        strokeDasharray={edge.conditional ? '5 4' : undefined}
        markerEnd="url(#tip)"
      />
    </g>
  );
}

/** Why two things are linked, and how sure that is. */
function linkText({ confidence, because, verdict }: NonNullable<GraphEdge['link']>): string {
  const share = `${Math.round(confidence * 100)} of 100 such matches are right`;
  return `${capital(because)}. ${verdict === 'cannot-tell' ? 'It cannot be told for certain: ' : ''}${share}.`;
}

function Node({
  placed: { node, x, y },
  isRoot,
  edges,
}: {
  placed: PlacedNode;
  isRoot: boolean;
  edges: readonly PlacedEdge[];
}) {
  const navigate = useNavigate();
  const isIdentity = node.noun === 'identity' && !isRoot;
  const about = relationOf(node.id, edges) ?? node.kind;
  const link = edges.find(({ edge }) => edge.link && (edge.to === node.id || edge.from === node.id))
    ?.edge.link;
  const body = (
    <>
      <KindIcon kind={node.noun === 'identity' ? node.kind : node.noun} />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm font-medium" title={node.name}>
          {node.name}
        </span>
        <span
          className="block truncate text-xs text-soft"
          title={link === undefined || isRoot ? undefined : linkText(link)}
        >
          {isRoot ? 'This identity' : about}
          {node.provider !== null && !isRoot && ` · ${providerName(node.provider)}`}
        </span>
      </span>
      {node.worstSeverity !== null && <SeverityMark severity={node.worstSeverity} bare />}
    </>
  );
  const style = { left: x, top: y, width: nodeWidth, height: nodeHeight };
  const look = `absolute flex items-center gap-2 rounded-md border bg-panel px-2.5 text-left ${isRoot ? 'border-accent ring-1 ring-accent' : 'border-line'}`;
  return (
    <li>
      {isIdentity ? (
        <button
          type="button"
          className={`${look} hover:border-accent`}
          style={style}
          onClick={() =>
            void navigate({
              to: '/identities/$identityId',
              params: { identityId: node.id },
              search: { tab: 'map' },
            })
          }
        >
          {body}
        </button>
      ) : (
        <div className={look} style={style}>
          {body}
        </div>
      )}
    </li>
  );
}

/** What joins a node to the rest, in words. */
function relationOf(id: string, edges: readonly PlacedEdge[]): string | null {
  const found =
    edges.find(({ edge }) => edge.to === id) ?? edges.find(({ edge }) => edge.from === id);
  if (found === undefined) return null;
  const verb = delegationVerbs[found.edge.kind] ?? found.edge.kind;
  return verb;
}
