import type { RetiredModel } from "@/lib/models/retired-models";
import { Banner } from "./banner";

const SETTINGS = { reasoning: "MODEL_REASONING", broad: "MODEL_BROAD", fast: "MODEL_FAST", web: "MODEL_WEB" };

/** What every page says while a configured model is no longer offered: which, what answers instead, and where to name another. */
export function RetiredModels({ models }: { models: readonly RetiredModel[] }) {
  if (models.length === 0) return null;
  return (
    <section aria-label="Models that are gone" className="mb-6 flex flex-col gap-2">
      {models.map(({ provider, id, roles }) => {
        const replacements = [...new Set(roles.flatMap(({ replacement }) => replacement ?? []))];
        const settings = roles.map(({ role }) => SETTINGS[role]).join(", ");
        const orphaned = roles.some(({ replacement }) => replacement === null);
        return (
          <Banner key={`${provider} ${id}`} tone={orphaned ? "bad" : "warn"}>
            The model {id} is no longer offered by its provider.{" "}
            {replacements.length > 0 ? `In its place answers ${replacements.join(", ")}. ` : ""}
            {orphaned ? "Some agents have no model left and cannot answer. " : ""}
            To choose another, change {settings}.
          </Banner>
        );
      })}
    </section>
  );
}
