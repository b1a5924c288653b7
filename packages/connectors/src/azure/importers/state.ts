import { type AnswerPlace, answerList } from '@nonhuman/connector-kit';

/** What the files of one run need of one another. */
export interface AzureState {
  /** Object ids that are known to be machines. */
  readonly machines: Set<string>;
  /** Ids of user-assigned identities → object id. */
  readonly identities: Map<string, string>;
  readonly definitions: Set<string>;
  /** Scopes and roles that were told already. */
  readonly told: Set<string>;
}

export type AzurePlace = AnswerPlace<AzureState>;

export const list = answerList<AzureState>();

export function startState(): AzureState {
  return { machines: new Set(), identities: new Map(), definitions: new Set(), told: new Set() };
}

/** Whether it is told for the first time in this run. */
export function isNew({ told }: AzureState, key: string): boolean {
  if (told.has(key)) return false;
  told.add(key);
  return true;
}

/** Reads every page of a list of Resource Manager, one after another, into one file. */
export function allPages(path: string, what: string): string {
  return [
    `url="https://management.azure.com/${path}"`,
    `while [ "$url" ]; do page=$(az rest --method get --url "$url")`,
    `printf '%s\\n' "$page"`,
    `url=$(printf '%s' "$page" | jq -r '.nextLink // empty')`,
    `done > "\${SUBSCRIPTION}__${what}.json"`,
  ].join('; ');
}
