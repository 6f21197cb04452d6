import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { Card, Section } from "@/app/_ui/card";
import { SelectField } from "@/app/_ui/field";
import { Time } from "@/app/_ui/time";
import type { InvitationRow } from "@/db/queries/invitations";
import type { UserRow } from "@/db/queries/users";
import { atLeast, may, rolesGrantableBy } from "@/lib/auth/permissions";
import type { Person } from "@/lib/auth/person";
import { ROLE_LABELS, type Role } from "@/lib/core/words";
import { disableForm, enableForm, revokeForm, roleForm } from "./actions";
import { InviteForm } from "./invite-form";
import { ResetLinkForm } from "./reset-link-form";

type TeamProps = {
  me: Person;
  people: readonly UserRow[];
  invitations: readonly InvitationRow[];
  now: Date;
};

/** Who is here, and who is invited. Changing either is for those whose role allows it. */
export function Team({ me, people, invitations, now }: TeamProps) {
  const manages = may(me.role, "manage-team");
  const options = rolesGrantableBy(me.role).map((role) => ({ value: role, label: ROLE_LABELS[role] }));
  const names = new Map(people.map((person) => [person.id, person.name]));
  return (
    <Section
      id="team"
      title="Team"
      about="Viewers look; reviewers decide, post and start work; admins also change settings and the team; owners may do everything."
    >
      <Card>
        <ul className="divide-y divide-line">
          {people.map((person) => (
            <li
              key={person.id}
              className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0"
            >
              <div className="min-w-0 flex-1 basis-60 wrap-anywhere">
                <p className="font-medium">
                  {person.name}
                  {person.id === me.id ? <span className="font-normal text-muted"> (you)</span> : null}
                </p>
                <p className="text-sm text-muted">{person.email}</p>
              </div>
              {person.disabledAt ? <Badge tone="bad">No access</Badge> : null}
              {manages && atLeast(me.role, person.role) ? (
                <Controls person={person} options={options} self={person.id === me.id} />
              ) : (
                <Badge>{ROLE_LABELS[person.role]}</Badge>
              )}
            </li>
          ))}
        </ul>
      </Card>
      {manages ? (
        <Card className="mt-4">
          <h3 className="mb-3 font-semibold">Invitations</h3>
          <InviteForm roles={options} />
          <ul className="mt-6 divide-y divide-line empty:hidden">
            {invitations.map((invitation) => (
              <li key={invitation.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 last:pb-0">
                <div className="min-w-0 flex-1 basis-60 text-sm wrap-anywhere">
                  <p className="font-medium">
                    {ROLE_LABELS[invitation.role]}
                    {invitation.email ? ` for ${invitation.email}` : ""}
                  </p>
                  {invitation.note ? <p>{invitation.note}</p> : null}
                  <p className="text-muted">
                    By {names.get(invitation.createdBy ?? "") ?? "somebody"}, expires{" "}
                    <Time at={invitation.expiresAt} now={now} />
                  </p>
                </div>
                {rolesGrantableBy(me.role).includes(invitation.role) ? (
                  <form action={revokeForm}>
                    <input type="hidden" name="id" value={invitation.id} />
                    <Button look="bad" aria-label={`Take back the invitation ${invitation.id}`}>
                      Take back
                    </Button>
                  </form>
                ) : null}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </Section>
  );
}

type ControlsProps = { person: UserRow; options: readonly { value: Role; label: string }[]; self: boolean };

function Controls({ person, options, self }: ControlsProps) {
  return (
    <>
      <form action={roleForm} className="flex gap-2">
        <input type="hidden" name="personId" value={person.id} />
        <SelectField
          label={`Role of ${person.name}`}
          labelHidden
          name="role"
          options={options}
          defaultValue={person.role}
        />
        <Button aria-label={`Save the role of ${person.name}`}>Save</Button>
      </form>
      {self ? null : (
        <form action={person.disabledAt ? enableForm : disableForm}>
          <input type="hidden" name="personId" value={person.id} />
          <Button look={person.disabledAt ? "secondary" : "bad"} aria-label={accessLabel(person)}>
            {person.disabledAt ? "Give access" : "Take access"}
          </Button>
        </form>
      )}
      {self || person.disabledAt ? null : <ResetLinkForm personId={person.id} name={person.name} />}
    </>
  );
}

function accessLabel(person: UserRow): string {
  return person.disabledAt ? `Give access back to ${person.name}` : `Take access from ${person.name}`;
}
