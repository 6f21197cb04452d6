/** JSON lines on standard error. Secrets are taken out here, once, whoever logs. */
import pino, { type DestinationStream } from "pino";
import { env } from "../env";
import { redact, redactText } from "./redact";

type Fields = Record<string, unknown>;
type Write = (fields: Fields, message: string) => void;
export type Logger = {
  debug: Write;
  info: Write;
  warn: Write;
  error: Write;
  /** The same logger with fields on every line. */
  child(fields: Fields): Logger;
};

/** Delete, C1 controls, line separators and text-direction marks: JSON lets them pass, terminals obey them. */
const UNSAFE = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

function escapeUnsafe(line: string): string {
  return line.replaceAll(UNSAFE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function facade(of: () => pino.Logger): Logger {
  const write =
    (level: "debug" | "info" | "warn" | "error"): Write =>
    (fields, message) =>
      of()[level](redact(fields), redactText(message));
  return {
    debug: write("debug"),
    info: write("info"),
    warn: write("warn"),
    error: write("error"),
    child: (fields) => {
      let made: pino.Logger | undefined;
      return facade(() => (made ??= of().child(redact(fields) as Fields)));
    },
  };
}

function open(level: string, stream: DestinationStream): pino.Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: escapeUnsafe },
    },
    stream,
  );
}

/** A logger on a stream of one's own. `level` as pino knows them, `silent` included. */
export function createLogger(level: string, stream: DestinationStream): Logger {
  const opened = open(level, stream);
  return facade(() => opened);
}

let ofProcess: pino.Logger | undefined;

/**
 * The logger of this process. Its level is read from the settings at the first line.
 * It writes synchronously: the last line before a crash is the one that matters.
 */
export const logger: Logger = facade(
  () => (ofProcess ??= open(env().LOG_LEVEL, pino.destination({ dest: 2, sync: true }))),
);
