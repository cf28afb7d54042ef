import "@/ui/base.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ask_for_first_screen } from "@/app/first_screen";
import { queries } from "@/app/queries";
import { router } from "@/app/router";
import { apply_theme, kept_theme } from "@/app/theme";
import { Toasts } from "@/ui/toast";

apply_theme(kept_theme());
ask_for_first_screen();
const root = document.getElementById("root");
if (root)
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Toasts><RouterProvider router={router} /></Toasts>
      </QueryClientProvider>
    </StrictMode>,
  );
