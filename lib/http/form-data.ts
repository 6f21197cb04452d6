/** What a form sent, as the object its schema reads: repeated names become arrays, React's own fields are dropped. */
export function formToObject(form: FormData): Record<string, unknown> {
  const values = new Map<string, unknown>();
  for (const name of new Set(form.keys())) {
    if (name.startsWith("$ACTION")) continue;
    const all = form.getAll(name);
    values.set(name, all.length === 1 ? all[0] : all);
  }
  return Object.fromEntries(values);
}
