import { type Agent, routes } from '@nonhuman/api-contract';
import { createLazyRoute, getRouteApi, Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import { usePages } from '../../api.ts';
import { countOf } from '../../formats.ts';
import { Command } from '../../parts/copy-button.tsx';
import { Choose, Row, SearchField } from '../../parts/filters.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { Nothing, PageHead } from '../../parts/panel.tsx';
import { View } from '../../parts/view.tsx';
import { AgentPanel } from './agent-panel.tsx';
import { type FactsOf, isOpen, isStatic, useFacts } from './facts.ts';

const route = getRouteApi('/agents');

const choices = [
  { value: 'unpinned', name: 'Starts an unpinned server' },
  { value: 'static', name: 'Uses a static secret' },
  { value: 'no-auth', name: 'Server without authentication' },
  { value: 'auto-approve', name: 'Acts without asking' },
] as const;
type Only = (typeof choices)[number]['value'];

function AgentsPage() {
  const { q, only } = route.useSearch();
  const navigate = route.useNavigate();
  const { query, items, view } = usePages(routes.listAgents, { query: { q, limit: 50 } });
  const factsOf = useFacts(items ?? []);
  const search = useCallback(
    (text: string) =>
      void navigate({ search: (now) => ({ ...now, q: text.trim() || undefined }), replace: true }),
    [navigate],
  );
  return (
    <>
      <PageHead
        title="Agents and MCP"
        about="AI agents with the MCP servers that they start or call, and what both can sign in with."
      />
      <Row>
        <SearchField value={q ?? ''} change={search} label="Search agents" />
        <Choose
          label="Only agents that"
          any="All agents"
          value={only}
          choices={choices}
          change={(next) => void navigate({ search: (now) => ({ ...now, only: next }) })}
        />
      </Row>
      <View query={view} lines={8}>
        {(agents) => {
          const shown = agents.filter(
            (agent) => only === undefined || fits(agent, { only, factsOf }),
          );
          return (
            <div className="space-y-4">
              {shown.map((agent) => (
                <AgentPanel key={agent.identity.id} agent={agent} factsOf={factsOf} />
              ))}
              {shown.length === 0 && <NoAgent isNarrowed={q !== undefined || only !== undefined} />}
              {query.hasNextPage && (
                <div className="flex items-center gap-3">
                  <MoreButton more={query.fetchNextPage} />
                  {only !== undefined && (
                    <span className="text-sm text-soft">
                      The filter looked at {countOf(items?.length ?? 0, 'agent')} so far.
                    </span>
                  )}
                </div>
              )}
            </div>
          );
        }}
      </View>
    </>
  );
}

function NoAgent({ isNarrowed }: { isNarrowed: boolean }) {
  return (
    <div className="panel">
      {isNarrowed ? (
        <Nothing title="No agent fits">
          <Link to="/agents" className="link">
            Show all agents
          </Link>
        </Nothing>
      ) : (
        <Nothing title="No agent was seen">
          <p className="mb-2">
            Agents are found by the scan of a host that has their configuration.
          </p>
          <Command text="nonhuman scan ~" />
        </Nothing>
      )}
    </div>
  );
}

/** Whether an agent is told to be of that sort. What is not told does not count. */
function fits(
  { identity, tools }: Agent,
  { only, factsOf }: { only: Only; factsOf: FactsOf },
): boolean {
  const servers = tools.map(({ server }) => factsOf(server.id));
  switch (only) {
    case 'unpinned':
      return servers.some((facts) => facts?.isPinned === false);
    case 'static':
      return servers.some(isStatic);
    case 'no-auth':
      return servers.some(isOpen);
    case 'auto-approve':
      return factsOf(identity.id)?.autoApprove === true;
    default:
      return only satisfies never;
  }
}

export const page = createLazyRoute('/agents')({ component: AgentsPage });
