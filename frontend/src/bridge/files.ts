import type { FileTicket } from "./contract";
import { errorFrom, unreachable } from "./error";
import { sessionHeader } from "./session";
import { inWindow, post, withQuery } from "./transport";

// The page never sees a path: a file is a ticket. The window gets it from a
// native dialog, the browser by upload and download.

/** Window only. Null when the person closed the dialog. */
export async function openFile(purpose: "import" | "plugin" | "photo"): Promise<FileTicket | null> {
  const file = await post<FileTicket>("/api/files/open", { purpose });
  return file.ticket ? file : null;
}

/** Browser only: carries the chosen file to Raja on this machine. */
export async function uploadFile(file: File): Promise<FileTicket> {
  const response = await fetch(withQuery("/api/uploads", { name: file.name }), {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream", ...sessionHeader() },
    body: file,
  }).catch((cause: unknown) => {
    throw unreachable(cause);
  });
  if (!response.ok) throw errorFrom(response.status, await response.text());
  return (await response.json()) as FileTicket;
}

/** Where a file is to be written: a ticket in the window, "" in the browser, null when cancelled. */
export async function chooseTarget(name: string): Promise<string | null> {
  if (!inWindow()) return "";
  const { ticket } = await post<{ ticket: string }>("/api/files/save", { name });
  return ticket || null;
}

/** Gives the person the file behind a ticket. False when the dialog was closed. */
export async function saveFile(ticket: string, name: string): Promise<boolean> {
  if (!inWindow()) {
    await download(ticket, name);
    return true;
  }
  const to = await chooseTarget(name);
  if (!to) return false;
  await post("/api/files/copy", { from: ticket, to });
  return true;
}

// A plain link could not send the session, so the file comes by fetch.
async function download(ticket: string, name: string): Promise<void> {
  const response = await fetch(`/api/downloads/${encodeURIComponent(ticket)}`, {
    headers: sessionHeader(),
  });
  if (!response.ok) throw errorFrom(response.status, await response.text());
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
