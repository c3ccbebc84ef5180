// The few pictures of this portal, as lines on a grid of 24. They never stand alone: the words beside them say it.
const PATHS = {
  overzicht: "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z",
  zaken: "M4 7h16v13H4zM9 7V4h6v3M4 12h16",
  taken: "M4 5h4v4H4zM11 7h9M4 15h4v4H4zM11 17h9",
  berichten: "M3 6h18v13H3zM3 7l9 7 9-7",
  producten: "M5 3h14v18l-3-2-4 2-4-2-3 2zM9 8h6M9 12h6",
  aanvragen: "M6 3h12v18H6zM12 8v8M8 12h8",
  contact: "M4 5h16v11H10l-5 4v-4H4z",
  regelingen: "M12 3v18M5 7l7-2 7 2M2 14l3-7 3 7a3 3 0 0 1-6 0M16 14l3-7 3 7a3 3 0 0 1-6 0M8 21h8",
  regie: "M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6zM9 12l2 2 4-4",
  bronnen: "M4 6c0-4 16-4 16 0v12c0 4-16 4-16 0zM4 6c0 4 16 4 16 0M4 12c0 4 16 4 16 0",
  verder: "M9 5l7 7-7 7",
  bestand: "M6 3h8l4 4v14H6zM14 3v4h4",
  bijlage: "M8 12l6-6a3 3 0 0 1 4 4l-8 8a5 5 0 0 1-7-7l7-7",
  klok: "M12 3a9 9 0 1 0 .01 0M12 7v5l3 3",
  ok: "M12 3a9 9 0 1 0 .01 0M8 12l3 3 5-6",
  let_op: "M12 3L2 20h20zM12 10v4M12 17v.5",
  info: "M12 3a9 9 0 1 0 .01 0M12 11v6M12 7v.5",
  fout: "M12 3a9 9 0 1 0 .01 0M9 9l6 6M15 9l-6 6",
  uit: "M10 4H5v16h5M9 12h11M16 8l4 4-4 4",
  menu: "M4 6h16M4 12h16M4 18h16",
} as const;

export type Icoonnaam = keyof typeof PATHS;

export function Icoon({ naam }: { naam: Icoonnaam }) {
  return (
    <svg class="icoon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[naam]} />
    </svg>
  );
}
