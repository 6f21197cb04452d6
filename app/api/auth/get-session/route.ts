/** Who is signed in, for scripts: `{ user }`, null when nobody is. */
import { z } from "zod";
import { apiRoute } from "@/lib/http/api-route";

export const dynamic = "force-dynamic";

export const GET = apiRoute(
  "get-session",
  { permission: "anyone", input: z.object({}) },
  async ({ person }) => ({
    user: person,
  }),
);
