// One file an icon, so that six thousand others are never read.
declare module "@icons/*" {
  const Icon: import("@tabler/icons-react").Icon;
  // biome-ignore lint/style/noDefaultExport: the package's files export so
  export default Icon;
}
