// Preloaded into the server by start.mjs: when the starter is killed, the server stops as if asked to,
// instead of living on as an orphan that holds the port and the data folder.
if (process.channel) process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
