import { type ReactNode, useState } from "react";

/** A line that opens to more. What is inside is drawn when it is first opened: there may be hundreds. */
export function Fold({ open = false, head, children }: { open?: boolean; head: ReactNode; children: () => ReactNode }): ReactNode {
  const [was_open, set_open] = useState(open);
  return (
    <details open={open} onToggle={(event) => { if (event.currentTarget.open) set_open(true); }}>
      <summary>{head}</summary>
      {was_open && children()}
    </details>
  );
}
