import type { Track, Use } from "@/api/records";
import { has_role, may, type Role, type Session } from "@/app/session";

/** Whose word counts as whose, as the register has it. */
export function roles_for_reviewer(reviewer: string): Role[] {
  if (reviewer === "legal" || reviewer === "counsel") return ["legal"];
  if (reviewer === "talent") return ["talent_representative"];
  return ["contact"];
}

/** The part of a review that this person may speak for now, for themselves or for who is away. */
export function own_track(use: Use, session: Session): Track | undefined {
  if (use.state !== "waiting_for_contact" && use.state !== "waiting_for_approval") return undefined;
  if (use.declared_by === session.id) return undefined;
  const voices = [session, ...(session.stands_in ?? []).filter((absent) => absent.id !== use.declared_by)];
  return use.tracks?.find((track) => track.state === "waiting" && voices.some((voice) => has_role(voice, roles_for_reviewer(track.reviewer), use.title)));
}

/** Whether an open question waits for this person's answer. */
export const is_asked = (use: Use, session: Session): boolean => use.state === "information_asked" && may(session, "declare", use.title);
