/** The sign of Gatehouse: a gate in an arch. */
export function Mark({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth={1.6} strokeLinecap="round" aria-hidden>
      <path d="M3.5 17.5V9.5a6.5 6.5 0 0 1 13 0v8M10 7v10.5M3.5 12.5h13" />
    </svg>
  );
}
