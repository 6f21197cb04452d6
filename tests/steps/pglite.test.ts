import { describe, inject } from "vitest";
import { testPglite } from "@/db/testing";
import { provesSurvival } from "./survival";

describe("on PGlite", () => provesSurvival(() => testPglite(inject("migratedDump"))));
