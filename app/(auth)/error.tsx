"use client";

// Beside the team's own, so that no page loads more than one: where even the team's frame fails, global-error speaks.
export { ErrorNotice as default } from "../_ui/error-notice";
