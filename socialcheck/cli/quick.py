"""Commands whose options are read at once where there is nothing to convert.

Typer builds a validator for every option a command has, given or not, which takes longer than checking a post. An option
that was not given, or that takes text as it is, needs none; all others go through Typer as always.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import Any

from typer.core import TyperCommand, TyperGroup

_NOT_PLAIN = object()


class QuickCommand(TyperCommand):
    """A command that converts only what has to be converted."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its options and arguments."""
        return _made_quick(super().get_params(ctx))


class QuickGroup(TyperGroup):
    """The same for the command that holds the others."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its options."""
        return _made_quick(super().get_params(ctx))


def _made_quick(parameters: list[Any]) -> list[Any]:
    for parameter in parameters:
        if "process_value" not in vars(parameter):
            parameter.process_value = partial(_processed, parameter, parameter.process_value)
    return parameters


def _processed(parameter: Any, converted: Callable[[Any, Any], Any], context: Any, value: Any) -> Any:
    plain = _NOT_PLAIN if parameter.required else _plain(parameter, value)
    if plain is _NOT_PLAIN:
        return converted(context, value)
    return parameter.callback(context, parameter, plain) if parameter.callback else plain


def _plain(parameter: Any, value: Any) -> Any:
    """The value of an option, if it is plain to see."""
    wanted = getattr(getattr(parameter, "type_descriptor", None), "annotation", None)
    several = parameter.nargs == -1 or getattr(parameter, "multiple", False)
    if wanted is None:
        return _NOT_PLAIN  # another version of Typer, which tells types otherwise
    if value is None:
        return () if several else None
    if several:
        return [*value] if wanted == list[str] and isinstance(value, list | tuple) else _NOT_PLAIN
    if wanted is str or not isinstance(value, str):
        return value if isinstance(wanted, type) and isinstance(value, wanted) else _NOT_PLAIN
    if isinstance(wanted, type) and issubclass(wanted, Enum) and value in {member.value for member in wanted}:
        return wanted(value)
    return _NOT_PLAIN
