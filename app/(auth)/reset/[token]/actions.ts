"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { newPassword } from "@/lib/auth/credentials";
import { resetPassword } from "@/lib/auth/reset-password";
import { signIn } from "@/lib/auth/sign-in";
import { formAction } from "@/lib/http/action";
import { clientAddress } from "@/lib/platform/client-address";

const input = z.object({ token: z.string().max(500), password: newPassword });

export const resetForm = formAction(
  "reset-password",
  { permission: "anyone", input },
  async ({ ctx, input: { token, password }, headers }): Promise<void> => {
    const address = clientAddress(headers, ctx.env);
    const { email } = await resetPassword({ ctx, input: { token, password, address } });
    await signIn({ ctx, input: { email, password, headers, address } });
    redirect("/");
  },
);
