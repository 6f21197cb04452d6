import type { DeadLetter, FlowControlState, Message, Queue, Schedule, UrlGroup } from "./records";

/** One set of writes, all or nothing. Every part may be applied twice with the same result. */
export type Change = {
  messages?: Message[];
  postponed?: { id: string; dueAt: number; retried: number }[];
  /** Ids of messages that are over: delivered, failed or cancelled. */
  finished?: string[];
  deadLetters?: DeadLetter[];
  deadLettersGone?: string[];
  schedules?: Schedule[];
  schedulesGone?: string[];
  urlGroups?: UrlGroup[];
  urlGroupsGone?: string[];
  queues?: Queue[];
  queuesGone?: string[];
  flowControls?: FlowControlState[];
  flowControlsGone?: string[];
};

/** Everything the queue must know when it starts. */
export type Snapshot = {
  /** Those that are not over. */
  messages: Message[];
  deduplication: { id: string; messageId: string; createdAt: number }[];
  deadLetters: DeadLetter[];
  schedules: Schedule[];
  urlGroups: UrlGroup[];
  queues: Queue[];
  flowControls: FlowControlState[];
};

/** Where messages live. What `write` has acknowledged survives a kill. */
export type QueueStore = {
  load(): Promise<Snapshot>;
  write(change: Change, now: number): Promise<void>;
  /** Forgets finished messages and dead letters older than these times. */
  prune(before: { finished: number; deadLetters: number }): Promise<void>;
};
