// Preloaded into the server by start.mjs.

// When the starter is killed, the server stops as if asked to, instead of living on as an orphan that holds the port and
// the data folder.
if (process.channel) process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));

// A pipe that nobody reads any more takes what is said with it, not the server.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
