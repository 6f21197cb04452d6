import type { ReactNode } from "react";
import { InAppLinks } from "@/app/_ui/in-app-links";
import { RetiredModels } from "@/app/_ui/retired-models";
import { Sidebar } from "@/app/_ui/sidebar";
import { SkipLink } from "@/app/_ui/skip-link";
import { StateBanners } from "@/app/_ui/state-banners";
import { TabBar } from "@/app/_ui/tab-bar";
import { countWaiting } from "@/db/queries/pages/review";
import { ROLE_LABELS } from "@/lib/core/words";
import { may } from "@/lib/auth/permissions";
import { readRetired } from "@/lib/models/retired-models";
import { readPause } from "@/lib/settings/read-pause";
import { GoOn, PauseButton, PauseQuestion } from "./pause-switch";
import { teamCtx } from "./team-ctx";

/** The frame of every page behind sign-in. Each page asks for the person itself too: a layout is no guard. */
export default async function TeamLayout({ children }: { children: ReactNode }) {
  const { person, ctx, now } = await teamCtx();
  const [waiting, pause, retired] = await Promise.all([
    countWaiting(ctx.db),
    readPause({ ctx }),
    readRetired(ctx.env),
  ]);
  const mayPause = may(person.role, "manage-settings");
  const mayBegin = mayPause && !pause;
  return (
    <div className="lg:flex">
      <SkipLink />
      <Sidebar
        waiting={waiting}
        person={`${person.name}, ${ROLE_LABELS[person.role].toLowerCase()}`}
        below={mayBegin ? <PauseButton className="mt-4" /> : null}
      />
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-6xl min-w-0 flex-1 px-4 pt-5 pb-28 outline-none sm:px-6 lg:px-10 lg:pt-8 lg:pb-12"
      >
        <StateBanners
          requireManualApproval={ctx.env.REQUIRE_MANUAL_APPROVAL}
          autoPostEnabled={ctx.env.AUTO_POST_ENABLED}
          pause={pause}
          goOn={mayPause ? <GoOn /> : null}
          now={now}
        />
        <RetiredModels models={retired} />
        {children}
      </main>
      <TabBar waiting={waiting} below={mayBegin ? <PauseButton className="mt-3 w-full" /> : null} />
      {mayBegin ? <PauseQuestion /> : null}
      <InAppLinks />
    </div>
  );
}
