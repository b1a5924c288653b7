import { type Command, exitCodes } from '../command.ts';
import { withProduct } from '../open-product.ts';

/** `nonhuman doctor` */
export const doctor: Command = {
  name: 'doctor',
  summary: 'Look at what the program needs to work, and say what to do about what is not well',
  arguments: '',
  options: [],
  examples: [
    ['nonhuman doctor', 'Node, the store, the data folder'],
    ['nonhuman doctor --json', 'for a health check'],
  ],
  run: (call, surroundings) =>
    withProduct(call, surroundings, async ({ nonhuman }) => {
      const diagnoses = await nonhuman.doctor();
      return {
        data: { diagnoses },
        exitCode: diagnoses.some(({ state }) => state === 'ill')
          ? exitCodes.unfinished
          : exitCodes.fine,
        text(palette) {
          const mark = {
            well: palette.green('✓'),
            warning: palette.yellow('!'),
            ill: palette.red('✗'),
          };
          return diagnoses
            .map(
              ({ id, state, told, advice }) =>
                `${mark[state]} ${id.padEnd(12)} ${told}${advice === null ? '' : `\n    ${advice}`}`,
            )
            .join('\n');
        },
      };
    }),
};
