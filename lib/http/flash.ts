/** One sentence carried over a redirect, for forms that work without JavaScript. */
import { cookies } from "next/headers";
import { z } from "zod";
import { FLASH_COOKIE } from "./flash-cookie";

const flash = z.object({ tone: z.enum(["good", "bad"]), text: z.string().min(1).max(1_000) });
export type Flash = z.infer<typeof flash>;

/** A page that is slower than this says nothing rather than something old; the proxy clears it once shown. */
const SECONDS = 8;

/** Leaves the sentence for the next page. Only in actions and route handlers. */
export async function setFlash({ tone, text }: Flash): Promise<void> {
  const jar = await cookies();
  jar.set(FLASH_COOKIE, JSON.stringify({ tone, text: text.slice(0, 1_000) }), {
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    maxAge: SECONDS,
  });
}

/** The sentence that the last action left, for the page being shown; null mostly. */
export async function readFlash(): Promise<Flash | null> {
  const jar = await cookies();
  const stored = jar.get(FLASH_COOKIE)?.value;
  if (stored === undefined) return null;
  try {
    return flash.safeParse(JSON.parse(stored)).data ?? null;
  } catch {
    // A cookie is the browser's to write: what is no JSON is no message.
    return null;
  }
}
