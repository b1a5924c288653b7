/** A risk score from 0 to 100 as a number and a bar; null when there is none. */
export function RiskBar({ risk }: { risk: number | null }) {
  if (risk === null) return <span className="text-soft">—</span>;
  const fill = risk >= 70 ? 'bg-critical' : risk >= 40 ? 'bg-high' : 'bg-low';
  return (
    <span className="inline-flex items-center gap-2">
      <span className="w-6 text-right font-medium tabular-nums">{Math.round(risk)}</span>
      <span aria-hidden className="h-1.5 w-16 rounded-full bg-hover">
        <span className={`block h-1.5 rounded-full ${fill}`} style={{ width: `${risk}%` }} />
      </span>
    </span>
  );
}
