/**
 * The frame of the commands: the settings of `.env`, `--help`, and one clear line on standard error. Exit code 2: the
 * person who typed the command can put it right; 1: it failed; 0 otherwise, also where nobody reads the answer to its end.
 */
import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { AppError, BadRequestError, messageOf, type ErrorCode } from "@/lib/core/errors";
import { loadSettings } from "./preflight.mjs";

/** What is typed or set otherwise the next time. */
const MENDED_BY_CALLER: readonly ErrorCode[] = ["BAD_REQUEST", "MISCONFIGURED", "CONFLICT", "NOT_FOUND"];

export type Values<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: Options }>
>["values"];

type Command<Options extends ParseArgsOptionsConfig> = {
  /** The first line is the call; the rest, where there is any, explains it. */
  usage: string;
  options?: Options;
  /** How many arguments it takes beside its options, 0 where left out. Whether enough were given, `run` says. */
  most?: number;
  /** Resolves to an exit code where that is not 0. */
  run: (values: Values<Options>, args: string[]) => Promise<number | void> | number | void;
};

/** Runs a command as it was typed. */
export async function command<const Options extends ParseArgsOptionsConfig>({
  usage,
  options,
  most = 0,
  run,
}: Command<Options>): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", forgiveClosedPipe);
  try {
    if (process.argv.includes("--help")) return console.log(usage);
    // A test says itself what is set.
    if (process.env.NODE_ENV !== "test") loadSettings(false);
    const { values, positionals } = readArguments(usage, options);
    const surplus = positionals[most];
    if (surplus !== undefined) throw misused(usage, `"${surplus}" is one argument too many.`);
    const code = await run(values, positionals);
    if (code) process.exitCode = code;
  } catch (thrown) {
    console.error(messageOf(thrown));
    process.exitCode = thrown instanceof AppError && MENDED_BY_CALLER.includes(thrown.code) ? 2 : 1;
  }
}

/** A command typed wrongly: why, and how it is called. */
export function misused(usage: string, why: string): BadRequestError {
  return new BadRequestError(`${why} Usage: ${usage.split("\n", 1)[0]}`);
}

function readArguments<const Options extends ParseArgsOptionsConfig>(usage: string, options?: Options) {
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch (thrown) {
    // What follows the first sentence explains Node's own rules for arguments.
    throw misused(usage, `${messageOf(thrown).split(/\.(?: |$)/, 1)[0]}.`);
  }
}

/** Who reads the first lines only (`| head`) closes the pipe: the rest goes nowhere, and the work is done all the same. */
function forgiveClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") return;
  console.error(`The answer cannot be written: ${messageOf(error)}`);
  process.exitCode = 1;
}
