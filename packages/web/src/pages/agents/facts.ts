import { type Agent, routes } from '@nonhuman/api-contract';
import { useQueries } from '@tanstack/react-query';
import { z } from 'zod';
import { answerOf } from '../../api.ts';

/** What the words of an MCP server or agent tell; null is "not told". */
export interface Facts {
  readonly isPinned: boolean | null;
  readonly authentication: string | null;
  readonly autoApprove: boolean | null;
  /** Kinds of credentials of its host account that it can use without being given them. */
  readonly ambient: readonly string[];
  readonly transport: string | null;
  readonly runs: string | null;
  /** Reached from this machine alone. */
  readonly isLocal: boolean;
  /** Called at an address, so that there is no version to pin. */
  readonly isRemote: boolean;
}

export type FactsOf = (id: string | null) => Facts | undefined;

/** The facts of agents and their servers, read by id; undefined while they are not there. */
export function useFacts(agents: readonly Agent[]): FactsOf {
  const ids = [
    ...new Set(
      agents.flatMap(({ identity, tools }) => [
        identity.id,
        ...tools.flatMap(({ server }) => server.id ?? []),
      ]),
    ),
  ];
  const answers = useQueries({
    queries: ids.map((thingId) => answerOf(routes.getThing, { params: { thingId } })),
  });
  const byId = new Map(
    answers.flatMap(({ data }) =>
      data === undefined ? [] : [[data.id, factsIn(data.value['attributes'])] as const],
    ),
  );
  return (id) => (id === null ? undefined : byId.get(id));
}

const thisMachine = /^https?:\/\/(localhost|127\.|\[::1\])/i;

export function factsIn(attributes: unknown): Facts {
  const words: Record<string, unknown> =
    typeof attributes === 'object' && attributes !== null ? { ...attributes } : {};
  const text = (name: string) => (typeof words[name] === 'string' ? words[name] : null);
  const truth = (name: string) => (typeof words[name] === 'boolean' ? words[name] : null);
  const version = text('packageVersion');
  const pack = text('package');
  return {
    isPinned: truth('versionPinned'),
    authentication: text('authentication'),
    autoApprove: truth('autoApprove'),
    ambient: z.array(z.string()).catch([]).parse(words['ambientSources']),
    transport: text('transport'),
    isLocal: text('transport') === 'stdio' || thisMachine.test(text('url') ?? ''),
    isRemote: pack === null && text('url') !== null,
    runs:
      pack === null
        ? (text('url') ?? text('command'))
        : version === null
          ? pack
          : `${pack}@${version}`,
  };
}

/** Whether anyone who reaches the server may call it. A local process is reached by its agent alone. */
export function isOpen(facts: Facts | undefined): boolean {
  return facts?.authentication === 'none' && facts.transport !== null && !facts.isLocal;
}

/** Whether clients prove themselves by a secret that does not change. */
export function isStatic(facts: Facts | undefined): boolean {
  return facts?.authentication?.startsWith('static-') ?? false;
}
