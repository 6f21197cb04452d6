/** Progress that a person can follow: a bar on a terminal, plain lines otherwise. */
const WIDTH = 24;

export type Progress = {
  /** `done` of `of` for what is named; the same numbers again print nothing on a plain output. */
  show(what: string, done: number, of: number): void;
  /** Ends the line of the last `show` with a sentence. */
  end(line: string): void;
};

/** Writes to `stream`, which is a terminal or not. */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  let last = "";
  let open = false;
  const clear = () => {
    if (open) stream.write("\r\u001b[2K");
    open = false;
  };
  return {
    show(what, done, of) {
      const line = `${what} ${done}/${of}`;
      if (line === last) return;
      last = line;
      if (!stream.isTTY) {
        stream.write(`${line}\n`);
        return;
      }
      const filled = of === 0 ? WIDTH : Math.round((Math.min(done, of) / of) * WIDTH);
      stream.write(`\r\u001b[2K[${"#".repeat(filled)}${"-".repeat(WIDTH - filled)}] ${line}`);
      open = true;
    },
    end(line) {
      clear();
      last = "";
      stream.write(`${line}\n`);
    },
  };
}
