import { defineFileCollector } from '@nonhuman/connector-kit';
import { unknown } from '@nonhuman/model';
import { readConfigText } from '../../../formats/config-text.ts';
import { placeOf, upsert } from '../../../formats/definitions/report.ts';
import { at, entriesOf, isRecord, listOf, textOf } from '../../../formats/json-value.ts';
import { isPlainHttp } from '../../../formats/server-address.ts';

const notInFile = unknown('an agent card does not tell');

/** A2A agent cards: what an agent says of itself to others (A2A 0.3 and 1.0: https://a2a-protocol.org). */
export const a2aAgentCard = defineFileCollector({
  id: 'host.agent-a2a-card',
  title: 'A2A agent cards',
  group: 'agents',
  emits: ['identity'],
  reads: [
    { path: '.well-known/agent-card.json' },
    { path: '.well-known/agent.json' },
    { name: 'agent-card.json' },
    { name: '*.agent-card.json' },
  ],
  cannotTell: ['whether the agent runs, and whether what it says of its security is so'],
  *collect(file, context) {
    const { value: card } = readConfigText(file.text(), 'jsonc');
    const name = textOf(at(card, 'name'));
    if (name === null || !(Array.isArray(at(card, 'skills')) || isRecord(at(card, 'capabilities'))))
      return;
    const urls = [
      at(card, 'url'),
      ...['supportedInterfaces', 'additionalInterfaces'].flatMap((field) =>
        listOf(at(card, field)).map((entry) => at(entry, 'url')),
      ),
    ]
      .map(textOf)
      .filter((url) => url !== null);
    const schemes = entriesOf(at(card, 'securitySchemes')).map(([, scheme]) => schemeOf(scheme));
    const required = listOf(at(card, 'security') ?? at(card, 'securityRequirements'));
    yield upsert(this.id, context, {
      noun: 'identity',
      value: {
        key: `a2a:${textOf(at(card, 'provider', 'organization')) ?? ''}:${name}:${urls[0] ?? file.path}`,
        provider: 'host',
        kind: 'agent',
        nativeType: 'a2a-agent',
        name,
        status: 'unknown',
        createdAt: notInFile,
        lastUsedAt: notInFile,
        description: textOf(at(card, 'description')),
        place: placeOf(file, context),
        attributes: {
          client: 'a2a',
          ...(urls[0] === undefined
            ? {}
            : {
                url: urls[0],
                plainHttp: urls.some(isPlainHttp),
              }),
          authentication:
            schemes.length === 0 || required.length === 0 ? 'none' : schemes.join(', '),
          signed: listOf(at(card, 'signatures')).length > 0,
          skills: listOf(at(card, 'skills')).map(
            (skill) => textOf(at(skill, 'id')) ?? textOf(at(skill, 'name')) ?? 'unnamed',
          ),
        },
      },
    });
  },
});

/** 0.3 tells the type in `type`; 1.0 in the name of the only field. */
function schemeOf(scheme: Parameters<typeof at>[0]): string {
  return (
    textOf(at(scheme, 'type')) ??
    entriesOf(scheme)[0]?.[0]?.replace(/SecurityScheme$/, '') ??
    'unknown'
  );
}
