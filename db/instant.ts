/** SQL that answers a timestamptz column as the wire writes instants: ISO 8601, UTC, milliseconds. */
export const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
