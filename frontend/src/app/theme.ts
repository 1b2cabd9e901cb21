import {
  Button,
  type CSSVariablesResolver,
  createTheme,
  Input,
  type MantineColorsTuple,
  Modal,
  SegmentedControl,
} from "@mantine/core";

const teal: MantineColorsTuple = [
  "#e9f4f1",
  "#d3e8e3",
  "#a8d3cb",
  "#7cc2b7",
  "#54b0a4",
  "#359387",
  "#1f7c72",
  "#126a62",
  "#0e5f59",
  "#0a4a45",
];

// Greys that lean to the brown of paper and wood.
const gray: MantineColorsTuple = [
  "#fbf9f5",
  "#f5f1ea",
  "#ece6db",
  "#e0d8ca",
  "#cfc6b6",
  "#a89f8f",
  "#7d7567",
  "#5c564b",
  "#3d3932",
  "#23201a",
];

const dark: MantineColorsTuple = [
  "#ece7dd",
  "#c9c1b3",
  "#a69d8e",
  "#7a7265",
  "#3f3a32",
  "#35312a",
  "#22201c",
  "#1a1815",
  "#131210",
  "#0c0b0a",
];

export const theme = createTheme({
  colors: { teal, gray, dark },
  primaryColor: "teal",
  primaryShade: { light: 8, dark: 6 },
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontSizes: { xs: "0.75rem", sm: "0.875rem", md: "0.875rem", lg: "1rem", xl: "1.25rem" },
  headings: { fontWeight: "620" },
  defaultRadius: 8,
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ styles: { label: { fontWeight: 550 } } }),
    Modal: Modal.extend({
      defaultProps: { transitionProps: { duration: 120, transition: "fade" }, centered: true },
      styles: { title: { fontSize: 18, fontWeight: 620 } },
    }),
    Input: Input.extend({ defaultProps: { size: "sm" } }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { transitionDuration: 120 },
      styles: { label: { fontWeight: 500 } },
    }),
  },
});

/** Ties the library's own colours to the few of Raja. */
export const resolver: CSSVariablesResolver = () => {
  const shared = {
    "--mantine-color-body": "var(--paper)",
    "--mantine-color-text": "var(--ink)",
    "--mantine-color-dimmed": "var(--ink-soft)",
    "--mantine-color-placeholder": "var(--ink-soft)",
    "--mantine-color-error": "var(--danger)",
    "--mantine-color-default": "var(--raised)",
    "--mantine-color-default-hover": "var(--hover)",
    "--mantine-color-default-border": "var(--hairline)",
    "--mantine-color-default-color": "var(--ink)",
  };
  return { variables: {}, light: shared, dark: shared };
};
