/**
 * The commands that answer a file of JSON lines: one line in, one line out, in the same order, and nothing else on standard output. A file
 * that cannot be answered whole is one line on standard error.
 */
import { readFileSync } from "node:fs";
import type { ParseArgsOptionsConfig } from "node:util";
import { z } from "zod";
import { AppError, BadRequestError, messageOf } from "@/lib/core/errors";
import { command, misused, type Values } from "./command";

type LineCommand = {
  usage: string;
  /** Answers one parsed line. ZodError and AppError are faults of the line and are told with its number. */
  answer: (line: unknown) => unknown;
};

type FileCommand<Line, Options extends ParseArgsOptionsConfig> = {
  usage: string;
  options?: Options;
  /** Reads one line; its SyntaxError, RangeError, ZodError and AppError are faults of the line. */
  read: (text: string) => Line;
  /** One answer for each line, in their order. */
  answers: (lines: Line[], values: Values<Options>) => readonly unknown[];
};

/** A command over the file that the command line names. */
export async function answerLines({ usage, answer }: LineCommand): Promise<void> {
  await answerFile({ usage, read: (text) => answer(JSON.parse(text)), answers: (lines) => lines });
}

/** The same with options of its own, or where a line is answered in the light of all others. */
export async function answerFile<Line, const Options extends ParseArgsOptionsConfig>({
  usage,
  options,
  read,
  answers,
}: FileCommand<Line, Options>): Promise<void> {
  await command({
    usage,
    ...(options && { options }),
    most: 1,
    run: (values, [file]) => {
      if (file === undefined) throw misused(usage, "Name one file.");
      const said = answers(readLines(file, read), values).map((answer) => JSON.stringify(answer));
      process.stdout.write(`${said.join("\n")}\n`);
    },
  });
}

function readLines<Line>(file: string, read: (text: string) => Line): Line[] {
  return linesOf(file).flatMap((text, index) => {
    if (text.trim() === "") return [];
    try {
      return [read(text)];
    } catch (thrown) {
      if (!isFaultOfLine(thrown)) throw thrown;
      throw new BadRequestError(`${file}, line ${index + 1}: ${faultOf(thrown)}`, { cause: thrown });
    }
  });
}

function linesOf(file: string): string[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (thrown) {
    throw new BadRequestError(`${file} cannot be read: ${messageOf(thrown, 120)}`, { cause: thrown });
  }
  if (text.trim() === "") throw new BadRequestError(`${file} is empty.`);
  return text.replace(/^\uFEFF/, "").split("\n");
}

function isFaultOfLine(thrown: unknown): thrown is Error {
  return (
    thrown instanceof SyntaxError ||
    thrown instanceof RangeError ||
    thrown instanceof z.ZodError ||
    thrown instanceof AppError
  );
}

function faultOf(thrown: Error): string {
  if (thrown instanceof SyntaxError) return "This is no JSON.";
  if (!(thrown instanceof z.ZodError)) return messageOf(thrown, 300);
  const faults = thrown.issues.map((issue) =>
    [issue.path.join("."), issue.message].filter(Boolean).join(": "),
  );
  return messageOf(faults.join("; "), 300);
}
