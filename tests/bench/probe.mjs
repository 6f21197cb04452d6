/**
 * Loaded into the built server before everything else: counts the runs that begin and end, at the failpoints
 * that the server passes anyway, and tells over a port of its own. The server's code is untouched.
 */
import { createServer } from "node:http";

const marks = { began: [], ended: [] };
globalThis.__failpointHook = (name) => {
  if (name === "analyze:started") marks.began.push(performance.now());
  if (name === "run-agent:finished") marks.ended.push(performance.now());
};

createServer((request, response) => {
  if (request.url === "/reset") {
    marks.began.length = 0;
    marks.ended.length = 0;
  }
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ ...marks, rss: process.memoryUsage.rss() }));
})
  .listen(Number(process.env.PROBE_PORT), "127.0.0.1")
  .unref();
