import { type FindingDetail, type IdentityDetail, type Link, routes } from '@nonhuman/api-contract';
import { CredentialId, FindingId, IdentityId } from '@nonhuman/model';
import { type Command, type Result, UsageError } from '../command.ts';
import { withProduct } from '../open-product.ts';
import { type Palette, printable } from '../output/palette.ts';
import { dayText, severityText, whenText, wrapped } from '../output/words.ts';
import { endText, relationWords, surenessText } from './links.ts';

/** `nonhuman show <id>` */
export const show: Command = {
  name: 'show',
  summary: 'Show everything about an identity, credential, finding or any other id',
  arguments: '<id>',
  options: [
    {
      flags: '--as-of <date>',
      summary: 'as it was known at the end of that day (UTC); identities only',
    },
  ],
  examples: [
    ['nonhuman show idn_…', 'an identity with its credentials, access, exposures and findings'],
    ['nonhuman show fnd_…', 'a finding with its evidence, its history and how to fix it'],
  ],
  run: (call, surroundings) =>
    withProduct(call, surroundings, async ({ ask }): Promise<Result> => {
      const [id = ''] = call.arguments;
      const now = surroundings.now();
      if (IdentityId.safeParse(id).success) {
        const asOf = call.options['asOf'];
        const detail = await ask(routes.getIdentity, {
          params: { identityId: id },
          query: routes.getIdentity.query.parse({ asOf }),
        });
        const { items: linked } = await ask(routes.getIdentityLinks, {
          params: { identityId: id },
          query: routes.getIdentityLinks.query.parse({ asOf }),
        });
        return {
          data: { ...detail, links: linked },
          text: (palette, width) =>
            [identityText(detail, { palette, width, now }), linksText(linked, palette)]
              .filter((part) => part !== '')
              .join('\n\n'),
        };
      }
      if (FindingId.safeParse(id).success) {
        const detail = await ask(routes.getFinding, { params: { findingId: id } });
        return {
          data: detail,
          text: (palette, width) => findingText(detail, { palette, width, now }),
        };
      }
      if (!/^[a-z]{3}_[a-z2-7]{26}$/.test(id))
        throw new UsageError(
          'An id looks like idn_ and 26 letters; "nonhuman list" and "nonhuman findings" show them.',
        );
      const thing = await ask(routes.getThing, { params: { thingId: id } });
      const linked = CredentialId.safeParse(id).success
        ? (await ask(routes.getCredentialLinks, { params: { credentialId: id }, query: {} })).items
        : [];
      return {
        data: linked.length === 0 ? thing : { ...thing, links: linked },
        text: (palette) =>
          `${palette.bold(printable(thing.name))}  ${thing.noun}\n${printable(JSON.stringify(thing.value, null, 2)).replaceAll('\uFFFD', '\n')}${linked.length === 0 ? '' : `\n\n${linksText(linked, palette)}`}`,
      };
    }),
};

interface Sheet {
  readonly palette: Palette;
  readonly width: number;
  readonly now: Date;
}

