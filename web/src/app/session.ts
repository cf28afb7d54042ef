import { createContext, useContext } from "react";
import type { Id } from "@/api/records";
import type { components } from "@/api/schema";

export type Session = components["schemas"]["SignedInAnswer"];
export type Role = components["schemas"]["GrantBody"]["role"];

/** Given to all screens by what draws them. When the session ends they are gone before they could see that nobody is there. */
export const SignedIn = createContext<Session | null>(null);

/** Who is signed in. Screens are drawn only where somebody is. */
export function useSession(): Session {
  const session = useContext(SignedIn);
  if (!session) throw new Error("a screen was drawn with nobody signed in");
  return session;
}

/** Whether somebody has one of these roles, on a title or (a grant without one) everywhere. */
export function has_role(session: Pick<Session, "grants">, roles: Role[], title?: Id): boolean {
  return session.grants.some((grant) => roles.includes(grant.role) && (grant.title === undefined || title === undefined || grant.title === title));
}

/** Who may do what, as the server has it (it decides; this only leaves out what it would refuse). */
export const rights = {
  declare: ["partner", "coordinator", "vendor"],
  review: ["contact", "legal", "talent_representative"],
  manage_title: ["coordinator", "contact", "legal"],
  manage_tools: ["coordinator", "contact", "legal"],
  manage_people: ["administrator"],
  revoke: ["contact", "legal"],
  record_consent: ["partner", "coordinator", "legal", "talent_representative"],
  record_licence: ["partner", "coordinator", "legal"],
  register_asset: ["partner", "coordinator", "vendor"],
  judge_delivery: ["partner", "coordinator", "contact", "vendor"],
  waive: ["contact", "legal"],
  meet_duty: ["partner", "coordinator", "contact", "legal", "vendor"],
  disclose: ["partner", "coordinator", "legal"],
  manage_settings: ["administrator"],
  erase_data: ["legal"],
  read_rulebooks: ["coordinator", "contact", "legal", "auditor"],
  accept_disclosure: ["contact", "legal"],
  attach: ["partner", "coordinator", "contact", "legal", "talent_representative", "vendor"],
  detach: ["coordinator", "legal"],
  read_ledger: ["coordinator", "contact", "legal", "auditor"],
} as const satisfies Record<string, readonly Role[]>;

export const may = (session: Session, right: keyof typeof rights, title?: Id): boolean => has_role(session, [...rights[right]], title);
