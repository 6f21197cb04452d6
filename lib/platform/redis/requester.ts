/** The official client's transport over any function that runs one command. */
import type { Requester } from "@upstash/redis";

export type RunCommand = (command: readonly unknown[]) => unknown;

/**
 * A requester for `@upstash/redis`. Pipelines and transactions run their commands one after the other; a single
 * command that is refused throws, one inside a pipeline is answered with its error, as over REST.
 */
export function requesterOver(run: RunCommand): Requester {
  const request = async ({ path, body }: { path?: string[]; body?: unknown }): Promise<unknown> => {
    if (path === undefined || path.length === 0) return { result: await run(commandOf(body)) };
    if (path[0] !== "pipeline" && path[0] !== "multi-exec") {
      throw new TypeError(`Unknown Redis address: ${path.join("/")}`);
    }
    const answers: ({ result: unknown } | { error: string })[] = [];
    for (const command of Array.isArray(body) ? body : []) {
      try {
        answers.push({ result: await run(commandOf(command)) });
      } catch (error) {
        answers.push({ error: error instanceof Error ? error.message : String(error) });
      }
    }
    return answers;
  };
  // The client decides what a command answers; the generic of this contract is its promise, not ours.
  return { request: request as Requester["request"] };
}

function commandOf(body: unknown): readonly unknown[] {
  if (!Array.isArray(body)) throw new TypeError("A Redis command is an array.");
  // An option that was not given stands in the client's array as undefined.
  return body.filter((part) => part !== undefined);
}
