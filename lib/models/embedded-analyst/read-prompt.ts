import type { LanguageModelV4Prompt } from "@ai-sdk/provider";
import { condensedReports, type CondensedReports } from "@/agents/condense";
import { openDossier } from "@/agents/dossier-form";
import { DOSSIER_MARKS, REPORTS_MARKS } from "@/agents/render";
import type { Dossier } from "@/lib/core/evidence";
import { PermanentError } from "@/lib/core/errors";

/** The JSON between two marks that stand on lines of their own; sealed JSON can hold neither. */
function between(text: string, marks: { open: string; close: string }): unknown {
  const start = text.indexOf(`\n${marks.open}\n`);
  const end = text.indexOf(`\n${marks.close}`, start + 1);
  if (start < 0 || end < 0) throw new PermanentError(`The prompt has no block ${marks.open}.`);
  return JSON.parse(text.slice(start + marks.open.length + 2, end));
}

/** Dossier and earlier reports from the user message, as `renderUserMessage` wrote them. */
export function readPrompt(prompt: LanguageModelV4Prompt): { dossier: Dossier; earlier: CondensedReports } {
  const text = prompt
    .flatMap((message) => (message.role === "user" ? message.content : []))
    .map((part) => (part.type === "text" ? part.text : ""))
    .join("\n");
  return {
    dossier: openDossier(between(text, DOSSIER_MARKS)),
    earlier: condensedReports.parse(between(text, REPORTS_MARKS)),
  };
}
