import type { Risk } from '@nonhuman/api-contract';
import { capital } from '../../formats.ts';
import { Panel } from '../../parts/panel.tsx';
import { RiskBar } from '../../parts/risk-bar.tsx';

/** The score with its sum, and what would lower it. */
export function RiskPanel({ risk }: { risk: Risk | null }) {
  if (risk === null)
    return (
      <Panel title="Risk">
        <p className="text-sm text-soft">Not judged: the checks have not run on this.</p>
      </Panel>
    );
  const counted = risk.factors.filter(({ points }) => points !== 0);
  const silent = risk.factors.length - counted.length;
  const sum = counted.reduce((total, { points }) => total + points, 0);
  return (
    <Panel title="Risk" aside={<RiskBar risk={risk.score} />}>
      <table className="w-full text-sm">
        <caption className="sr-only">How the score is made up</caption>
        <tbody>
          {counted.map((factor) => (
            <tr key={factor.id}>
              <td className="py-0.5 pr-3">{capital(factor.because)}</td>
              <td className="py-0.5 text-right align-top whitespace-nowrap tabular-nums">
                {factor.points > 0 ? '+' : '−'}
                {Math.abs(factor.points)}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="border-t border-line font-semibold">
            <td className="pt-1.5">{sum > risk.score ? 'Score (100 at most)' : 'Score'}</td>
            <td className="pt-1.5 text-right tabular-nums">{Math.round(risk.score)}</td>
          </tr>
        </tfoot>
      </table>
      {silent > 0 && <p className="mt-1 text-xs text-soft">{silent} other factors add nothing.</p>}
      {risk.wouldLower.length > 0 && (
        <>
          <h3 className="mt-4 mb-1.5 text-xs font-medium text-soft">What would lower it</h3>
          <ul className="space-y-1 text-sm">
            {risk.wouldLower.slice(0, 5).map(({ action, points }) => (
              <li key={action} className="flex justify-between gap-3">
                <span>{action}</span>
                <span className="whitespace-nowrap text-good tabular-nums">
                  −{Math.abs(points)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}
