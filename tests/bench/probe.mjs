/**
 * Loaded into the built server before everything else: counts the runs that begin and end, at the failpoints
 * that the server passes anyway, and tells over a port of its own. The server's code is untouched.
 */
import { createServer } from "node:http";

const marks = { began: [], ended: [] };
let waiting = null;
const told = () => ({ ...marks, rss: process.memoryUsage.rss() });
globalThis.__failpointHook = (name) => {
  if (name === "analyze:started") marks.began.push(performance.now());
  if (name !== "run-agent:finished") return;
  marks.ended.push(performance.now());
  if (waiting && marks.ended.length >= waiting.count) {
    waiting.answer();
    waiting = null;
  }
};

// "/reset" begins anew; "/ended?200" answers when 200 runs have ended, so that nobody asks meanwhile.
createServer((request, response) => {
  const [path, count] = String(request.url).split("?");
  const answer = () => response.end(JSON.stringify(told()));
  if (path === "/reset") marks.began.length = marks.ended.length = 0;
  if (path === "/ended" && marks.ended.length < Number(count)) waiting = { count: Number(count), answer };
  else answer();
})
  .listen(Number(process.env.PROBE_PORT), "127.0.0.1")
  .unref();
