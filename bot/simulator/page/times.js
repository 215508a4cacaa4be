// Simulated time in words. Volunteers live in the United Kingdom, so its wall clock is shown, wherever the browser is.

const ZONE = "Europe/London";
const FORMAT = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE,
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const NUMBERS = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE,
  day: "2-digit",
  month: "2-digit",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

const parts = (format, when) =>
  Object.fromEntries(format.formatToParts(new Date(when)).map(({ type, value }) => [type, value]));

/** "10:04" */
export function time(when) {
  const { hour, minute } = parts(FORMAT, when);
  return `${hour}:${minute}`;
}

/** "Sunday 22 November 2026" */
export function day(when) {
  const { weekday, day: number, month, year } = parts(FORMAT, when);
  return `${weekday} ${number} ${month} ${year}`;
}

/** "Sunday 22 November 2026, 10:04" */
export const moment = (when) => `${day(when)}, ${time(when)}`;

/** "Sun 22 Nov, 10:04" */
export function brief(when) {
  const { weekday, day: number, month } = parts(FORMAT, when);
  return `${weekday.slice(0, 3)} ${number} ${month.slice(0, 3)}, ${time(when)}`;
}

/** "2026-11-22T10:04", as a datetime-local input has it. */
export function wall(when) {
  const { year, month, day: number, hour, minute } = parts(NUMBERS, when);
  return `${year}-${month}-${number}T${hour}:${minute}`;
}

/** The instant, as ISO in UTC, at which the wall clock shows this. */
export function instant(shown) {
  const asked = Date.parse(`${shown}Z`);
  let guess = asked;
  // Twice, since the first guess may lie on the other side of a change of the clocks.
  for (let round = 0; round < 2; round += 1) guess = asked - (Date.parse(`${wall(guess)}Z`) - guess);
  return new Date(guess).toISOString();
}

/** The wall clock at the next Friday 09:00 still to come. */
export function nextFriday(now) {
  const shown = new Date(`${wall(now)}Z`);
  const friday = new Date(shown);
  friday.setUTCDate(shown.getUTCDate() + ((5 - shown.getUTCDay() + 7) % 7));
  friday.setUTCHours(9, 0, 0, 0);
  if (friday <= shown) friday.setUTCDate(friday.getUTCDate() + 7);
  return friday.toISOString().slice(0, 16);
}
