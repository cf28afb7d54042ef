import type { FieldSpec } from "@/features/registers/form_body";

export const person_fields: FieldSpec[] = [
  { pointer: "/name", label: "Name", kind: "line" },
  { pointer: "/email", label: "Email", kind: "line", optional: true, hint: "Needed for those who sign in." },
  { pointer: "/company", label: "Company", kind: "record", of: "companies", optional: true },
];
