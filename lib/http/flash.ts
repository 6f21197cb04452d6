/** One sentence carried over a redirect, for forms that work without JavaScript. */
import { cookies, headers } from "next/headers";
import { z } from "zod";
import { env } from "../env";
import { FLASH_COOKIE, FLASH_HEADER } from "./flash-cookie";

const flash = z.object({ tone: z.enum(["good", "bad"]), text: z.string().min(1).max(1_000) });
export type Flash = z.infer<typeof flash>;

/** A page that is slower than this says nothing rather than something old. */
const SECONDS = 10;
/** With JavaScript the page comes with the answer to the action, and the browser has no more use for the cookie. */
const SECONDS_WITH_SCRIPT = 1;

/** Leaves the sentence for the next page. Only in actions and route handlers. */
export async function setFlash({ tone, text }: Flash): Promise<void> {
  const jar = await cookies();
  const withScript = (await headers()).has("next-action");
  // Letters that no layer encodes: how often a cookie is decoded on its way differs with and without JavaScript.
  const value = Buffer.from(JSON.stringify({ tone, text: text.slice(0, 1_000) })).toString("base64url");
  jar.set(FLASH_COOKIE, value, {
    httpOnly: true,
    secure: env().baseUrl.startsWith("https://"),
    sameSite: "lax",
    path: "/",
    maxAge: withScript ? SECONDS_WITH_SCRIPT : SECONDS,
  });
}

/** The sentence that the last action left, for the page being shown; null mostly. */
export async function readFlash(): Promise<Flash | null> {
  // The proxy moves it from the cookie to the header; a page rendered in the action's own answer never met the proxy.
  const stored = (await headers()).get(FLASH_HEADER) ?? (await cookies()).get(FLASH_COOKIE)?.value;
  if (stored === undefined) return null;
  try {
    return flash.safeParse(JSON.parse(Buffer.from(stored, "base64url").toString("utf8"))).data ?? null;
  } catch {
    // A cookie is the browser's to write: what is no JSON is no message.
    return null;
  }
}
