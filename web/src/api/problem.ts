import type { components } from "@/api/schema";

type ProblemAnswer = components["schemas"]["ProblemAnswer"];

/** What the server says is wrong (RFC 9457), or that it could not be reached (status 0). */
export class Problem extends Error {
  readonly status: number;
  /** What kind it is: "urn:goodgate:problem:second-factor". */
  readonly type: string;
  readonly errors: { pointer: string; detail: string }[];

  constructor(answer: Partial<ProblemAnswer> & { status: number }) {
    super(answer.detail ?? answer.title ?? "Something went wrong");
    this.name = "Problem";
    this.status = answer.status;
    this.type = answer.type ?? "";
    this.errors = answer.errors ?? [];
  }

  /** What is wrong with one member of the body: "/cost/currency". */
  at(pointer: string): string | undefined {
    return this.errors.find((one) => one.pointer.replace(/^#/, "") === pointer)?.detail;
  }

  /** What is wrong with no member that is among `pointers`. */
  elsewhere(pointers: string[]): { pointer: string; detail: string }[] {
    return this.errors.filter((one) => !pointers.includes(one.pointer.replace(/^#/, "")));
  }
}

/** What the person can do about it. */
export function cure(problem: Problem): string {
  if (problem.status === 0) return "The server cannot be reached. Check the network; nothing you typed is lost.";
  if (problem.status === 401) return "Your session has ended. Sign in again; you come back to this page.";
  if (problem.status === 403) return "Ask an administrator for the role that may, or sign in as somebody who has it.";
  if (problem.status === 404) return "It may be gone, or not yours to see. Go back to the list.";
  if (problem.status === 412) return "Somebody changed it in between. Look at it as it is now, then decide again.";
  if (problem.status === 429) return "Wait a moment, then try again.";
  if (problem.status >= 500) return "Try again. If it stays, tell an administrator the time and what you did.";
  return "Change what is named, and try again.";
}

export function to_problem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem({ status: 0, title: "No answer from the server", detail: error instanceof Error ? error.message : String(error) });
}
