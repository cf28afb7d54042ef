import { BookOpenCheck, FilePlus2, Film, Inbox, type LucideIcon, PackageCheck, Scale, Settings, TableProperties } from "lucide-react";
import { has_role, may, type Session } from "@/app/session";

export interface Place {
  to: string;
  label: string;
  icon: LucideIcon;
  allowed: (session: Session) => boolean;
}

const everybody = (): boolean => true;

/** Where the way leads, in the order people see it. */
export const places: Place[] = [
  { to: "/inbox", label: "Inbox", icon: Inbox, allowed: everybody },
  { to: "/titles", label: "Titles", icon: Film, allowed: everybody },
  { to: "/declare", label: "Declare a use", icon: FilePlus2, allowed: (session) => may(session, "declare") },
  { to: "/deliveries", label: "Deliveries", icon: PackageCheck, allowed: everybody },
  { to: "/registers/uses", label: "Registers", icon: TableProperties, allowed: everybody },
  { to: "/rulebooks", label: "Rulebooks", icon: BookOpenCheck, allowed: (session) => may(session, "read_rulebooks") },
  { to: "/settings/people", label: "Settings", icon: Settings, allowed: (session) => may(session, "manage_settings") },
  { to: "/settings/holds", label: "Retention and holds", icon: Scale, allowed: (session) => may(session, "erase_data") && !may(session, "manage_settings") },
];

/** Where somebody begins: who decides, in the inbox; who declares, at the titles. */
export function first_place(session: Session | null): "/inbox" | "/titles" {
  return session && has_role(session, ["contact", "legal", "talent_representative"]) ? "/inbox" : "/titles";
}
