"""The rules of styles that are true of a kind of node, found once and not once for each node."""

from collections.abc import Callable
from typing import Any, cast

from textual.app import App
from textual.css.model import RuleSet
from textual.css.styles import RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

_OF_THE_PLACE = Stylesheet._EXCLUDE_PSEUDO_CLASSES_FROM_CACHE
_OF_THE_APPLICATION = App._PSEUDO_CLASSES.keys() - {"focus", "blur"}
_MOST_KINDS = 5_000


class _Kind:
    """Nodes of one type, id, classes and state, below nodes that are alike in this: no rule tells
    them apart, unless by their place among others."""

    __slots__ = ("flags", "rules")

    def __init__(self) -> None:
        self.rules: RulesMap | None = None
        self.flags = (False, False, False, False)


class LeanStylesheet(Stylesheet):
    """Textual's own looks for the rules of each node anew; this one animates nothing."""

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._kinds: dict[tuple[object, ...], _Kind] = {}
        self._checks: dict[type[DOMNode], tuple[Callable[[Any], bool], ...]] = {}
        self._known: list[RuleSet] | None = None

    def apply(
        self,
        node: DOMNode,
        *,
        animate: bool = False,
        cache: dict[tuple[Any, ...], RulesMap] | None = None,
    ) -> None:
        """Gives a node the styles that the rules say; `cache` is of nodes that get theirs together."""
        if self.rules is not self._known or len(self._kinds) > _MOST_KINDS:
            self._known = self.rules
            self._kinds.clear()
            self._checks.clear()
        kind = self._kind(node, {} if cache is None else cast("dict[object, _Kind]", cache))
        if kind.rules is None:
            self._find(node, kind)
            return
        (
            node._has_hover_style,
            node._has_focus_within,
            node._has_order_style,
            node._has_odd_or_even,
        ) = kind.flags
        self.replace_rules(node, kind.rules)
        self._process_component_classes(node)

    def _kind(self, node: DOMNode, met: dict[object, _Kind]) -> _Kind:
        kind = met.get(node)
        if kind is None:
            parent = node._parent
            above = self._kind(parent, met) if isinstance(parent, DOMNode) else None
            node_type = type(node)
            checks = self._checks.get(node_type) or self._checks_of(node_type)
            states = tuple(check(node) for check in checks)
            key = (above, node_type, node._id, frozenset(node._classes), states)
            kind = self._kinds.get(key)
            if kind is None:
                kind = self._kinds[key] = _Kind()
            met[node] = kind
        return kind

    def _checks_of(self, node_type: type[DOMNode]) -> tuple[Callable[[Any], bool], ...]:
        """What tells the states of a node of this type that a rule asks for."""
        asked = set().union(*(rule.pseudo_classes for rule in self.rules)) - _OF_THE_PLACE
        if not issubclass(node_type, App):
            # What is so for the application is part of its own kind.
            asked -= _OF_THE_APPLICATION
        checks = tuple(check for name, check in node_type._PSEUDO_CLASSES.items() if name in asked)
        self._checks[node_type] = checks
        return checks

    def _find(self, node: DOMNode, kind: _Kind) -> None:
        # Textual leaves in its cache what does not depend on a node's place among others.
        found: dict[tuple[Any, ...], RulesMap] = {}
        super().apply(node, cache=found)
        for rules in found.values():
            kind.rules = rules
            kind.flags = (
                node._has_hover_style,
                node._has_focus_within,
                node._has_order_style,
                node._has_odd_or_even,
            )
