/**
 * The frame of the commands that answer a file of JSON lines: one line in, one line out, in the same order, and nothing
 * else on standard output. A file that cannot be read whole is one line on standard error and exit code 2.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { z } from "zod";
import { AppError, messageOf } from "@/lib/core/errors";

/** Something the person who typed the command can put right; the message says how. */
class UsageError extends Error {}

type Command = {
  /** The first line names the command and its arguments; the rest explains lines in and out. */
  usage: string;
  /** Answers one parsed line. ZodError and AppError are faults of the line and are told with its number. */
  answer: (line: unknown) => unknown;
};

type FileCommand<Line> = {
  usage: string;
  /** Checks one parsed line; its ZodError and AppError are faults of the line. */
  read: (line: unknown) => Line;
  answers: (lines: Line[]) => readonly unknown[];
};

/** Runs a command over the file that the command line names. */
export function answerLines({ usage, answer }: Command): void {
  answerFile({ usage, read: answer, answers: (lines) => lines });
}

/** The same for a command that answers a line in the light of all others: `read` checks one, `answers` has one answer for each. */
export function answerFile<Line>(command: FileCommand<Line>): void {
  try {
    run(command);
  } catch (thrown) {
    console.error(messageOf(thrown));
    process.exitCode = thrown instanceof UsageError ? 2 : 1;
  }
}

function run<Line>({ usage, read, answers }: FileCommand<Line>): void {
  const short = usage.split("\n", 1)[0] ?? "";
  const file = fileNamed(short);
  if (file === null) return console.log(usage);
  const lines = readLines(file).flatMap((line, index) => {
    if (line.trim() === "") return [];
    try {
      return [read(JSON.parse(line))];
    } catch (thrown) {
      if (!isFaultOfLine(thrown)) throw thrown;
      throw new UsageError(`${file}, line ${index + 1}: ${faultOf(thrown)}`, { cause: thrown });
    }
  });
  const said = answers(lines).map((answer) => JSON.stringify(answer));
  process.stdout.write(`${said.join("\n")}\n`);
}

/** Null where help was asked for. */
function fileNamed(short: string): string | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { help: { type: "boolean", default: false } },
    });
    if (values.help) return null;
    const [file, ...others] = positionals;
    if (file !== undefined && others.length === 0) return file;
  } catch (thrown) {
    throw new UsageError(`${messageOf(thrown)} Usage: ${short}`, { cause: thrown });
  }
  throw new UsageError(`Name one file. Usage: ${short}`);
}

function readLines(file: string): string[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (thrown) {
    throw new UsageError(`${file} cannot be read: ${messageOf(thrown, 120)}`, { cause: thrown });
  }
  if (text.trim() === "") throw new UsageError(`${file} is empty.`);
  return text.replace(/^\uFEFF/, "").split("\n");
}

function isFaultOfLine(thrown: unknown): thrown is Error {
  return thrown instanceof SyntaxError || thrown instanceof z.ZodError || thrown instanceof AppError;
}

function faultOf(thrown: Error): string {
  if (thrown instanceof SyntaxError) return "This is no JSON.";
  if (!(thrown instanceof z.ZodError)) return thrown.message;
  const faults = thrown.issues.map((issue) =>
    [issue.path.join("."), issue.message].filter(Boolean).join(": "),
  );
  return faults.join("; ").replaceAll(/\s+/g, " ").slice(0, 300);
}
