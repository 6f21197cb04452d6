// What the scripts tell a person: plain lines, or one line that is rewritten on a terminal.
const terminal = process.stdout.isTTY === true;

// Who reads only the first lines closes the pipe; the rest is done all the same.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error) => {
    if (error.code !== "EPIPE") throw error;
  });

/** One line on standard output, in place of a task's that stands there. */
export function say(line) {
  process.stdout.write(`${terminal ? "\r\u001b[2K" : ""}${line}\n`);
}

/** Says that something long has begun; call the result when it is done. The time is counted on a terminal. */
say.task = function task(title) {
  const start = performance.now();
  const seconds = () => Math.round((performance.now() - start) / 1000);
  if (!terminal) say(`${title} …`);
  const draw = () => process.stdout.write(`\r\u001b[2K${title} … ${seconds()} s`);
  const timer = terminal ? setInterval(draw, 1000) : undefined;
  if (terminal) draw();
  return (message) => {
    clearInterval(timer);
    say(`${message} (${seconds()} s)`);
  };
};

/** One clear line on standard error, and the end. Code 2: the caller can mend it. */
export function fatal(line, code = 2) {
  process.stderr.write(`${terminal ? "\r\u001b[2K" : ""}${line}\n`);
  process.exit(code);
}
