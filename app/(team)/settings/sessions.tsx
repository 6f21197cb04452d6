import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { Time } from "@/app/_ui/time";
import type { SessionRow } from "@/db/queries/users";
import { endSessionForm } from "./actions";
import { addressWords, deviceWords } from "./device-words";

type SessionsProps = { sessions: readonly SessionRow[]; here: string | null; now: Date };

/** Where a person is signed in, and how to end it there. */
export function Sessions({ sessions, here, now }: SessionsProps) {
  return (
    <div>
      <h3 className="text-sm font-medium">Where you are signed in</h3>
      <ul className="mt-1 divide-y divide-line">
        {sessions.map(({ id, userAgent, ipAddress, createdAt }) => {
          const device = deviceWords(userAgent);
          return (
            <li key={id} className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-2 py-2 last:pb-0">
              <p className="min-w-0 flex-1 basis-40 text-sm">
                {device}
                <span className="block text-muted">
                  <span className="break-all">{addressWords(ipAddress)}</span>, since{" "}
                  <Time at={createdAt} now={now} />
                </span>
              </p>
              {id === here ? (
                <Badge tone="good">This device</Badge>
              ) : (
                <form action={endSessionForm}>
                  <input type="hidden" name="sessionId" value={id} />
                  <Button aria-label={`Sign out ${device}, ${addressWords(ipAddress)}`}>
                    Sign out there
                  </Button>
                </form>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
