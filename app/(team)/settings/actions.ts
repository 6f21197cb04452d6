"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { changePassword } from "@/lib/auth/change-password";
import { changeRole } from "@/lib/auth/change-role";
import { createInvitation } from "@/lib/auth/create-invitation";
import { createResetLink } from "@/lib/auth/create-reset-link";
import { emailAddress, givenPassword, newPassword, personName } from "@/lib/auth/credentials";
import { disablePerson } from "@/lib/auth/disable-person";
import { endSession } from "@/lib/auth/end-session";
import { enablePerson } from "@/lib/auth/enable-person";
import { renameSelf } from "@/lib/auth/rename-self";
import { revokeInvitation } from "@/lib/auth/revoke-invitation";
import { signOut } from "@/lib/auth/sign-out";
import { signOutEverywhere } from "@/lib/auth/sign-out-everywhere";
import { ROLE_LABELS, ROLES } from "@/lib/core/words";
import { formAction, redirectAction } from "@/lib/http/action";
import { clientAddress } from "@/lib/platform/client-address";
import { switchPause } from "@/lib/settings/switch-pause";

const HERE = "/settings";
const toYou = () => `${HERE}#you`;
const toTeam = () => `${HERE}#team`;
const nothing = z.object({});
const onePerson = z.object({ personId: z.string().min(1).max(100) });
const role = z.enum(ROLES, "Choose a role.");
/** An input that was left empty. */
const emptyIsNone = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .literal("")
    .transform(() => undefined)
    .or(schema)
    .optional();

export const renameForm = formAction(
  "rename-self",
  {
    permission: "view",
    input: z.object({ name: personName }),
    retype: ["name"],
    to: toYou,
    notice: () => "Your name is saved.",
  },
  renameSelf,
);

export const passwordForm = formAction(
  "change-password",
  { permission: "view", input: z.object({ current: givenPassword, next: newPassword }) },
  async ({ ctx, input, session, headers }) =>
    changePassword({ ctx, input: { ...input, session, address: clientAddress(headers, ctx.env) } }),
);

export const signOutForm = redirectAction(
  "sign-out",
  { permission: "view", input: nothing, to: () => "/sign-in" },
  async ({ ctx, headers }) => signOut({ ctx, input: { headers } }),
);

export const signOutEverywhereForm = redirectAction(
  "sign-out-everywhere",
  { permission: "view", input: nothing, to: () => "/sign-in" },
  async ({ ctx, headers }) => {
    await signOutEverywhere({ ctx });
    // Takes the cookie from this browser, whose session is gone with the others.
    await signOut({ ctx, input: { headers } });
  },
);

export const endSessionForm = redirectAction(
  "end-session",
  {
    permission: "view",
    input: z.object({ sessionId: z.string().min(1).max(100) }),
    to: toYou,
    notice: () => "That device is signed out.",
  },
  endSession,
);

export const inviteForm = formAction(
  "invite",
  {
    permission: "manage-team",
    input: z.object({
      role,
      email: emptyIsNone(emailAddress),
      note: emptyIsNone(z.string().trim().max(200)),
    }),
    retype: ["email", "note"],
  },
  async ({ ctx, input }) => {
    const { url } = await createInvitation({ ctx, input });
    revalidatePath(HERE);
    return { url, role: ROLE_LABELS[input.role] };
  },
);

export const revokeForm = redirectAction(
  "revoke-invitation",
  {
    permission: "manage-team",
    input: z.object({ id: z.coerce.number().int().positive() }),
    to: toTeam,
    notice: () => "The invitation is taken back; its link does not work any more.",
  },
  revokeInvitation,
);

export const roleForm = redirectAction(
  "change-role",
  {
    permission: "manage-team",
    input: onePerson.extend({ role }),
    to: toTeam,
    notice: () => "The role is saved.",
  },
  changeRole,
);

export const disableForm = redirectAction(
  "disable-person",
  {
    permission: "manage-team",
    input: onePerson,
    to: toTeam,
    notice: () => "Access is taken away, and all sessions have ended.",
  },
  disablePerson,
);

export const enableForm = redirectAction(
  "enable-person",
  { permission: "manage-team", input: onePerson, to: toTeam, notice: () => "Access is given back." },
  enablePerson,
);

export const resetLinkForm = formAction(
  "reset-link",
  { permission: "manage-team", input: onePerson },
  async ({ ctx, input }) => {
    const { url } = await createResetLink({ ctx, input });
    return { url };
  },
);

export const pauseForm = redirectAction(
  "pause",
  {
    permission: "manage-settings",
    input: z.object({ paused: z.enum(["true", "false"]).transform((value) => value === "true") }),
    notice: ({ paused }) => (paused ? "Everything is paused." : "Work goes on."),
  },
  switchPause,
);
