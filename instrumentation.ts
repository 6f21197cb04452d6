/** Called by Next once per server process, before the first request. Compiled for edge too: nothing of Node above the test. */
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] === "nodejs" && !process.env["VERCEL"]) {
    const { boot } = await import("./lib/boot/boot");
    await boot();
  }
}
