"use client";

// Within the frame of the team's pages, so that the way to the other pages stays.
export { ErrorNotice as default } from "../_ui/error-notice";
