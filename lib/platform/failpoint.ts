/**
 * Named places where a test may make the process die or an error rise: between any two writes of a step.
 * Without a hook it costs one property read.
 */
type Hook = (name: string) => void | Promise<void>;
const holder = globalThis as typeof globalThis & { __failpointHook?: Hook | undefined };

export function failpoint(name: string): void | Promise<void> {
  return holder.__failpointHook?.(name);
}

/** Installs or removes the hook. The server installs one only when the setting FAILPOINT is given. */
export function setFailpointHook(hook: Hook | undefined): void {
  holder.__failpointHook = hook;
}

/** `name@3`: the process kills itself, as a crash would, when `name` is passed the third time. */
export function killAt(setting: string): Hook {
  const [name, count] = setting.split("@");
  let left = Number(count ?? 1);
  return (passed) => {
    if (passed !== name) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, "SIGKILL");
  };
}
