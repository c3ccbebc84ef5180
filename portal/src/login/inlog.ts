// How any part of a page sends the person to the issuer, for instance to log in more strongly (RFC 9470).
import { createContext } from "preact";

export const InlogContext = createContext<(acrWaarden?: string[]) => void>(() => {});
