import type { Approval, Consent, Id, Licence, Tool } from "@/api/records";

/** Something that ends on a day. */
export interface Ending { id: Id; day: string; what: string; kind: string; title?: Id; to: string }

const over = ["retired", "withdrawn", "refused", "revoked", "voided", "expired"];

export function ending_of({ consents, licences, approvals, tools }: { consents: Consent[]; licences: Licence[]; approvals: Approval[]; tools: Tool[] }, name: (id: Id) => string): Ending[] {
  const holds = (one: { state: string }): boolean => !over.includes(one.state);
  const endings: (Ending | false)[] = [
    ...consents.filter(holds).map((one) => one.expires !== undefined && { id: one.id, day: one.expires, what: `${name(one.person)}: ${one.text}`, kind: "Consent", title: one.title, to: `/registers/consents?item=${one.id}` }),
    ...licences.filter(holds).map((one) => one.expires !== undefined && { id: one.id, day: one.expires, what: `${one.work}, ${one.holder}`, kind: "Licence", title: one.title, to: `/registers/licences?item=${one.id}` }),
    ...approvals.filter(holds).map((one) => one.expires !== undefined && { id: one.id, day: one.expires, what: one.summary, kind: "Approval", title: one.title, to: `/uses/${one.use}` }),
    ...tools.filter(holds).map((one) => one.terms?.recheck !== undefined && { id: one.id, day: one.terms.recheck, what: one.product, kind: "Terms to be read again", to: `/registers/tools?item=${one.id}` }),
  ];
  return endings.filter((one) => one !== false).sort((left, right) => left.day.localeCompare(right.day));
}

export function months_of(endings: Ending[]): [string, Ending[]][] {
  const months = new Map<string, Ending[]>();
  for (const one of endings) months.set(one.day.slice(0, 7), [...(months.get(one.day.slice(0, 7)) ?? []), one]);
  return [...months];
}
