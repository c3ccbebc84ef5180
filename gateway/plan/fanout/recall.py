"""Give an answer that was given before, or have one remembered; see `memo` for when that may be."""

from __future__ import annotations

import asyncio
from datetime import date

from gateway.bronnen.fetch import Outcome, View
from gateway.domain.datum import NEDERLAND
from gateway.plan.fanout.request import Request
from gateway.plan.memo import Memo, Question
from gateway.plan.tree import Plan


def recall(request: Request, question: Question) -> bytes | None:
    """The answer given to this person before, when all that it was made of is still kept and fresh."""
    memo = request.memos.find(request.subject.sleutel, question)
    if memo is None or memo.day != _today(request) or memo.ik != request.ik_view:
        return None
    holder = _holder(request, memo, question)
    if holder is None:
        return None
    views = (holder, *memo.views)
    if not all(_counts(request, view) for view in views):
        return None
    for live, key, kept, _ in views:
        request.answers[key.bron, key.source, key.native, key.shape] = Outcome(live, kept)
    return memo.body


def remember(request: Request, plan: Plan, question: Question, body: bytes) -> None:
    """Keep an answer that was made of good views alone, for as long as they are fresh."""
    if request.is_passing:
        return
    views = [_view(request, *key) for key in request.answers]
    good = [view for view in views if view is not None]
    if not good or len(good) < len(views):
        return
    first, rest = good[0], tuple(view for view in good if view.kept is not good[0].kept)
    memo = Memo(plan, request.ik_view, _today(request), (first.live, first.key, first.versheid_s), rest, body)
    request.memos.keep(request.subject.sleutel, question, memo, first.kept)


def _holder(request: Request, memo: Memo, question: Question) -> View | None:
    """The view that holds the answer."""
    live, key, versheid_s = memo.holder
    kept = request.path.views.get(key, max_age_s=versheid_s)
    if kept is None or kept.memos is None or kept.memos.get(question) is not memo:
        return None
    return View(live, key, kept, versheid_s)


def _counts(request: Request, view: View) -> bool:
    """Is the bron still the same, and would it be answered with this view?"""
    return request.registry.bronnen.get(view.key.bron) is view.live and request.path.holds(view, request.subject)


def _view(request: Request, bron: str, source: str, native: str, shape: frozenset[str]) -> View | None:
    answering = request.answers[bron, source, native, shape]
    outcome = answering.result() if isinstance(answering, asyncio.Future) else answering
    return request.path.view(outcome, source, request.subject, native, shape)


def _today(request: Request) -> date:
    """The day in the Netherlands, by which is judged what can be done."""
    return request.nu.astimezone(NEDERLAND).date()
