"""Answer an operation: by its plan, or by Strawberry where the plan is switched off or the schema itself is asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from inspect import isawaitable

import strawberry
from graphql import GraphQLError, OperationDefinitionNode, OperationType
from graphql import execute as core_execute
from graphql.execution.values import VariableValues, get_variable_values

from gateway.config import Grenzen
from gateway.context import Fetches, Needs
from gateway.errors import DocumentRequired, DocumentUnknown, Foutcode, GatewayError, LevelTooLow
from gateway.plan.execute import execute, execute_event
from gateway.plan.fanout.recall import recall, remember
from gateway.plan.fanout.request import Request
from gateway.plan.fanout.step_up import step_up
from gateway.plan.limits.price import check_price
from gateway.plan.limits.refusal import LimitExceeded
from gateway.plan.memo import question_of
from gateway.plan.niveaus import Niveaus, guard
from gateway.plan.run import Answer
from gateway.plan.store import Document, PlanStore
from gateway.plan.tree import Arguments, Erbij, Field, Plan, niets_erbij


@dataclass(frozen=True, slots=True)
class Question:
    """A GraphQL request as it came in, its shape already checked: a text, the id of a trusted document, or both."""

    text: str
    operation_name: str | None = None
    variables: Mapping[str, object] | None = None
    document_id: str = ""


class RequestError(Exception):
    """The request cannot be executed at all: it does not parse, validate or fit its variables. `errors` says where."""

    def __init__(self, errors: list[GraphQLError], *, status: int = 400) -> None:
        super().__init__("request error")
        self.errors = errors
        self.status = status


@dataclass(frozen=True, slots=True)
class Opened:
    """A subscription that was asked: which stream, with which arguments, what is selected of its events.

    `answer(context, event)` is the answer for one event.
    """

    key: str
    arguments: Mapping[str, object]
    needs: Needs
    answer: Callable[[Fetches, object], Awaitable[Answer]]


class QueryOnly(RequestError):
    """A mutation or subscription was asked where only queries may run (GET)."""


class Engine:
    """Runs operations over one schema. `fallbacks` counts every operation that left the plan, by reason.

    Without `free` only trusted documents are answered. `niveaus` says which fields need a stronger login.
    """

    def __init__(
        self,
        schema: strawberry.Schema,
        *,
        plan: bool = True,
        root: object = None,
        grenzen: Grenzen | None = None,
        demo: bool = False,
        free: bool = True,
        erbij: Erbij = niets_erbij,
        niveaus: Niveaus | None = None,
    ) -> None:
        guarded = frozenset(niveaus.fields) if niveaus is not None else frozenset[str]()
        guard(schema, guarded)
        self.schema = schema
        self.free = free
        self.store = PlanStore(schema, grenzen=grenzen, demo=demo, erbij=erbij, guarded=guarded)
        self.use_plan = plan
        self.root = root
        self.fallbacks: dict[str, int] = {}

    async def answer(
        self,
        question: Question,
        context: Fetches,
        *,
        queries_only: bool = False,
        pay: Callable[[int], None] | None = None,
    ) -> Answer:
        """The answer to a question. Raises RequestError when it cannot be executed, and what `pay` raises.

        `pay` is told the price, in points, of a question that is about to be executed.
        """
        document, operation, values = self.prepare(question, queries_only=queries_only)
        if operation.operation is OperationType.SUBSCRIPTION:
            raise RequestError([GraphQLError("Vraag een subscription met Accept: text/event-stream.")])
        if document.is_introspection(operation):
            return await self._strawberry(document, question, context, "introspectie")
        plan = self._priced(document, operation, values, pay)
        answer = await self._executed(document, plan, question, context, values)
        answer.step_up = step_up(plan, context) if isinstance(context, Request) else None
        return answer

    def open(self, question: Question, *, pay: Callable[[int], None] | None = None) -> Opened | None:
        """A subscription, ready to print its events; None when the question is a query or mutation. Raises as `answer`."""
        document, operation, values = self.prepare(question)
        if operation.operation is not OperationType.SUBSCRIPTION:
            return None
        plan = self._priced(document, operation, values, pay)
        if len(plan.root.fetches) != 1:
            raise RequestError([GraphQLError("Een subscription vraagt precies één veld.")])
        (one,) = plan.root.fetches
        assert one.source is not None
        arguments = one.fixed if one.fixed is not None else _built(one, values)

        async def answer(context: Fetches, event: object) -> Answer:
            if not self.use_plan:
                return await self._strawberry(document, question, context, "plan uit", event)
            return await execute_event(plan, context, values, event)

        return Opened(one.source.key, arguments or {}, one.needs, answer)

    def _priced(
        self, document: Document, operation: OperationDefinitionNode, values: VariableValues,
        pay: Callable[[int], None] | None,
    ) -> Plan:  # fmt: skip
        """The plan, when it may be asked and is paid for. Raises RequestError, and what `pay` raises."""
        try:
            plan = self.store.plan(document, operation, values)
            price = plan.pricer.price(values)
            check_price(price, self.store.grenzen)
        except LimitExceeded as fault:
            raise RequestError([fault]) from None
        if pay is not None:
            pay(price.points)
        return plan

    async def _executed(
        self, document: Document, plan: Plan, question: Question, context: Fetches, values: VariableValues
    ) -> Answer:
        if not self.use_plan:
            return await self._strawberry(document, question, context, "plan uit", self.root)
        if isinstance(context, Request):
            return await self._remembering(plan, question, context, values)
        return await execute(plan, context, values, self.root)

    async def _remembering(self, plan: Plan, question: Question, context: Request, values: VariableValues) -> Answer:
        """The answer that was given before, while all in it counts; else a new one, that may be given again."""
        asked = question_of(plan, question.variables)
        if asked is None:
            return await execute(plan, context, values, self.root)
        written = recall(context, asked)
        if written is not None:
            return Answer(None, written=written)
        answer = await execute(plan, context, values, self.root)
        if not answer.errors:
            answer.remember = lambda body: remember(context, plan, asked, body)
        return answer

    def prepare(
        self, question: Question, *, queries_only: bool = False
    ) -> tuple[Document, OperationDefinitionNode, VariableValues]:
        """The valid document, the operation and the coerced variables. Raises RequestError."""
        document = self._document(question)
        if document.errors:
            raise RequestError(document.errors)
        operation = document.operation(question.operation_name)
        if operation is None:
            raise RequestError([GraphQLError("Geef met operationName aan welke vraag u bedoelt.")])
        if queries_only and operation.operation is not OperationType.QUERY:
            raise QueryOnly([GraphQLError("Met GET kan alleen een query.")])
        definitions = operation.variable_definitions or ()
        values = get_variable_values(
            self.schema._schema, definitions, dict(question.variables or {}), max_errors=5, hide_suggestions=True
        )
        if isinstance(values, list):
            raise RequestError(values)
        return document, operation, values

    def _document(self, question: Question) -> Document:
        """The trusted document that was asked, or the one of the text. Raises RequestError."""
        if question.document_id:
            trusted = self.store.trusted(question.document_id)
            if trusted is not None:
                return trusted
            if not question.text:
                raise _refused(DocumentUnknown(), status=404)
        if not self.free:
            raise _refused(DocumentRequired())
        return self.store.document(question.text)

    async def _strawberry(
        self, document: Document, question: Question, context: Fetches, reason: str, root: object = None
    ) -> Answer:
        self.fallbacks[reason] = self.fallbacks.get(reason, 0) + 1
        assert document.node is not None
        result = core_execute(
            self.schema._schema,
            document.node,
            root_value=root,
            context_value=context,
            variable_values=dict(question.variables or {}),
            operation_name=question.operation_name,
            middleware=None,
        )
        done = await result if isawaitable(result) else result
        return Answer(done.data, list(done.errors or []))


def _built(one: Field, values: VariableValues) -> Arguments:
    """The arguments of a root field. Raises RequestError when a value does not fit."""
    assert one.arguments is not None
    try:
        return one.arguments(values)
    except GraphQLError as fault:
        raise RequestError([fault]) from None


def _refused(fault: GatewayError, *, status: int = 400) -> RequestError:
    return RequestError([GraphQLError(fault.melding, original_error=fault)], status=status)


def error_code(error: GraphQLError) -> Foutcode:
    """The stable code of an error in an answer; what we did not foresee is INTERNE_FOUT."""
    fault = error.original_error
    if isinstance(fault, GatewayError):
        return fault.code
    return Foutcode.ONGELDIGE_INVOER if fault is None or isinstance(fault, GraphQLError) else Foutcode.INTERNE_FOUT


def formatted(error: GraphQLError) -> dict[str, object]:
    """An execution error as the client sees it: our own sentence and code, never the text of an exception."""
    fault = error.original_error
    own = isinstance(fault, GatewayError)
    message = fault.melding if isinstance(fault, GatewayError) else GatewayError.melding
    shown: dict[str, object] = {"message": message if own or fault is not None else error.message}
    if error.locations:
        shown["locations"] = [{"line": place.line, "column": place.column} for place in error.locations]
    if error.path is not None:
        shown["path"] = list(error.path)
    step_up = {"niveau": fault.niveau, "acrValues": list(fault.acr)} if isinstance(fault, LevelTooLow) else {}
    shown["extensions"] = {"code": error_code(error).value, **step_up}
    return shown
