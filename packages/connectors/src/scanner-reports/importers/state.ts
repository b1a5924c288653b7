import type { AnswerPlace } from '@nonhuman/connector-kit';
import type { Observation } from '@nonhuman/model';
import type { Finding } from '../mapping/finding.ts';
import { plainPath } from '../mapping/repository.ts';
import { rowsOf } from '../mapping/rows.ts';
import { type Sightings, startSightings } from '../mapping/sightings.ts';

/** What the reports of one run need of one another. */
export interface ReportState {
  readonly sightings: Sightings;
}

export function startReports(): ReportState {
  return { sightings: startSightings() };
}

/** The rows of a finding that was read at a place. */
export function* report(at: AnswerPlace<ReportState>, finding: Finding): Generator<Observation> {
  const path = plainPath(finding.path, at.context.options['root']);
  yield* rowsOf(
    { ...finding, path },
    { of: at.of, secrets: at.context.secrets, sightings: at.own.sightings },
  );
}
