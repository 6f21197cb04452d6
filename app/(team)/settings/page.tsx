import type { Metadata } from "next";
import { FlashBanner } from "@/app/_ui/flash-banner";
import { PageHeader } from "@/app/_ui/page-header";
import { SectionLinks } from "@/app/_ui/section-links";
import { newestRates } from "@/db/queries/exchange-rates";
import { listOpenInvitations } from "@/db/queries/invitations";
import { listSessions, listUsers } from "@/db/queries/users";
import { currentSession } from "@/lib/auth/current-person";
import { may } from "@/lib/auth/permissions";
import { readRates } from "@/lib/economics/read-rates";
import { readSettings } from "@/lib/settings/read-settings";
import { teamCtx } from "../team-ctx";
import { Economics } from "./economics";
import { Team } from "./team";
import { SafetySwitches, Work } from "./work";
import { You } from "./you";

export const metadata: Metadata = { title: "Settings" };

const PARTS = [
  ["you", "You"],
  ["team", "Team"],
  ["work", "Work"],
  ["safety", "Safety switches"],
  ["money", "Money"],
  ["exchange-rates", "Exchange rates"],
  ["fees", "Fees"],
] as const;

export default async function SettingsPage() {
  const { person, ctx, now } = await teamCtx();
  const mayChange = may(person.role, "manage-settings");
  const manages = may(person.role, "manage-team");
  const [settings, rates, entered, session, sessions, people, invitations] = await Promise.all([
    readSettings({ ctx }),
    readRates({ ctx }),
    newestRates(ctx.db),
    currentSession(),
    listSessions(ctx.db, person.id, now),
    listUsers(ctx.db),
    manages ? listOpenInvitations(ctx.db, now) : [],
  ]);
  return (
    <>
      <FlashBanner />
      <PageHeader title="Settings" about="You, your team, and what the application may do by itself." />
      <SectionLinks parts={PARTS} />
      <You person={person} sessions={sessions} here={session?.id ?? null} now={now} />
      <Team me={person} people={people} invitations={invitations} now={now} />
      <Work settings={settings} mayChange={mayChange} />
      <SafetySwitches env={ctx.env} />
      <Economics
        settings={settings}
        rates={rates}
        entered={entered.map(({ currency }) => currency)}
        mayChange={mayChange}
        now={now}
      />
    </>
  );
}
