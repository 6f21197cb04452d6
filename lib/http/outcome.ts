/** What an action answers. Client-safe: forms read it. */
import type { ErrorCode } from "../core/errors";

/** What a browser or a script reads of an error. */
export type Problem = {
  code: ErrorCode | "INTERNAL";
  message: string;
  requestId: string;
  /** One message per input that is wrong. */
  fields?: Record<string, string>;
  /** What was typed into the fields that a form wants to show again. Never a secret. */
  typed?: Record<string, string>;
};

export type Outcome<Data> = { ok: true; data: Data } | { ok: false; error: Problem };
