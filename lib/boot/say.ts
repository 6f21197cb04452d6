/** A line for the person at the terminal, in place of a bar that stands there. Logs are for machines and go elsewhere. */
export function say(line: string): void {
  process.stdout.write(`${process.stdout.isTTY ? "\r\u001b[2K" : ""}${line}\n`);
}
