/** The next day at ten, as the contract reads it: late enough that the shop is open. */
export function tomorrowAt(today: string): string {
  const day = new Date(Date.parse(`${today}T00:00:00Z`) + 86_400_000);
  return `${day.toISOString().slice(0, 10)} 10:00`;
}
