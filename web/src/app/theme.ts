/** "system" follows the machine; the others are as they say. Kept in this browser only. */
export const themes = ["system", "light", "dark", "dark-room"] as const;
export type Theme = (typeof themes)[number];

export const theme_words: Record<Theme, string> = { system: "As the machine", light: "Light", dark: "Dark", "dark-room": "Dark room" };

const key = "goodgate-theme";

export function kept_theme(): Theme {
  try {
    return themes.find((theme) => theme === localStorage.getItem(key)) ?? "system";
  } catch {
    return "system";
  }
}

export function apply_theme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function keep_theme(theme: Theme): void {
  apply_theme(theme);
  try {
    localStorage.setItem(key, theme);
  } catch {
    // A browser that keeps nothing shows it until the window is closed.
  }
}
