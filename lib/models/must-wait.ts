import type { Settings } from "@/lib/settings/settings";

/** Thrown where a call may not be made yet: no failure, and no attempt. The step puts itself off until `until`. */
export class MustWait extends Error {
  readonly until: Date;
  /** The budgets that had no room for it; null where it waits for something else. */
  readonly budgets: Settings["budgets"] | null;

  /** `why` is a sentence for people. */
  constructor(until: Date, why: string, budgets: Settings["budgets"] | null = null) {
    super(why);
    this.name = "MustWait";
    this.until = until;
    this.budgets = budgets;
  }
}
