import type { Fault, FaultKind } from "./contract";

/** The one error that leaves the bridge: what kind, which field, and why. */
export class ApiError extends Error {
  readonly kind: FaultKind;
  readonly field: string;
  /** True when the browser's session is over and the page must be opened anew. */
  readonly sessionOver: boolean;

  constructor(fault: Fault, status = 0) {
    super(fault.message);
    this.name = "ApiError";
    this.kind = fault.kind;
    this.field = fault.field;
    this.sessionOver = status === 401;
  }
}

/** Reads the error envelope; anything that is not one is an internal fault. */
export function errorFrom(status: number, body: string): ApiError {
  return new ApiError(envelope(body) ?? plain(status), status);
}

/** What a call that never reached Raja is told. */
export function unreachable(cause: unknown): ApiError {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new ApiError({ kind: "unavailable", field: "", message });
}

function envelope(body: string): Fault | null {
  try {
    const { error } = JSON.parse(body) as { error?: Partial<Fault> };
    if (!error?.kind) return null;
    return { kind: error.kind, field: error.field ?? "", message: error.message ?? "" };
  } catch {
    return null;
  }
}

function plain(status: number): Fault {
  return { kind: "internal", field: "", message: `status ${status}` };
}
