import { leaverEffects } from '@nonhuman/connectors';
import {
  contestedWithin,
  leastOwner,
  linkFactors,
  mostInferred,
  OwnershipSettings,
  signalWeights,
  usualConventions,
} from '@nonhuman/engine';
import { markdownTable, type Page, page } from './page.ts';

const meanings: Readonly<Record<keyof typeof signalWeights, string>> = {
  'provider-owner': 'an owner, sponsor or manager that the provider keeps',
  holder: 'a personal account: its credentials are bound to a person',
  'tag-owner': 'a tag or label such as `Owner`',
  'tag-team': 'a tag or label such as `team`',
  'tag-contact': 'a tag or label such as `contact` or `maintainer`',
  'tag-creator': 'a tag or label such as `created-by`',
  'tag-cost-center': 'a tag or label such as `CostCenter` or `department`',
  codeowners: 'CODEOWNERS names them for the file that declares it',
  home: 'the home folder that it lies in is that of a person who is known',
  'description-owner': 'a description that names somebody as owner or contact',
  'description-email': 'an e-mail address in a description',
  'own-name': 'a machine’s account that is named like a person who is known',
  naming: 'a naming convention that names a known team or person',
  'naming-unknown': 'a convention of the workspace that names somebody whom nobody knows',
  namespace: 'a namespace, repository or group that is named like a known team',
  'git-author': 'whoever last changed the file that declares it',
  creator: 'whoever made it; roles and automation are left out',
  'manager-of-leaver': 'the manager of an owner who left',
  'team-of-leaver': 'a team of an owner who left',
};

/** How owners are found, and what becomes of things when somebody leaves. */
export function ownersPage(): Page {
  return page('owners.md', 'Owners', [
    'For each identity, candidates are put together from all that was read, each with its evidence. What a person attested stands above all evidence, until it is withdrawn or its time is over.',
    '',
    '`nonhuman owners` lists people and teams, `nonhuman owners <identity>` the candidates of one identity; `nonhuman attest`, `nonhuman reassign` and `nonhuman leaver` do the rest. In the API: `GET /v1/owners`, `GET /v1/identities/{id}/owners`, `POST /v1/ownership/attest`, `/reassign`, `/withdraw` and `GET /v1/leaver-preview`.',
    '',
    '## What counts how much',
    '',
    `Evidence of independent origins adds up: what remains of doubt is multiplied, so that 0.75 and 0.4 make 1 − 0.25 × 0.6 = 0.85, and never more than ${mostInferred}. Statements of one origin (a tag that is told twice) count once. A candidate below ${leastOwner} is somebody to ask, and not the owner. Candidates within ${contestedWithin} of the first are in conflict, and are shown so. What a provider tells as ownership outright has the confidence that its importer gives it.`,
    '',
    markdownTable(
      ['evidence', 'weight', 'is'],
      Object.entries(signalWeights).map(([name, weight]) => [
        `\`${name}\``,
        String(weight),
        meanings[name as keyof typeof signalWeights],
      ]),
    ),
    '',
    'Where the evidence of an identity itself is weak, owners come over from what is linked to it: their confidence is multiplied by',
    '',
    markdownTable(
      ['link', 'factor'],
      Object.entries(linkFactors).map(([name, factor]) => [`\`${name}\``, String(factor)]),
    ),
    '',
    '## Settings',
    '',
    '`nonhuman config ownership.<name> <JSON>` changes names of tags, weights and naming conventions. Tag names are compared without prefix, case and punctuation.',
    '',
    markdownTable(
      ['setting', 'unless changed'],
      [
        ...Object.entries(OwnershipSettings.parse({}).tags).map(([name, tags]) => [
          `\`ownership.tags.${name}\``,
          tags.map((tag) => `\`${tag}\``).join(', '),
        ]),
        [
          '`ownership.namingConventions`',
          `none; ${usualConventions.map((one) => `\`${one}\``).join(', ')} count where they name a known team`,
        ],
        ['`ownership.weights`', 'the table above'],
      ],
    ),
    '',
    '## Who is there',
    '',
    'People are recognised by e-mail address or login; a full name or user name only when one person alone has it. A departure whose day has come stands until the source that told it says otherwise; else the latest statement counts, and on one day `left` does. Of whom no people source tells, the status is `unknown`. A team whose members have all left, or that has none, counts as left.',
    '',
    '## When somebody leaves',
    '',
    'What is not in this table is decided by the relation alone: what somebody only answers for survives; what becomes of the rest is unknown.',
    '',
    markdownTable(
      ['provider', 'things', 'for its', 'effect', 'because', 'source'],
      leaverEffects.map((one) => [
        one.provider,
        one.nativeTypes.map((type) => `\`${type}\``).join(', '),
        one.relations.join(', '),
        one.effect,
        one.because,
        `[${one.standing}](${one.source})`,
      ]),
    ),
  ]);
}
