import type { Agent, AgentTool, CredentialRow } from '@nonhuman/api-contract';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { IdentityLink } from '../../parts/identity-link.tsx';
import { PlaceText } from '../../parts/place.tsx';
import { Principal } from '../../parts/principal.tsx';
import { RiskBar } from '../../parts/risk-bar.tsx';
import { SeverityMark } from '../../parts/severity.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { credentialName } from '../../words.ts';
import type { Facts, FactsOf } from './facts.ts';

/** One agent: its servers, what it holds and what it inherits. */
export function AgentPanel({ agent, factsOf }: { agent: Agent; factsOf: FactsOf }) {
  const { identity, tools } = agent;
  const facts = factsOf(identity.id);
  const place = agent.instances[0]?.value.place;
  return (
    <section className="panel min-w-0" aria-label={identity.name}>
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2.5">
        <h2 className="text-sm">
          <IdentityLink identity={identity} />
        </h2>
        {facts?.autoApprove === true && <Badge tone="bad">Acts without asking</Badge>}
        {facts?.autoApprove === false && <Badge tone="good">Asks before acting</Badge>}
        <span className="ml-auto flex items-center gap-4">
          {identity.worstSeverity !== null && <SeverityMark severity={identity.worstSeverity} />}
          <RiskBar risk={identity.risk} />
        </span>
        {place !== undefined && (
          <div className="w-full text-xs text-soft">
            <PlaceText place={place} />
          </div>
        )}
      </header>
      {tools.length === 0 ? (
        <p className="px-4 py-3 text-sm text-soft">No MCP server is set up.</p>
      ) : (
        <Table
          label={`MCP servers of ${identity.name}`}
          columns={columns(factsOf)}
          rows={tools}
          keyOf={({ delegation }) => delegation.id}
        />
      )}
      <Held agent={agent} ambient={facts?.ambient ?? []} />
    </section>
  );
}

function columns(factsOf: FactsOf): readonly Column<AgentTool>[] {
  return [
    {
      id: 'server',
      title: 'MCP server',
      isName: true,
      cell: ({ server }) => (
        <div className="min-w-0">
          <Principal principal={server} />
          <div className="mono text-xs text-soft">{factsOf(server.id)?.runs}</div>
        </div>
      ),
    },
    {
      id: 'transport',
      title: 'Transport',
      cell: ({ server }) => factsOf(server.id)?.transport ?? <NotTold />,
    },
    { id: 'pinned', title: 'Version', cell: ({ server }) => <Pinned facts={factsOf(server.id)} /> },
    {
      id: 'authentication',
      title: 'Authentication',
      cell: ({ server }) => <Authentication facts={factsOf(server.id)} />,
    },
    {
      id: 'credentials',
      title: 'Credentials',
      cell: ({ credentials }) => <CredentialNames credentials={credentials} />,
    },
  ];
}

function NotTold() {
  return <span className="text-soft italic">Not told</span>;
}

function Pinned({ facts }: { facts: Facts | undefined }) {
  if (facts?.isRemote) return <span className="text-soft">Runs elsewhere</span>;
  if (facts === undefined || facts.isPinned === null) return <NotTold />;
  return facts.isPinned ? <Badge tone="good">Pinned</Badge> : <Badge tone="warn">Not pinned</Badge>;
}

const ways: Readonly<Record<string, readonly [string, Tone]>> = {
  none: ['None', 'bad'],
  'static-env': ['Static secret in the environment', 'warn'],
  'static-args': ['Static secret in arguments', 'bad'],
  'static-header': ['Static secret in a header', 'warn'],
  'static-url': ['Static secret in the URL', 'bad'],
  oauth: ['OAuth', 'good'],
};

function Authentication({ facts }: { facts: Facts | undefined }) {
  if (facts?.authentication === 'none' && facts.isLocal)
    return <span className="text-soft">None, on this machine</span>;
  const [name, tone] = ways[facts?.authentication ?? ''] ?? [];
  return name === undefined ? <NotTold /> : <Badge tone={tone ?? 'plain'}>{name}</Badge>;
}

function CredentialNames({ credentials }: { credentials: readonly CredentialRow[] }) {
  if (credentials.length === 0) return <span className="text-soft">None seen</span>;
  return (
    <ul className="space-y-0.5">
      {credentials.map((credential) => (
        <li key={credential.id}>
          {credential.name}{' '}
          <span className="text-xs text-soft">
            {credentialName(credential.kind)}
            {credential.preview !== null && (
              <>
                {' · '}
                <span className="mono">{credential.preview}</span>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Held({ agent, ambient }: { agent: Agent; ambient: readonly string[] }) {
  const inherits = agent.ambient.length + ambient.length;
  if (agent.credentials.length === 0 && inherits === 0) return null;
  return (
    <div className="grid gap-4 border-t border-line px-4 py-3 text-sm md:grid-cols-2">
      {agent.credentials.length > 0 && (
        <div>
          <h3 className="mb-1 text-xs font-medium text-soft">Holds itself</h3>
          <CredentialNames credentials={agent.credentials} />
        </div>
      )}
      {inherits > 0 && (
        <div>
          <h3 className="mb-1 text-xs font-medium text-soft">
            Inherits from the account it runs as
          </h3>
          {ambient.length > 0 && <p>{ambient.join(', ')}</p>}
          <ul className="space-y-0.5">
            {agent.ambient.map((delegation) => (
              <li key={delegation.id}>
                <Principal principal={delegation.to} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
