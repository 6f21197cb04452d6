/** A line for the person at the terminal. Logs are for machines and go elsewhere. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
