import { createContext, useContext } from "react";

/**
 * Tells what was done. With the code of the record it can be taken back for a
 * while. What looks like a slip is told with a sign of its own.
 */
export type Tell = (text: string, code?: string, slip?: boolean) => Promise<void>;

export const DoneContext = createContext<Tell>(async () => {});

export const useDone = () => useContext(DoneContext);
