import "i18next";
import type id from "./id.json";

// Every key is known to the compiler, so that a misspelt one does not build.
declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof id };
  }
}
