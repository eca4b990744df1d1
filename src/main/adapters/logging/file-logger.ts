import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import type { Logger } from '../../ports.ts';
import type { Redactor } from './redaction.ts';

/** A log of this size is set aside as till.1.log, in place of the one before: two files at most. */
const LOG_MAX_BYTES = 8 * 1024 * 1024;

/** Fields whose values never belong into a log, whatever they hold. */
const SECRET_FIELDS = ['apiKey', 'password', 'token', 'payerUrl', 'authorization', 'headers', 'body'];

export interface FileLogger extends Logger {
  close(): void;
}

/**
 * Structured log in `folder/till.log`: one JSON object a line, written at once so that a crash leaves it
 * whole, every line passed through the redactor.
 */
export function openFileLogger(folder: string, redactor: Redactor): FileLogger {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'till.log');
  let file = openSync(path, 'a');
  let size = fstatSync(file).size;
  let open = true;
  const rotate = (): void => {
    closeSync(file);
    renameSync(path, join(folder, 'till.1.log'));
    file = openSync(path, 'a');
    size = 0;
  };
  const destination = {
    write: (line: string): void => {
      if (!open) return;
      try {
        if (size > LOG_MAX_BYTES) rotate();
        size += writeSync(file, redactor.redact(line));
      } catch {
        // A full disk must not take selling down with the log.
      }
    },
  };
  const paths = SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]);
  const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: paths }, destination);
  return {
    info: (message, fields) => log.info(fields ?? {}, message),
    warn: (message, fields) => log.warn(fields ?? {}, message),
    error: (message, fields) => log.error(fields ?? {}, message),
    close: () => {
      if (open) closeSync(file);
      open = false;
    },
  };
}
