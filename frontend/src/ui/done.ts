import { createContext, useContext } from "react";

/** Tells what was done. With the code of the record it can be taken back for a while. */
export type Tell = (text: string, code?: string) => Promise<void>;

export const DoneContext = createContext<Tell>(async () => {});

export const useDone = () => useContext(DoneContext);
