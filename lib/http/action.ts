/** Server actions: a server action is a public POST, so every one of them is made here. */
import { headers as requestHeaders } from "next/headers";
import { redirect, unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { env } from "../env";
import { problemOf } from "./error-response";
import { setFlash } from "./flash";
import { formToObject } from "./form-data";
import { localPath } from "./local-path";
import type { Outcome } from "./outcome";
import { perform, requestIdOf, type Access, type Handler, type Rules } from "./perform";
import { requireSameOrigin } from "./same-origin";

/**
 * An action for forms and for calls from the page: origin, session, permission, input, then `handler`.
 * It answers, it does not throw: `{ ok: true, data }` or `{ ok: false, error }` with a sentence for people.
 */
export function action<Schema extends z.ZodType, A extends Access, Data>(
  name: string,
  rules: Rules<Schema, A>,
  handler: Handler<Schema, A, Data>,
): (given: FormData | z.input<Schema>) => Promise<Outcome<Data>> {
  return async (given) => {
    const headers = await requestHeaders();
    const requestId = requestIdOf(headers);
    try {
      requireSameOrigin(headers, env());
      const read = () => (given instanceof FormData ? formToObject(given) : given);
      const data = await perform({ headers, requestId, given: read }, rules, handler);
      return { ok: true, data };
    } catch (error) {
      // Redirects travel as errors.
      unstable_rethrow(error);
      return { ok: false, error: problemOf(error, name, requestId) };
    }
  };
}

type After<Data> = {
  /** Where to go afterwards: a path of this application. By default the form's own field `back`. */
  to?: (given: Record<string, unknown>, outcome: Outcome<Data>) => string;
  /** The sentence shown there when it went well. */
  notice?: (data: Data) => string;
};

/**
 * The same for `useActionState`, which also works before and without JavaScript: `(before, formData) → outcome`.
 * `retype` names the fields that come back when it went wrong, because the browser empties the form. With a
 * `notice` a form that went well goes to a page, which shows the sentence (`readFlash`).
 */
export function formAction<Schema extends z.ZodType, A extends Access, Data>(
  name: string,
  rules: Rules<Schema, A> & After<Data> & { retype?: readonly string[] },
  handler: Handler<Schema, A, Data>,
): (before: Outcome<Data> | null, form: FormData) => Promise<Outcome<Data>> {
  const run = action(name, rules, handler);
  return async (_before, form) => {
    const outcome = await run(form);
    if (outcome.ok) return rules.notice ? leadOn(form, outcome, rules) : outcome;
    const typed = (rules.retype ?? []).flatMap((field) => {
      const value = form.get(field);
      return typeof value === "string" ? [[field, value.slice(0, 2_000)] as const] : [];
    });
    return { ok: false, error: { ...outcome.error, typed: Object.fromEntries(typed) } };
  };
}

/** The same for a plain `<form action>`: goes to a page afterwards, well or not, which shows the sentence. */
export function redirectAction<Schema extends z.ZodType, A extends Access, Data>(
  name: string,
  rules: Rules<Schema, A> & After<Data>,
  handler: Handler<Schema, A, Data>,
): (form: FormData) => Promise<void> {
  const run = action(name, rules, handler);
  return async (form) => leadOn(form, await run(form), rules);
}

async function leadOn<Data>(form: FormData, outcome: Outcome<Data>, after: After<Data>): Promise<never> {
  const given = formToObject(form);
  if (!outcome.ok) await setFlash({ tone: "bad", text: outcome.error.message });
  else if (after.notice) await setFlash({ tone: "good", text: after.notice(outcome.data) });
  redirect(localPath(after.to ? after.to(given, outcome) : given["back"]));
}
