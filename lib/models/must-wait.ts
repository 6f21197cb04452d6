/** Thrown where a call may not be made yet: no failure, and no attempt. The step puts itself off until `until`. */
export class MustWait extends Error {
  readonly until: Date;

  /** `why` is a sentence for people. */
  constructor(until: Date, why: string) {
    super(why);
    this.name = "MustWait";
    this.until = until;
  }
}
