// What can be checked before anything is installed: the port and the data folder. Also runs on Node 20.
import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { connect, createServer } from "node:net";
import path from "node:path";
import { root } from "./run.mjs";
import { fatal } from "./say.mjs";

/** Reads the .env files as Next does, so that every process of the start sees the same settings. */
export function loadSettings(dev) {
  const mode = dev ? "development" : "production";
  for (const name of [`.env.${mode}.local`, ".env.local", `.env.${mode}`, ".env"]) {
    const file = path.join(root, name);
    if (!existsSync(file)) continue;
    try {
      process.loadEnvFile(file);
    } catch (error) {
      fatal(`${file} cannot be read (${error.code}): mend it, or move it away.`);
    }
  }
}

/** The port to serve on. Ends with one line and code 2 when it is taken or the data folder cannot be written. */
export async function preflight() {
  const port = portSetting();
  await requireFree(port);
  if (!process.env.DATABASE_URL) requireWritable(path.resolve(root, process.env.DATA_DIR || ".data"));
  return port;
}

function portSetting() {
  const text = process.env.PORT || "3000";
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    fatal(`PORT is "${text}": set it to a number from 1 to 65535.`);
  return port;
}

async function requireFree(port) {
  const code = await listenError(port);
  if (code === "EACCES")
    fatal(`Port ${port} needs more rights than this user has: set PORT to a number above 1023.`);
  if (code || (await answers(port))) {
    fatal(
      `Port ${port} is taken: stop what runs there, or choose another one, for example PORT=${nextPort(port)} npm start`,
    );
  }
}

const nextPort = (port) => (port < 65_535 ? port + 1 : 3000);

/** Resolves to the error code of listening where the server will listen, undefined when it works. */
function listenError(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve(error.code ?? "unknown"));
    server.listen({ port }, () => server.close(() => resolve(undefined)));
  });
}

/** Some systems let two programs listen on one port at different addresses: asking is surer. */
function answers(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    const settle = (taken) => {
      socket.destroy();
      resolve(taken);
    };
    socket.setTimeout(1000, () => settle(true));
    socket.once("connect", () => settle(true));
    socket.once("error", () => settle(false));
  });
}

/**
 * For the eyes of this user alone: sessions and keys lie in it. Node's own recursive mkdir never returns below some
 * special file systems (/proc).
 */
function makeFolder(folder) {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

function requireWritable(folder) {
  if (existsSync(folder) && !statSync(folder).isDirectory())
    fatal(`The data folder ${folder} is a file: set DATA_DIR to a folder.`);
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const why = error.code;
    fatal(
      `The data folder ${folder} cannot be written (${why}): mend its rights, or set DATA_DIR to another folder.`,
    );
  }
}
