const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME_ZONE = /(?:Z|[+-]\d{2}:\d{2})$/;

/** The string formats that a schema may name; each is checked in linear time. */
export const formats = {
  date: (text: string) => DATE.test(text) && !Number.isNaN(Date.parse(text)),
  'date-time': (text: string) => text.length <= 40 && DATE.test(text.slice(0, 10)) && text[10] === 'T' && TIME_ZONE.test(text) && !Number.isNaN(Date.parse(text)),
  email: (text: string) => text.length <= 254 && /^[^\s@]{1,64}@[^\s@]+$/.test(text),
  uri: (text: string) => text.length <= 2_000 && /^[a-z][a-z0-9+.-]*:\S+$/i.test(text),
  uuid: /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
};
