/** Sign-out for scripts: ends the session of the cookie. */
import { z } from "zod";
import { signOut } from "@/lib/auth/sign-out";
import { apiRoute } from "@/lib/http/api-route";

export const dynamic = "force-dynamic";

export const POST = apiRoute(
  "sign-out",
  { permission: "view", input: z.object({}) },
  async ({ ctx, headers }) => {
    await signOut({ ctx, input: { headers } });
    return { user: null };
  },
);
