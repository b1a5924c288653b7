import { type AnswerPlace, answerList } from '@nonhuman/connector-kit';
import type { Identity, Timestamp } from '@nonhuman/model';
import type { UserFacts } from '../mapping/person.ts';

/** What files of Okta need of one another. */
export interface OktaState {
  readonly users: Map<string, UserFacts>;
  /** User → administrative roles; only of users whose roles were read. */
  readonly rolesOfUsers: Map<string, Set<string>>;
  /** Group → its members, of groups whose members were read. */
  readonly members: Map<string, string[]>;
  /** Custom role → permissions, of roles whose permissions were read. */
  readonly permissions: Map<string, string[]>;
  /** Group → its name. */
  readonly groupNames: Map<string, string>;
  /** Custom role → its name. */
  readonly roleNames: Map<string, string>;
  /** Id of a client → its identity. */
  readonly clients: Map<string, Pick<Identity, 'key' | 'name' | 'nativeType'>>;
  /** Application → scopes that it was given, where those were read. */
  readonly scopes: Map<string, string[]>;
  /** Id of a client → its last event in the System Log. */
  readonly lastEvents: Map<string, Timestamp>;
  /** Scope and entitlement that grants have named. */
  readonly named: Set<string>;
}

export function startOkta(): OktaState {
  return {
    users: new Map(),
    rolesOfUsers: new Map(),
    members: new Map(),
    permissions: new Map(),
    groupNames: new Map(),
    roleNames: new Map(),
    clients: new Map(),
    scopes: new Map(),
    lastEvents: new Map(),
    named: new Set(),
  };
}

export const list = answerList<OktaState>();
export type OktaPlace = AnswerPlace<OktaState>;

/** Adds to the list that a map keeps under a name. */
export function addTo(lists: Map<string, string[]>, name: string, value: string): void {
  const known = lists.get(name);
  if (known) known.push(value);
  else lists.set(name, [value]);
}

const call = 'curl -sS -H "Authorization: SSWS $OKTA_API_TOKEN" -H "Accept: application/json"';

/** What stands in the file when a call did not get through, so that the list is not taken for whole. */
const failed = `echo '{"errorCode":"CALL_FAILED","errorSummary":"the call failed"}';`;

/** Drops the values of secrets before they reach the disk. */
export const withoutSecrets = `jq 'if type == "array" then map(del(.client_secret)) else . end'`;

/** The command that reads all pages of a list: Okta names the next one in a header. */
export function pages(path: string, file: string, filter?: string): string {
  const nextOf = String.raw`$(sed -n 's/^[Ll]ink: <\([^>]*\)>; rel="next".*/\1/p' okta-headers.txt)`;
  const through = filter === undefined ? '' : ` | ${filter}`;
  return `next="https://$OKTA_DOMAIN${path}"; while [ -n "$next" ]; do ${call} -D okta-headers.txt "$next" || { ${failed} break; }; next="${nextOf}"; done${through} > "\${OKTA_DOMAIN}__${file}.json"`;
}

/** The command that reads a list for each id that a file holds. */
export function each(of: {
  readonly list: string;
  /** The ids, in the words of jq. */
  readonly ids: string;
  readonly path: string;
  readonly what: string;
  readonly filter?: string;
}): string {
  const { list: file, ids, path, what, filter } = of;
  return `for id in $(jq -r '${ids}' "\${OKTA_DOMAIN}__${file}.json"); do ${pages(path, `\${id}__${what}`, filter)}; done`;
}
