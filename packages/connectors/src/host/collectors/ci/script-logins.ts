import { entraApplication, targetsWithin } from '../../../formats/definitions/targets.ts';
import { leavesOf } from '../../../formats/json-value.ts';
import { lineWith } from '../../definitions/yaml-source.ts';
import { type Login, type NamedSecret, namesSecret, type YamlPipeline } from './pipeline.ts';

const namesRole =
  /assume|role[-_]?(?:to[-_]assume|arn|name)?$|oidc|service[-_]?account|impersonate/i;
const lineLogsIn =
  /assume-role|(?<!execution-|task-|pass-)role[-_]arn|role-to-assume|impersonate|service[-_]account/i;
const azureLogin =
  /(?:-u|--username)[ =]['"]?([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})[^\n]{0,1000}--federated-token|--federated-token[^\n]{0,1000}(?:-u|--username)[ =]['"]?([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})/i;

/**
 * Roles and service accounts that scripts and settings of a pipeline log in as, by the words around
 * them. `issuer` says who signs its OIDC tokens; null when it asks for none: then the login rests on
 * other credentials.
 */
export function scriptLogins(pipeline: YamlPipeline, issuer: string | null): Login[] {
  return leavesOf(pipeline.root).flatMap(({ path, value }) => {
    if (typeof value !== 'string') return [];
    const name = path.findLast((step) => typeof step === 'string') ?? '';
    const whole = namesRole.test(name);
    const named = value
      .split('\n')
      .filter((line) => whole || lineLogsIn.test(line))
      .flatMap(targetsWithin)
      .concat(azureTargets(value));
    return named.map((target) => ({
      target,
      kind: issuer ? 'federated-login' : target.provider === 'aws' ? 'assume-role' : 'impersonate',
      line: lineWith(pipeline, pipeline.document.lineOf(path), target.key),
      ...(issuer ? { attributes: { issuer } } : {}),
    }));
  });
}

function azureTargets(text: string) {
  const [, before, after] = azureLogin.exec(text.replace(/\\\n/g, ' ')) ?? [];
  const id = before ?? after;
  return id === undefined ? [] : [entraApplication(id, null)];
}

const used = /\$(?:\{([A-Za-z_]\w*)[^}]*\}|([A-Za-z_]\w*)|env:([A-Za-z_]\w*))/g;

/**
 * Variables that a pipeline uses, does not define, and whose name says secret: the CI system or its
 * settings hold them.
 */
export function secretVariables(
  pipeline: YamlPipeline,
  store: string,
  defined: ReadonlySet<string>,
): NamedSecret[] {
  return leavesOf(pipeline.root).flatMap(({ path, value }) => {
    if (typeof value !== 'string' || !value.includes('$')) return [];
    const names = Array.from(value.matchAll(used), ([, a, b, c]) => a ?? b ?? c ?? '');
    const wanted = [...new Set(names)].filter((name) => namesSecret(name) && !defined.has(name));
    const from = wanted.length > 0 ? pipeline.document.lineOf(path) : 0;
    return wanted.map((name) => ({ store, name, line: lineWith(pipeline, from, name) }));
  });
}
