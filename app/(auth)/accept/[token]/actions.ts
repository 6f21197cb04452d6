"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { acceptInvitation } from "@/lib/auth/accept-invitation";
import { emailAddress, newPassword, personName } from "@/lib/auth/credentials";
import { signIn } from "@/lib/auth/sign-in";
import { formAction } from "@/lib/http/action";
import { clientAddress } from "@/lib/platform/client-address";

const input = z.object({
  token: z.string().max(500),
  name: personName,
  email: emailAddress,
  password: newPassword,
});

export const acceptForm = formAction(
  "accept-invitation",
  { permission: "anyone", input, retype: ["name", "email"] },
  async ({ ctx, input: { token, name, email, password }, headers }): Promise<void> => {
    const address = clientAddress(headers, ctx.env);
    await acceptInvitation({ ctx, input: { token, name, email, password, address } });
    await signIn({ ctx, input: { email, password, headers, address } });
    redirect("/");
  },
);
