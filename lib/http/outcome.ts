/** What an action answers. Client-safe: forms read it. */
import type { ErrorCode } from "../core/errors";

/** `fields`: one message per input that is wrong. */
export type Problem = {
  code: ErrorCode | "INTERNAL";
  message: string;
  requestId: string;
  fields?: Record<string, string>;
};

export type Outcome<Data> = { ok: true; data: Data } | { ok: false; error: Problem };
