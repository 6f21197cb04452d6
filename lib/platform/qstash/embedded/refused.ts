/** A request the queue will not serve: becomes `{"error": message}` with `status`, as QStash answers. */
export class RefusedError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = "RefusedError";
    this.status = status;
  }
}
