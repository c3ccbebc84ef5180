"""Keeps the trusted documents of a gateway as its folder has them."""

from __future__ import annotations

import asyncio
from pathlib import Path

from gateway.config import DocumentenInstellingen, read_signer
from gateway.plan.store import PlanStore
from gateway.plan.trusted.folder import Folder
from gateway.telemetry import log

EVERY_S = 10


class TrustedDocuments:
    """Reads the folder at start and every ten seconds after. Without a folder there is nothing to trust."""

    def __init__(self, store: PlanStore, settings: DocumentenInstellingen) -> None:
        self._store = store
        self._folder = open_folder(store, settings.map, settings.ondertekenaar) if settings.map is not None else None
        self.refresh()

    def refresh(self) -> None:
        """Trust what the folder has now, and log what is wrong in it."""
        if self._folder is None or not self._folder.refresh():
            return
        self._store.trust(self._folder.documents)
        log().info("trusted_documents", aantal=len(self._folder.documents))
        for fault in self._folder.faults:
            log().error("trusted_documents_fault", fault=fault)

    async def run(self) -> None:
        """Look again and again; reading happens beside the event loop, so that nobody waits for it."""
        while True:
            await asyncio.sleep(EVERY_S)
            await asyncio.to_thread(self.refresh)

    def status(self) -> dict[str, object]:
        """How many documents are trusted and how many faults there are, for an operator."""
        if self._folder is None:
            return {"aantal": 0, "fouten": 0}
        return {"aantal": len(self._folder.documents), "fouten": len(self._folder.faults)}


def open_folder(store: PlanStore, folder: str, signer: str | None = None) -> Folder:
    """A folder whose documents are checked against the schema, and its lists against the PEM file of the signer."""
    return Folder(Path(folder), store.fault_of, read_signer(signer) if signer is not None else None)
