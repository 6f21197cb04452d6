import { headers } from "next/headers";
import { cache } from "react";
import { db } from "@/db/client";
import { env } from "../env";
import type { Person } from "./person";
import { sessionOf, type Session } from "./session";

/** The session of the request being answered, read once per request. */
export const currentSession = cache(async (): Promise<Session | null> =>
  sessionOf({ ctx: { db: db(), env: env() }, headers: await headers() }),
);

/** Who is signed in, in a page or an action; null when nobody is. */
export async function currentPerson(): Promise<Person | null> {
  return (await currentSession())?.person ?? null;
}
