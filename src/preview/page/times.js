/** Times as a chat shows them, in the reader's own zone and language. */

const TIME = { hour: '2-digit', minute: '2-digit' };

/** Discord's timestamp styles, `<t:0:STYLE>`. */
const STYLES = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** "Today at 14:05", "Yesterday at 09:00", or the date. */
export function messageTime(at, now) {
  const days = Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000);
  const time = clockTime(at);
  if (days === 0) return `Today at ${time}`;
  if (days === 1) return `Yesterday at ${time}`;
  return `${new Intl.DateTimeFormat(undefined, { dateStyle: 'short' }).format(at)} ${time}`;
}

/** "14:05". */
export function clockTime(at) {
  return new Intl.DateTimeFormat(undefined, TIME).format(at);
}

/** What `<t:SECONDS:STYLE>` shows. */
export function discordTime(at, style, now) {
  if (style === 'R') return relativeTime(at, now);
  return new Intl.DateTimeFormat(undefined, STYLES[style] ?? STYLES.f).format(at);
}

/** "in 3 days", "2 minutes ago". */
export function relativeTime(at, now) {
  const seconds = Math.round((at - now) / 1000);
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(seconds, 'second');
}

function startOfDay(at) {
  return new Date(at).setHours(0, 0, 0, 0);
}
