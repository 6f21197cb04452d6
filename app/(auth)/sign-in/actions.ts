"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { emailAddress, givenPassword } from "@/lib/auth/credentials";
import { signIn } from "@/lib/auth/sign-in";
import { formAction } from "@/lib/http/action";
import { localPath } from "@/lib/http/local-path";
import { clientAddress } from "@/lib/platform/client-address";

const input = z.object({ email: emailAddress, password: givenPassword, next: z.string().optional() });

export const signInForm = formAction(
  "sign-in",
  { permission: "anyone", input, retype: ["email"] },
  async ({ ctx, input: { email, password, next }, headers }): Promise<void> => {
    await signIn({ ctx, input: { email, password, headers, address: clientAddress(headers, ctx.env) } });
    redirect(localPath(next));
  },
);
