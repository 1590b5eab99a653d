"""The lists of the old file, told by the numbers that they have in the new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from reportgen.opc.names import BOOKMARK_START, NAME, NUM_ID, NUM_PR, PPR, VAL, P, w
from reportgen.redline.trees import ORIGIN_PREFIX, Element, copy_of, drop, number_of, signature

_ABSTRACT, _ABSTRACT_ID, _NUM = w("abstractNum"), w("abstractNumId"), w("num")
_NSID = frozenset({w("nsid"), w("tmpl")})
_NO_LIST = "0"


def adopt_lists(
    old_roots: Iterable[Element],
    new_roots: Iterable[Element],
    old_lists: Element,
    new_lists: Element,
) -> bool:
    """Give the lists of old trees the numbers that they have in the new file.

    A list is known by the origins of its items, else by how it is numbered; one that the new file
    lacks is added to `new_lists`, its part for numbering. Returns whether one was.
    """
    roots = list(old_roots)
    names = _same_lists(roots, new_roots)
    known = len(new_lists)
    for number in sorted(list_numbers(roots) - set(names)):
        names[number] = _take_list(number, old_lists, new_lists)
    for root in roots:
        for place in root.iter(NUM_ID):
            place.set(VAL, names.get(place.get(VAL, ""), place.get(VAL, "")))
    return len(new_lists) != known


def drop_lists(roots: Iterable[Element]) -> None:
    """Take the paragraphs of trees out of their lists."""
    for root in roots:
        for place in list(root.iter(NUM_PR)):
            drop(place)


def list_numbers(roots: Iterable[Element]) -> set[str]:
    """Return the numbers of the lists that paragraphs are in."""
    found = {place.get(VAL, _NO_LIST) for root in roots for place in root.iter(NUM_ID)}
    return found - {_NO_LIST}


def _lists_by_origin(roots: Iterable[Element]) -> Iterator[tuple[str, str]]:
    """Yield the origin of each paragraph that is in a list, and the number of the list."""
    for root in roots:
        for paragraph in root.iter(P):
            place = paragraph.find(f"{PPR}/{NUM_PR}/{w('numId')}")
            if place is None:
                continue
            for start in paragraph.iter(BOOKMARK_START):
                if start.get(NAME, "").startswith(ORIGIN_PREFIX):
                    yield start.get(NAME, ""), place.get(VAL, "")


def _same_lists(old_roots: Iterable[Element], new_roots: Iterable[Element]) -> dict[str, str]:
    """Return which list of the new file an old one is, as most of their items say."""
    new = dict(_lists_by_origin(new_roots))
    votes: dict[str, Counter[str]] = {}
    for name, number in _lists_by_origin(old_roots):
        if name in new:
            votes.setdefault(number, Counter())[new[name]] += 1
    return {number: count.most_common(1)[0][0] for number, count in votes.items()}


def _take_list(number: str, old_lists: Element, new_lists: Element) -> str:
    """Return the number in the new file of a list that is made like an old one."""
    wanted = _list_of(old_lists, number)
    if wanted is None:
        return _NO_LIST
    look = _list_look(old_lists, wanted)
    alike = [each for each in new_lists.iter(_NUM) if _list_look(new_lists, each) == look]
    if any(each.get(w("numId")) == number for each in alike):
        return number
    if alike:
        return alike[-1].get(w("numId"), _NO_LIST)
    abstract_number = _abstractnumber_of(wanted)
    abstract = _abstract_of(old_lists, abstract_number)
    if abstract is None:
        return _NO_LIST
    taken = copy_of(abstract)
    free = 1 + max(
        (number_of(each.get(_ABSTRACT_ID)) for each in new_lists.iter(_ABSTRACT)), default=0
    )
    taken.set(_ABSTRACT_ID, str(free))
    for child in [each for each in taken if each.tag in _NSID]:
        taken.remove(child)
    last = max((at for at, each in enumerate(new_lists) if each.tag == _ABSTRACT), default=-1)
    new_lists.insert(last + 1, taken)
    num = copy_of(wanted)
    own = str(
        1 + max((number_of(each.get(w("numId"))) for each in new_lists.iter(_NUM)), default=0)
    )
    num.set(w("numId"), own)
    reference = num.find(_ABSTRACT_ID)
    if reference is not None:
        reference.set(VAL, str(free))
    at = max((at for at, each in enumerate(new_lists) if each.tag == _NUM), default=last + 1)
    new_lists.insert(at + 1, num)
    return own


def _list_of(lists: Element, number: str) -> Element | None:
    return next((each for each in lists.iter(_NUM) if each.get(w("numId")) == number), None)


def _abstractnumber_of(num: Element) -> str:
    reference = num.find(_ABSTRACT_ID)
    return reference.get(VAL, "") if reference is not None else ""


def _abstract_of(lists: Element, number: str) -> Element | None:
    return next((each for each in lists.iter(_ABSTRACT) if each.get(_ABSTRACT_ID) == number), None)


def _list_look(lists: Element, num: Element) -> str:
    """Return how a list is numbered, whatever its numbers in the file are."""
    abstract = _abstract_of(lists, _abstractnumber_of(num))
    return f"{signature(abstract, _NSID)} {signature(num, frozenset({_ABSTRACT_ID}))}"
