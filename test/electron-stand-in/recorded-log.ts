import type { Logger } from '../../src/main/ports.ts';

/** A log kept in memory, one string a line. */
export interface RecordedLog extends Logger {
  readonly lines: string[];
}

export function recordedLog(): RecordedLog {
  const lines: string[] = [];
  const write =
    (level: string): Logger['info'] =>
    (message, fields = {}) => {
      lines.push(`${level} ${message} ${JSON.stringify(fields)}`);
    };
  return { lines, info: write('info'), warn: write('warn'), error: write('error') };
}
