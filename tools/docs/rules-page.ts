import { collectionNames, fieldNames, itemNoun, nounNames, ruleOperators } from '@nonhuman/checks';
import { markdownTable, type Page, page } from './page.ts';

const meanings: Readonly<Record<keyof typeof ruleOperators, string>> = {
  is: 'is exactly this',
  isNot: 'is something else',
  in: 'is one of these',
  notIn: 'is none of these',
  like: 'fits the pattern (`*` any run, `?` one character, case counts not)',
  notLike: 'does not fit the pattern',
  contains: 'has exactly this item',
  containsLike: 'has an item that fits the pattern',
  containsAny: 'has one of these items',
  empty: 'is told to have no items',
  atLeast: 'is this or more',
  atMost: 'is this or less',
  moreThan: 'is more',
  lessThan: 'is less',
  olderThanDays: 'lies more whole days back',
  withinDays: 'lies back at most so many days',
  endsWithinDays: 'lies ahead at most so many days',
  endsAfterDays: 'lies ahead more days, or never comes',
  never: 'is told never to happen (never used, never expires)',
  absent: 'is told not to be there',
  told: 'is told at all; `told: false` asks for what is not',
};

/** The vocabulary of rules of the user's. */
export function rulesPage(): Page {
  const operators = Object.entries(ruleOperators).map(([name, { of, operand }]) => [
    `\`${name}\``,
    meanings[name as keyof typeof ruleOperators],
    of.join(', '),
    operand,
  ]);
  const lists = collectionNames.map((name) => [`\`${name}\``, `\`${itemNoun(name)}\``]);
  return page('rules.md', 'Rules of your own', [
    'What a rule file may say. [The guide](../guide/own-rules.md) shows how to write one.',
    '',
    '## Conditions',
    '',
    markdownTable(
      ['form', 'holds when'],
      [
        ['`all: [...]`', 'every one holds'],
        ['`any: [...]`', 'at least one holds'],
        ['`none: [...]`', 'none holds'],
        ['`not: ...`', 'it does not hold'],
        ['`field: <field>` and one operator', 'the field compares so'],
        ['`some: <list>`, `where: ...`', 'at least one item is so'],
        ['`every: <list>`, `where: ...`', 'each item is so'],
        ['`no: <list>`, `where: ...`', 'no item is so'],
        [
          '`count: <list>`, `where: ...`, `atLeast`, `atMost`, `moreThan` or `lessThan`',
          'so many items are so',
        ],
      ],
    ),
    '',
    'What is not told makes a condition unknown, never false. A value may be the name of a limit: `$maxAgeDays`.',
    '',
    '## Operators',
    '',
    markdownTable(['operator', 'holds when the field', 'of fields that are', 'with'], operators),
    '',
    '`any` are words of `attributes`, whose kind their source decides: a word of another kind than the operator compares is unknown.',
    '',
    '## Fields',
    '',
    'A rule that judges an identity speaks of `identity`; one that judges a credential also of `credential`; one that judges an exposure also of `exposure`. Inside of a list the item can be spoken of as well.',
    '',
    ...nounNames.flatMap((noun) => [
      `- **${noun}**: ${fieldNames(noun)
        .map((name) => `\`${name}\``)
        .join(', ')}`,
    ]),
    '',
    'Besides: `identity.tags.<tag>`, and `<noun>.attributes.<word>` for the words that a source tells (of a grant, those of its entitlement).',
    '',
    '## Lists',
    '',
    markdownTable(['list', 'an item is called'], lists),
  ]);
}
