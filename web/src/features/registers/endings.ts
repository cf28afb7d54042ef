import type { Id } from "@/api/records";
import type { RowMap } from "@/api/rows";
import { grouped } from "@/ui/grouped";

/** Something that ends on a day. */
export interface Ending { id: Id; day: string; what: string; kind: string; title?: Id; to: string }

const over = ["retired", "withdrawn", "refused", "revoked", "voided", "expired"];

export function ending_of({ consents, licences, approvals, tools }: Pick<{ [N in keyof RowMap]: RowMap[N][] }, "consents" | "licences" | "approvals" | "tools">, name: (id: Id) => string): Ending[] {
  const holds = (one: { state: string }): boolean => !over.includes(one.state);
  const endings: (Ending | false)[] = [
    ...consents.filter(holds).map((one) => one.expires !== undefined && { id: one.id, day: one.expires, what: `${name(one.person)}: ${one.text}`, kind: "Consent", title: one.title, to: `/registers/consents?item=${one.id}` }),
    ...licences.filter(holds).map((one) => one.expires !== undefined && { id: one.id, day: one.expires, what: `${one.work}, ${one.holder}`, kind: "Licence", title: one.title, to: `/registers/licences?item=${one.id}` }),
    ...approvals.filter(holds).map((one) => one.expires !== undefined && { id: one.id, day: one.expires, what: one.summary, kind: "Approval", title: one.title, to: `/uses/${one.use}` }),
    ...tools.filter(holds).map((one) => one.terms?.recheck !== undefined && { id: one.id, day: one.terms.recheck, what: one.product, kind: "Terms to be read again", to: `/registers/tools?item=${one.id}` }),
  ];
  return endings.filter((one) => one !== false).sort((left, right) => left.day.localeCompare(right.day));
}

export const months_of = (endings: Ending[]): [string, Ending[]][] => [...grouped(endings, (one) => one.day.slice(0, 7))];

/** The days of a month ("2026-12") by weeks from Monday on; nothing where a day is of another month. */
export function weeks_of(month: string): (string | undefined)[][] {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const first = (new Date(Date.UTC(year, number - 1, 1)).getUTCDay() + 6) % 7;
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const day_at = (place: number): string | undefined => {
    const day = place - first + 1;
    return day < 1 || day > last ? undefined : `${month}-${String(day).padStart(2, "0")}`;
  };
  return Array.from({ length: Math.ceil((first + last) / 7) }, (_, week) => Array.from({ length: 7 }, (__, index) => day_at(week * 7 + index)));
}
