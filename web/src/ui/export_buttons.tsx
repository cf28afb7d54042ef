import { Download } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/ui/button";
import { to_csv } from "@/ui/csv";
import type { Column } from "@/ui/grid";
import { save_file } from "@/ui/save_file";
import { complain } from "@/ui/toast";

interface ExportProps<T> {
  name: string;
  /** Read when they are wanted, where they are more than are shown. */
  rows: T[] | (() => Promise<T[]>);
  columns: Column<T>[];
  /** Where there is little room. */
  short?: boolean;
}

/** What the table shows, as a file for a spreadsheet. */
export function ExportButtons<T>({ name, rows, columns, short = false }: ExportProps<T>): ReactNode {
  const [saving, set_saving] = useState("");
  const cells = async (): Promise<string[][]> => {
    const all = typeof rows === "function" ? await rows() : rows;
    return [columns.map((column) => column.label), ...all.map((row) => columns.map((column) => column.text(row)))];
  };
  const save_csv = async (): Promise<void> => save_file(`${name}.csv`, to_csv(await cells()), "text/csv");
  const save_workbook = async (): Promise<void> => {
    const { to_workbook, workbook_type } = await import("@/ui/workbook");
    save_file(`${name}.xlsx`, to_workbook(await cells()), workbook_type);
  };
  const save = (form: string, begin: () => Promise<void>) => (): void => {
    set_saving(form);
    void begin().catch(complain).finally(() => set_saving(""));
  };
  const button = (form: string, begin: () => Promise<void>): ReactNode => (
    <Button look={short ? "quiet" : "plain"} aria-label={`Export ${form}`} busy={saving === form} onClick={save(form, begin)}><Download aria-hidden size={16} />{short ? form : `Export ${form}`}</Button>
  );
  return (
    <>
      {button("CSV", save_csv)}
      {button("XLSX", save_workbook)}
    </>
  );
}
