import { NhiError } from '@nonhuman/model';
import { type Command, exitCodes, type Result, UsageError } from '../command.ts';
import { withProduct } from '../open-product.ts';
import { table } from '../output/table.ts';

/** `nonhuman config` */
export const config: Command = {
  name: 'config',
  summary: 'Show the settings of the workspace, or change one: limits of checks, what tells owners',
  arguments: '[setting] [value]',
  options: [{ flags: '--reset', summary: 'back to the default' }],
  examples: [
    ['nonhuman config', 'every setting with its value and its default'],
    ['nonhuman config credential-too-old.maxAgeDays 60', 'credentials may be 60 days old'],
    [
      `nonhuman config ownership.namingConventions '["svc-{team}-*"]'`,
      'names that begin so name the team that answers',
    ],
  ],
  run: (call, surroundings) =>
    withProduct(call, surroundings, async ({ nonhuman }): Promise<Result> => {
      const [name, value] = call.arguments;
      const settings = [
        ...(await nonhuman.checkSettings()),
        ...(await nonhuman.ownershipSettings()),
      ];
      if (name === undefined) {
        return {
          data: { settings },
          text: (palette, width) =>
            table(
              settings,
              [
                { title: 'SETTING', value: (row) => row.name, flexible: true },
                {
                  title: 'VALUE',
                  value: (row) => written(row.value),
                  colour: (text, row) =>
                    written(row.value) === written(row.default) ? text : palette.yellow(text),
                },
                { title: 'DEFAULT', value: (row) => written(row.default) },
              ],
              { palette, width },
            ),
        };
      }
      const known = settings.find((setting) => setting.name === name);
      if (known === undefined)
        throw new UsageError(`There is no setting "${name}"; "nonhuman config" lists them.`);
      if (value === undefined && call.options['reset'] !== true)
        return {
          data: known,
          text: () =>
            `${known.name} is ${written(known.value)} (default ${written(known.default)})`,
        };
      const change = name.startsWith('ownership.')
        ? nonhuman.changeOwnershipSetting
        : nonhuman.changeCheckSetting;
      const changed = await change({
        name,
        value: call.options['reset'] === true ? null : parsed(value ?? ''),
      });
      return {
        data: changed,
        exitCode: exitCodes.fine,
        text: () =>
          `${changed.name} is ${written(changed.value)}. The next scan, import or "nonhuman up" judges by it.`,
      };
    }),
};

function written(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw new NhiError('CONFIG_INVALID', { value: text }, { cause: error });
  }
}
