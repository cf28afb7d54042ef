import { has_role, may, type Session } from "@/app/session";

const keeps_settings = (session: Session): boolean => may(session, "manage_settings");

/** The parts of the settings, and who sees each. */
export const parts = [
  { id: "people", label: "People and roles", allowed: keeps_settings },
  { id: "companies", label: "Companies", allowed: keeps_settings },
  { id: "sign-in", label: "Sign-in", allowed: keeps_settings },
  { id: "keys", label: "Keys", allowed: keeps_settings },
  { id: "webhooks", label: "Webhooks", allowed: keeps_settings },
  { id: "mail", label: "Mail", allowed: keeps_settings },
  { id: "back-up", label: "Back-up", allowed: keeps_settings },
  { id: "holds", label: "Retention and holds", allowed: (session: Session) => has_role(session, ["administrator", "legal"]) },
] as const;

export type Part = (typeof parts)[number]["id"];
