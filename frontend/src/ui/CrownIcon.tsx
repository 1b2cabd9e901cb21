/** The crown alone, in the colour of the text around it. */
export function CrownIcon({ size = 14 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="10 12 44 40" fill="currentColor" aria-hidden="true">
      <path d="M13.2 24.1c-.5-1.9 1.6-3.4 3.3-2.3l8 5.2 5.5-11.1c.8-1.7 3.2-1.7 4 0L39.5 27l8-5.2c1.7-1.1 3.8.4 3.3 2.3L47 40.2a2.6 2.6 0 0 1-2.5 2H19.5a2.6 2.6 0 0 1-2.5-2z" />
      <rect x="17.4" y="45.6" width="29.2" height="4.6" rx="2.3" />
    </svg>
  );
}