function identityText(detail: IdentityDetail, sheet: Sheet): string {
  const { palette, now } = sheet;
  const { value } = detail;
  const head = [
    `${palette.bold(printable(value.name))}  ${value.kind} (${value.nativeType})  ${value.provider}`,
    `status ${value.status}, access ${value.access ?? 'unknown'}, environment ${value.environment ?? 'unknown'}`,
    `created ${whenText(value.createdAt, now)}, last used ${whenText(value.lastUsedAt, now)}`,
    `owner ${detail.owner === null ? 'unknown' : `${printable(detail.owner.name)} (${detail.owner.basis})`}`,
    ...(detail.goneAt === null
      ? []
      : [palette.yellow(`gone since ${dayText(detail.goneAt, now)}`)]),
  ];
  return [
    head.join('\n'),
    riskText(detail, sheet),
    section(
      'Findings',
      detail.findings.map(
        (finding) =>
          `${severityText(finding.severity, palette)}  ${finding.title}: ${printable(finding.because)}\n      → ${finding.nextAction}`,
      ),
      palette,
    ),
    section(
      'Credentials',
      detail.credentials.map(
        ({ value: credential, id }) =>
          `${printable(credential.name)}  ${credential.kind}, ${credential.status}, created ${whenText(credential.createdAt, now)}, expires ${whenText(credential.expiresAt, now)}, last used ${whenText(credential.lastUsedAt, now)}  ${palette.dim(id)}`,
      ),
      palette,
    ),
    section(
      'Access',
      detail.grants.map(
        ({ value: grant, entitlement }) =>
          `${entitlement === null ? 'an entitlement that was not read' : `${printable(entitlement.name)} (${entitlement.access})`} on ${printable(grant.on)}${grant.via === null ? '' : ` through ${printable(grant.via)}`}${grant.conditional ? ', under conditions' : ''}`,
      ),
      palette,
    ),
    section(
      'May become or use',
      detail.delegations.from.map(
        ({ value: delegation, to }) =>
          `${delegation.kind}: ${printable(to.name)}${delegation.conditional ? ', under conditions' : ''}`,
      ),
      palette,
    ),
    section(
      'May be used by',
      detail.delegations.to.map(
        ({ value: delegation, from }) =>
          `${delegation.kind}: ${printable(from.name)}${delegation.conditional ? ', under conditions' : ''}`,
      ),
      palette,
    ),
    ...placeSections(detail, palette),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The other ends of links: what is the same elsewhere first, then what it is bound to. */
function linksText(linked: readonly Link[], palette: Palette): string {
  const lines = (those: readonly Link[]) =>
    those.map(
      (link) =>
        `${surenessText(link, palette)} ${endText(link.from)} ${palette.dim(link.verdict === 'not-matched' ? `does not fit (${link.relation})` : relationWords[link.relation])} ${endText(link.to)}\n      ${palette.dim(printable(link.because))}`,
    );
  return [
    section(
      'Same identity elsewhere',
      lines(linked.filter(({ relation }) => relation === 'same')),
      palette,
    ),
    section('Bound to', lines(linked.filter(({ relation }) => relation !== 'same')), palette),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function placeSections(detail: IdentityDetail, palette: Palette): string[] {
  return [
    section(
      'Exposed in',
      detail.exposures.map(({ value: exposure }) => placeText(exposure.place)),
      palette,
    ),
    section(
      'Refers to secrets',
      detail.secretReferences.map(
        ({ value: reference }) =>
          `${reference.store} ${printable(reference.name)}, in ${placeText(reference.place)}`,
      ),
      palette,
    ),
    section(
      'Not seen',
      detail.coverage
        .filter(({ state }) => state !== 'complete')
        .map(
          ({ listing, state, gaps }) =>
            `${listing}: ${state}${gaps[0] === undefined ? '' : `, ${printable(gaps[0].message)}`}`,
        ),
      palette,
    ),
  ];
}

function riskText({ risk }: IdentityDetail, { palette }: Sheet): string {
  if (risk === null) return '';
  const factors = risk.factors
    .filter(({ points }) => points > 0)
    .map(({ points, because }) => `${String(points).padStart(4)}  ${printable(because)}`);
  const lower = risk.wouldLower
    .slice(0, 3)
    .map(({ action, points }) => `${`-${points}`.padStart(4)}  ${action}`);
  return [
    palette.bold(`Risk ${risk.score} of 100`),
    ...factors,
    ...(lower.length > 0 ? [palette.dim('What would lower it:'), ...lower] : []),
  ].join('\n');
}

function section(title: string, lines: readonly string[], palette: Palette): string {
  if (lines.length === 0) return '';
  return [palette.bold(`${title} (${lines.length})`), ...lines.map((line) => `  - ${line}`)].join(
    '\n',
  );
}

function placeText(place: {
  readonly locator: string;
  readonly line?: number | undefined;
  readonly keyPath?: string | undefined;
}): string {
  return printable(
    `${place.locator}${place.line === undefined ? '' : `:${place.line}`}${place.keyPath === undefined ? '' : ` (${place.keyPath})`}`,
  );
}

function findingText(detail: FindingDetail, { palette, width, now }: Sheet): string {
  const about = detail.identity?.name ?? detail.subject.name ?? detail.subject.id;
  const events = detail.events.map(
    ({ at, kind, actor }) => `${at.slice(0, 10)}  ${kind} by ${printable(actor)}`,
  );
  return [
    `${severityText(detail.severity, palette)}  ${palette.bold(detail.title)}\n${printable(about)}, ${detail.state}, first seen ${dayText(detail.firstSeenAt, now)}`,
    wrapped(printable(detail.because), width),
    `${palette.bold('Next')}\n${wrapped(detail.nextAction, width, '  ')}`,
    section(
      'Evidence',
      Object.entries(detail.evidence).map(
        ([name, value]) => `${name}: ${printable(JSON.stringify(value))}`,
      ),
      palette,
    ),
    section('Controls', detail.controls, palette),
    section('History', events, palette),
    detail.check?.doc ?? '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}
