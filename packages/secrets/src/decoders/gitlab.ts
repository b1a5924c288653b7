import { base64Bytes } from '../base64.ts';
import { type Facts, given } from './facts.ts';

const randomBytes = 16;

/**
 * Whose token it is: GitLab writes cell, organization, group, project, and user ids into it.
 *
 * The payload is 16 random bytes, lines such as `u:iwbh4` with ids in base 36, and a length byte
 * (gitlab, `lib/authn/token_field/generator/routable_token.rb`). Empty for older, opaque tokens.
 */
export function routableFacts(value: string): Facts {
  const encoded = /^[a-z]+-(?:t\d_)?([\w-]{27,300})\.[0-9a-z]{2}\.[0-9a-z]{9}$/.exec(value)?.[1];
  const bytes = encoded === undefined ? null : base64Bytes(encoded);
  if (bytes === null) return {};
  const routing = new TextDecoder().decode(bytes.subarray(randomBytes, -1));
  const ids = new Map(
    routing.split('\n').map((line) => [line.slice(0, 2), Number.parseInt(line.slice(2), 36)]),
  );
  const id = (key: string) => {
    const number = ids.get(`${key}:`);
    return number !== undefined && Number.isSafeInteger(number) ? number : null;
  };
  return given({
    gitlabCellId: id('c'),
    gitlabOrganizationId: id('o'),
    gitlabGroupId: id('g'),
    gitlabProjectId: id('p'),
    gitlabUserId: id('u'),
  });
}
