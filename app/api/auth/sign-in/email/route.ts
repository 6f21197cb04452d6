/** Sign-in for scripts: `POST { email, password }`, with the Origin of this application. The cookie is the session. */
import { z } from "zod";
import { emailAddress, givenPassword } from "@/lib/auth/credentials";
import { signIn } from "@/lib/auth/sign-in";
import { apiRoute } from "@/lib/http/api-route";
import { clientAddress } from "@/lib/platform/client-address";

export const dynamic = "force-dynamic";

const input = z.object({ email: emailAddress, password: givenPassword });

export const POST = apiRoute(
  "sign-in",
  { permission: "anyone", input },
  async ({ ctx, input: given, headers }) => {
    const address = clientAddress(headers, ctx.env);
    const { person } = await signIn({ ctx, input: { ...given, headers, address } });
    return { user: person };
  },
);
