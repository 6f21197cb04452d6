import { Button } from "@/app/_ui/button";
import { Card, Section } from "@/app/_ui/card";
import { ROLE_LABELS } from "@/lib/core/words";
import type { SessionRow } from "@/db/queries/users";
import type { Person } from "@/lib/auth/person";
import { signOutEverywhereForm, signOutForm } from "./actions";
import { NameForm } from "./name-form";
import { PasswordForm } from "./password-form";
import { Sessions } from "./sessions";

type YouProps = {
  person: Person;
  sessions: readonly SessionRow[];
  /** The session of the browser that looks. */
  here: string | null;
  now: Date;
};

/** What a person sets for themselves. */
export function You({ person, sessions, here, now }: YouProps) {
  return (
    <Section
      id="you"
      title="You"
      about={`${person.email}, ${ROLE_LABELS[person.role].toLowerCase()}`}
      actions={
        <div className="flex flex-wrap gap-2">
          <form action={signOutForm}>
            <Button>Sign out</Button>
          </form>
          <form action={signOutEverywhereForm}>
            <Button look="quiet">Sign out everywhere</Button>
          </form>
        </div>
      }
    >
      <Card className="flex flex-col gap-6">
        <NameForm name={person.name} />
        <PasswordForm email={person.email} />
        <Sessions sessions={sessions} here={here} now={now} />
      </Card>
    </Section>
  );
}
