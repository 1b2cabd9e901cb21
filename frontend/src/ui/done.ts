import { createContext, useContext } from "react";

/** A way back that shows or asks something itself. */
export type Back = () => void;

/**
 * Tells what was done. With the code of the record, or a way back, it can be
 * taken back for a while. What looks like a slip is told with a sign of its own.
 */
export type Tell = (text: string, back?: string | Back, slip?: boolean) => Promise<void>;

export const DoneContext = createContext<Tell>(async () => {});

export const useDone = () => useContext(DoneContext);
