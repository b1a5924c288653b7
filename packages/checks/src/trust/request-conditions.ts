import { trustConditionsOf } from '../attribute-readers.ts';
import type { TrustCondition } from '../attribute-words.ts';
import type { IdentityView } from '../subject.ts';

type Delegation = IdentityView['delegationsTo'][number];

/** What is asked of who becomes the identity; empty when nothing is, null when it is not told. */
export function conditionsOf(delegation: Delegation): readonly TrustCondition[] | null {
  const conditions = trustConditionsOf(delegation.conditions);
  if (conditions === null) return delegation.conditional ? null : [];
  return conditions.length === 0 && delegation.conditional ? null : conditions;
}

/**
 * Whether one of the conditions binds the caller by one of these keys: a positive comparison with at
 * least one value that is not just a wildcard, and that an absent key does not satisfy. A denial of
 * everything else binds as well.
 */
export function bindsBy(conditions: readonly TrustCondition[], keys: ReadonlySet<string>): boolean {
  return conditions.some(({ operator, key, values }) => {
    if (!keys.has(key.toLowerCase())) return false;
    const denied = operator.startsWith('Deny:');
    const bare = operator.replace(/^Deny:/, '').replace(/^ForAnyValue:/, '');
    const binds = denied
      ? /^(?:String|Arn)Not/.test(bare)
      : /^(?:String|Arn)(?:Equals|Like|EqualsIgnoreCase)$/.test(bare);
    return binds && values.length > 0 && values.every((value) => !/^[*?]*$/.test(value));
  });
}
