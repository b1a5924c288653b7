import type { AnyCheck } from '@nonhuman/checks';
import type { Severity } from '@nonhuman/model';
import type { Workings } from '../../workings.ts';
import type { Rows } from './rows.ts';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

/** GitHub's numbers for the severity of security results. */
const securitySeverity: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
  info: '0.0',
};

/** Findings as SARIF 2.1.0, one result a line. Accepted ones are suppressed. */
export async function* sarifOf(
  { checks, version }: Pick<Workings, 'checks' | 'version'>,
  rows: Rows,
): AsyncGenerator<string, void, undefined> {
  const driver = { name: 'Nonhuman', version, rules: checks.map(ruleOf) };
  yield `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":${JSON.stringify({ driver })},"results":[`;
  let separator = '\n';
  for await (const row of rows) {
    yield separator + JSON.stringify(resultOf(row, checks));
    separator = ',\n';
  }
  yield '\n]}]}\n';
}

function ruleOf({ id, title, severity, controls, nextAction }: AnyCheck) {
  return {
    id,
    shortDescription: { text: title },
    help: { text: nextAction },
    defaultConfiguration: { level: levels[severity] },
    properties: {
      tags: ['security', ...controls],
      'security-severity': securitySeverity[severity],
    },
  };
}

type Row = Readonly<Record<string, unknown>>;

function resultOf(row: Row, checks: readonly AnyCheck[]) {
  const { id, checkId, severity, because, title, subject, identity, state, place } = row;
  const name = textOf(subject, 'name') ?? textOf(subject, 'id') ?? '';
  const ruleIndex = checks.findIndex((check) => check.id === checkId);
  const of = textOf(identity, 'name');
  const about = of === null || of === name ? name : `${name} of ${of}`;
  return {
    ruleId: checkId,
    ...(ruleIndex < 0 ? {} : { ruleIndex }),
    level: levels[severity as Severity],
    message: { text: `${String(title)}: ${about}: ${String(because)}` },
    locations: [
      {
        ...physicalOf(place),
        logicalLocations: [{ fullyQualifiedName: name, kind: 'resource' }],
      },
    ],
    partialFingerprints: { 'nonhumanFinding/v1': id },
    ...(state === 'accepted' ? { suppressions: [{ kind: 'external', status: 'accepted' }] } : {}),
  };
}

function physicalOf(place: unknown) {
  const path = textOf(place, 'locator');
  if (path === null || textOf(place, 'kind') !== 'file') return {};
  const line: unknown = Reflect.get(place as object, 'line');
  const region = typeof line === 'number' ? { region: { startLine: line } } : {};
  const uri = encodeURI(path.startsWith('/') ? `file://${path}` : path);
  return { physicalLocation: { artifactLocation: { uri }, ...region } };
}

function textOf(of: unknown, name: string): string | null {
  const value: unknown = typeof of === 'object' && of !== null ? Reflect.get(of, name) : null;
  return typeof value === 'string' ? value : null;
}
