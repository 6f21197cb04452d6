import { useId, type ComponentProps, type ReactNode } from "react";

const CONTROL =
  "block min-h-11 w-full rounded-md border border-edge bg-surface px-3 text-base text-ink placeholder:text-muted " +
  "aria-invalid:border-bad";

type Labelled = {
  label: string;
  /** For a field whose place says what it is: the label is heard, not seen. */
  labelHidden?: boolean;
  hint?: ReactNode;
  error?: string | undefined;
};

function Frame({
  id,
  label,
  labelHidden,
  hint,
  error,
  children,
}: Labelled & { id: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <label htmlFor={id} className={labelHidden ? "sr-only" : "mb-1 block text-sm font-medium"}>
        {label}
      </label>
      {children}
      {hint ? (
        <p id={`${id}-hint`} className="mt-1 text-xs text-muted">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="mt-1 text-xs font-medium text-bad">
          {error}
        </p>
      ) : null}
    </div>
  );
}

function describedBy(id: string, hint: ReactNode, error: string | undefined): string | undefined {
  return [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;
}

/** One labelled line of text. `error` is read with the field and marks it as wrong. */
export function Field({
  label,
  labelHidden,
  hint,
  error,
  className = "",
  ...rest
}: ComponentProps<"input"> & Labelled) {
  const id = useId();
  return (
    <Frame id={id} label={label} labelHidden={labelHidden} hint={hint} error={error}>
      <input
        {...rest}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
        className={`${CONTROL} ${className}`}
      />
    </Frame>
  );
}

type Option = { value: string; label: string };

/** A labelled choice of one; the browser's own select, which works everywhere. */
export function SelectField({
  label,
  labelHidden,
  hint,
  error,
  options,
  className = "",
  ...rest
}: ComponentProps<"select"> & Labelled & { options: readonly Option[] }) {
  const id = useId();
  return (
    <Frame id={id} label={label} labelHidden={labelHidden} hint={hint} error={error}>
      <select
        {...rest}
        // A select keeps to the choice that it was made with: another first choice is another select.
        key={String(rest.defaultValue)}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
        className={`${CONTROL} ${className}`}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}
