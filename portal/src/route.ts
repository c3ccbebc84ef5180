// Where we are: the path, and nothing else. Pages are links, so Back, new tabs and the status bar of the browser work.
import { useEffect, useState } from "preact/hooks";

const MOVED = "portaal:verplaatst";

export function go(path: string): void {
  history.pushState(null, "", path);
  dispatchEvent(new Event(MOVED));
}

export function usePath(): string {
  const [path, setPath] = useState(location.pathname);
  useEffect(() => {
    const look = () => setPath(location.pathname);
    for (const event of ["popstate", MOVED]) addEventListener(event, look);
    return () => {
      for (const event of ["popstate", MOVED]) removeEventListener(event, look);
    };
  }, []);
  return path;
}

// Turns a plain click on a link of ours into a move without loading the page anew.
export function followLinks(event: MouseEvent): void {
  const link = (event.target as Element | null)?.closest?.("a");
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (link.hash) return;
  event.preventDefault();
  go(link.pathname);
}
