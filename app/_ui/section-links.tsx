/** Links to the parts of a long page, by the ids of its sections. */
export function SectionLinks({ parts }: { parts: readonly (readonly [id: string, label: string])[] }) {
  return (
    <nav aria-label="On this page" className="border-y border-line">
      <ul className="flex flex-wrap gap-x-5">
        {parts.map(([id, label]) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="inline-flex min-h-11 items-center text-sm text-accent underline underline-offset-2"
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
