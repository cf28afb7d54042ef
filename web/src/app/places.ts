import { FileStack, Film, Inbox, type LucideIcon, ScrollText, Settings, ShieldCheck, UsersRound, Wrench } from "lucide-react";
import { has_role, type Session } from "@/app/session";

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
];

export const icons = { FileStack, ScrollText, Settings, ShieldCheck, UsersRound, Wrench };

/** Where somebody begins: who decides, in the inbox; who declares, at the titles. */
export function first_place(session: Session | null): "/inbox" | "/titles" {
  return session && has_role(session, ["contact", "legal", "talent_representative"]) ? "/inbox" : "/titles";
}
