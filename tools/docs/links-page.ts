import { linkRules, sureness } from '@nonhuman/engine';
import { markdownTable, type Page, page } from './page.ts';

const relations: Readonly<Record<string, string>> = {
  same: 'the two are one identity or one credential',
  'pairs-with': 'two halves of a key pair, or what certifies or trusts one of them',
  'logs-in-as': 'the first can get a token that lets it in as the second',
  opens: 'the first, or a credential that it is handed, lets it in to the second',
  'belongs-to': 'the first is a part of the second',
  exposes: 'the first shows the value of the second',
};

const steps: Readonly<Record<keyof typeof sureness, string>> = {
  proven: 'the same keyed fingerprint, public key, or an identifier that is never given twice',
  agreed: 'both sides name each other, by identifiers that are unique in their place',
  named: 'one side names the other, by an identifier that is unique in its place',
  likely: 'everything that is told fits, and something that would decide is not told',
  open: 'it may be; something that would decide is not told on either side',
};

/** What is found to be the same in several places, and how. */
export function linksPage(): Page {
  return page('links.md', 'Links between places', [
    'One identity or credential is often seen in several places: a key in a file and in its account’s list, a workflow and the role that it logs in as. After each sync and before each evaluation these are linked. Links go by keyed fingerprint or by public identifier, never by value and never by name alone.',
    '',
    '`nonhuman links` lists them, `nonhuman show <id>` shows those of an identity or credential, `GET /v1/identities/{id}/links` answers them, also as of a past date: a link that no longer holds is ended, not erased. What is exposed in one place counts for the same credential in the others when the link is at least 0.9 sure.',
    '',
    '## Rules',
    '',
    ...linkRules.flatMap(({ id, title, joins, why, relation }) => [
      `### ${title}`,
      '',
      `\`${id}\`, ${relation}`,
      '',
      joins,
      '',
      why,
      '',
    ]),
    '## How sure',
    '',
    'The number says how many of such matches are right, as far as the rule can know. Where several rows fit equally well, they share it: two candidates of a 0.9 have 0.45 each, and the reason says so.',
    '',
    markdownTable(
      ['confidence', 'means'],
      Object.entries(sureness).map(([name, value]) => [
        String(value),
        steps[name as keyof typeof sureness],
      ]),
    ),
    '',
    '## What a link says',
    '',
    markdownTable(
      ['relation', 'means'],
      Object.entries(relations).map(([name, meaning]) => [`\`${name}\``, meaning]),
    ),
    '',
    markdownTable(
      ['verdict', 'means'],
      [
        ['`matched`', 'it holds'],
        ['`not-matched`', 'one side names the other, which does not take it'],
        ['`cannot-tell`', 'a fact that would decide is not told; the reason names it'],
      ],
    ),
  ]);
}
