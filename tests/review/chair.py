"""A chair at work: edits a Word file with the marks that Word itself would leave in it.

In goes a .docx, out comes the .docx after a list of edits, each tracked under the chair's name or,
where `tracked` is False, made as with tracking switched off. Words are found in the text as the
chair sees it, what was deleted left out. How Word writes each mark: docs/analysis/revisions.md.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from reportgen.opc.names import (
    BOOKMARK_END,
    BOOKMARK_START,
    PPR,
    R_NS,
    RPR,
    TBL,
    TC,
    TR,
    TYPES_NS,
    P,
    R,
    T,
    w,
)
from reportgen.opc.order import sort_children
from reportgen.opc.package import CONTENT_TYPES, read_package, write_package

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
W16CID = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
W16CEX = "http://schemas.microsoft.com/office/word/2018/wordml/cex"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "word/document.xml"
COMMENTS = "word/comments.xml"
EXTENDED = "word/commentsExtended.xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_INS, _DEL, _FROM, _TO = w("ins"), w("del"), w("moveFrom"), w("moveTo")
_CONTENT = (R, w("hyperlink"), _INS, _DEL, _FROM, _TO)
_SHOWN = (T, w("tab"), w("br"), w("cr"), w("noBreakHyphen"))
_PARTS = {
    COMMENTS: (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
        R_NS + "/comments",
    ),
    EXTENDED: (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml",
        "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
    ),
    "word/commentsIds.xml": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsIds+xml",
        "http://schemas.microsoft.com/office/2016/09/relationships/commentsIds",
    ),
    "word/commentsExtensible.xml": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtensible+xml",
        "http://schemas.microsoft.com/office/2018/08/relationships/commentsExtensible",
    ),
}


class Chair:
    """Edits one file; `save` returns what came of it.

    `author` and `date` go into every mark; change them between edits to play several reviewers.
    """

    def __init__(
        self,
        data: bytes,
        author: str = "C. Chair",
        date: str = "2023-06-01T09:00:00Z",
        *,
        tracked: bool = True,
    ) -> None:
        """Open a file."""
        self.author = author
        self.date = date
        self.tracked = tracked
        self.package = read_package(data, "draft.docx", "returned")
        self.body = etree.fromstring(self.package.data(MAIN))
        self.parts: dict[str, etree._Element] = {}
        numbers = [int(n.get(w("id"), "0")) for n in self.body.iter(BOOKMARK_START, _INS, _DEL)]
        self._last = max([900, *numbers])
        if COMMENTS in self.package:
            self.parts[COMMENTS] = etree.fromstring(self.package.data(COMMENTS))
        if EXTENDED in self.package:
            self.parts[EXTENDED] = etree.fromstring(self.package.data(EXTENDED))

    # --- looking ---------------------------------------------------------------------------------

    def paragraphs(self) -> list[etree._Element]:
        """Return the paragraphs of the main part, those in tables included."""
        return list(self.body.iter(P))

    def text(self, paragraph: etree._Element) -> str:
        """Return the words of a paragraph as the chair sees them."""
        return "".join(words for _, words in _shown(paragraph))

    def find(self, words: str, nth: int = 0) -> etree._Element:
        """Return the paragraph in which the words stand (the `nth` of several)."""
        found = [each for each in self.paragraphs() if words in self.text(each)]
        assert len(found) > nth, f"no paragraph has {words!r}"
        return found[nth]

    # --- words -----------------------------------------------------------------------------------

    def insert(self, after: str, new: str, *, paragraph: etree._Element | None = None) -> None:
        """Type words behind others."""
        paragraph = self.find(after) if paragraph is None else paragraph
        place = self.text(paragraph).index(after) + len(after)
        self.insert_at(paragraph, place, new)

    def insert_at(self, paragraph: etree._Element, place: int, new: str) -> None:
        """Type words at a place of a paragraph."""
        before = self._cut(paragraph, 0, place)
        model = before[-1] if before else None
        run = _run(new, _properties(model, paragraph))
        if model is None:
            mark = self._mark(_INS, [run])
            first = next((each for each in paragraph if each.tag in _CONTENT), None)
            if first is None:
                _append(paragraph, mark)
            else:
                first.addprevious(mark)
            self._flatten(paragraph)
            return
        self._put_after(model, self._mark(_INS, [run]))

    def delete(self, words: str, *, paragraph: etree._Element | None = None) -> None:
        """Delete words."""
        paragraph = self.find(words) if paragraph is None else paragraph
        place = self.text(paragraph).index(words)
        self.delete_at(paragraph, place, place + len(words))

    def delete_at(self, paragraph: etree._Element, start: int, end: int) -> None:
        """Delete characters `start` to `end` of a paragraph."""
        for run in self._cut(paragraph, start, end):
            self._strike(run)

    def replace(self, old: str, new: str, *, paragraph: etree._Element | None = None) -> None:
        """Type words over others: Word marks the old ones, then the new."""
        paragraph = self.find(old) if paragraph is None else paragraph
        place = self.text(paragraph).index(old)
        self.replace_at(paragraph, place, place + len(old), new)

    def replace_at(self, paragraph: etree._Element, start: int, end: int, new: str) -> None:
        """Type words over characters `start` to `end` of a paragraph."""
        runs = self._cut(paragraph, start, end)
        run = _run(new, _properties(runs[-1], paragraph))
        self._put_after(runs[-1], self._mark(_INS, [run]))
        for each in runs:
            self._strike(each)

    def format(self, words: str, name: str = "b") -> None:
        """Give words a property (`b`, `i`, `u`, `highlight`); the mark keeps the ones before."""
        paragraph = self.find(words)
        place = self.text(paragraph).index(words)
        self.format_at(paragraph, place, place + len(words), name)

    def format_at(self, paragraph: etree._Element, start: int, end: int, name: str) -> None:
        """Give characters `start` to `end` of a paragraph a property."""
        for run in self._cut(paragraph, start, end):
            properties = run.find(RPR)
            if properties is None:
                properties = etree.Element(RPR)
                run.insert(0, properties)
            before = deepcopy(properties)
            value = {"u": "single", "highlight": "yellow"}.get(name, "")
            etree.SubElement(properties, w(name), {w("val"): value} if value else {})
            if self.tracked:
                change = etree.SubElement(properties, w("rPrChange"), self._attributes())
                change.append(before)
            sort_children(properties)

    def format_paragraph(self, words: str) -> None:
        """Centre a paragraph."""
        paragraph = self.find(words)
        properties = _ppr(paragraph)
        before = deepcopy(properties)
        for gone in [*before.findall(RPR), *before.findall(w("sectPr"))]:
            before.remove(gone)
        etree.SubElement(properties, w("jc"), {w("val"): "center"})
        if self.tracked:
            etree.SubElement(properties, w("pPrChange"), self._attributes()).append(before)
        sort_children(properties)

    # --- paragraphs ------------------------------------------------------------------------------

    def add_paragraph(self, after: str, new: str) -> None:
        """Press Enter at the end of a paragraph and type: its mark is the inserted one."""
        paragraph = self.find(after)
        follower = etree.Element(P)
        follower.extend(deepcopy(paragraph.findall(PPR)))
        paragraph.addnext(follower)
        self._mark_paragraph(paragraph, _INS)
        follower.append(self._mark(_INS, [_run(new, _properties(None, paragraph))]))
        self._flatten(follower)

    def delete_paragraph(self, words: str) -> None:
        """Delete a paragraph with its mark."""
        paragraph = self.find(words)
        if not self.tracked:
            _remove(paragraph)
            return
        self.delete_at(paragraph, 0, len(self.text(paragraph)))
        self._mark_paragraph(paragraph, _DEL)

    def split(self, before: str) -> None:
        """Press Enter before words: the first half gets the inserted mark, and the bookmark."""
        paragraph = self.find(before)
        self.split_at(paragraph, self.text(paragraph).index(before))

    def split_at(self, paragraph: etree._Element, place: int) -> None:
        """Press Enter at a place of a paragraph."""
        kept = self._cut(paragraph, 0, place)
        follower = etree.Element(P)
        follower.extend(deepcopy(paragraph.findall(PPR)))
        last = _top(kept[-1], paragraph)
        follower.extend([each for each in last.itersiblings() if each.tag != BOOKMARK_END])
        paragraph.addnext(follower)
        self._mark_paragraph(paragraph, _INS)

    def join(self, words: str) -> None:
        """Press Delete at the end of a paragraph: its mark is deleted."""
        paragraph = self.find(words)
        if self.tracked:
            self._mark_paragraph(paragraph, _DEL)
            return
        follower = paragraph.getnext()
        assert follower is not None
        assert follower.tag == P
        paragraph.extend([each for each in follower if each.tag != PPR])
        _remove(follower)

    def move(self, words: str, after: str, name: str = "move1") -> None:
        """Drag a paragraph behind another, as Word marks it: two named ranges."""
        source, target = self.find(words), self.find(after)
        copy = deepcopy(source)
        for bookmark in [*copy.iter(BOOKMARK_START, BOOKMARK_END)]:
            _remove(bookmark)
        target.addnext(copy)
        if not self.tracked:
            _remove(source)
            return
        for paragraph, tag, range_name in ((source, _FROM, "moveFrom"), (copy, _TO, "moveTo")):
            attributes = self._attributes()
            first = next(each for each in paragraph if each.tag in _CONTENT)
            start = etree.Element(w(f"{range_name}RangeStart"), attributes | {w("name"): name})
            end = etree.Element(w(f"{range_name}RangeEnd"), {w("id"): attributes[w("id")]})
            first.addprevious(start)
            for run in [*paragraph.iter(R)]:
                self._wrap(tag, [run])
            _append(paragraph, end)
            self._mark_paragraph(paragraph, tag)

    def move_words(
        self,
        words: str,
        after: str,
        *,
        source: etree._Element | None = None,
        target: etree._Element | None = None,
    ) -> None:
        """Drag words behind others, of the same paragraph or of another one."""
        source = self.find(words) if source is None else source
        target = self.find(after) if target is None else target
        name = "words"
        start = self.text(source).index(words)
        runs = self._cut(source, start, start + len(words))
        place = self.text(target).index(after) + len(after)
        before = self._cut(target, 0, place)[-1]
        attributes = self._attributes()
        copies = [_run(words, _properties(runs[0], source))]
        mark = etree.Element(_TO, self._attributes())
        mark.extend(copies)
        end = etree.Element(w("moveToRangeEnd"), {w("id"): attributes[w("id")]})
        start_tag = w("moveToRangeStart")
        before.addnext(etree.Element(start_tag, attributes | {w("name"): name}))
        before.getnext().addnext(mark)  # type: ignore[union-attr]
        mark.addnext(end)
        attributes = self._attributes()
        start_node = etree.Element(w("moveFromRangeStart"), attributes | {w("name"): name})
        runs[0].addprevious(start_node)
        for run in runs:
            for text in run.findall(T):
                text.tag = w("delText")
            self._wrap(_FROM, [run])
        last = runs[-1].getparent()
        assert last is not None
        last.addnext(etree.Element(w("moveFromRangeEnd"), {w("id"): attributes[w("id")]}))

    # --- tables ----------------------------------------------------------------------------------

    def delete_row(self, words: str) -> None:
        """Delete the row of a table in which words stand."""
        row = next(self.find(words).iterancestors(TR))
        if not self.tracked:
            _remove(row)
            return
        for paragraph in row.iter(P):
            self.delete_at(paragraph, 0, len(self.text(paragraph)))
        self._mark_row(row, _DEL)

    def add_row(self, after: str, words: tuple[str, ...]) -> None:
        """Add a row to a table, with words in its cells."""
        row = next(self.find(after).iterancestors(TR))
        new = deepcopy(row)
        row.addnext(new)
        for cell, text in zip(new.findall(TC), words, strict=True):
            for paragraph in cell.findall(P):
                for child in [each for each in paragraph if each.tag != PPR]:
                    paragraph.remove(child)
            first = cell.find(P)
            assert first is not None
            first.append(self._mark(_INS, [_run(text, None)]))
            self._flatten(first)
        if self.tracked:
            self._mark_row(new, _INS)

    def move_table_column(self) -> None:
        """Change the properties of the last table, as by dragging a column."""
        table = list(self.body.iter(TBL))[-1]
        properties = table.find(w("tblPr"))
        assert properties is not None
        before = deepcopy(properties)
        change = etree.SubElement(properties, w("tblPrChange"), self._attributes())
        change.append(before)

    # --- comments --------------------------------------------------------------------------------

    def comment(self, words: str, text: str) -> int:
        """Comment on words; return the comment's number."""
        paragraph = self.find(words)
        place = self.text(paragraph).index(words)
        runs = self._cut(paragraph, place, place + len(words))
        return self._comment(runs, text)

    def reply(self, to: int, text: str) -> int:
        """Answer a comment; return the number of the answer."""
        reference = next(
            each for each in self.body.iter(w("commentReference")) if each.get(w("id")) == str(to)
        )
        run = reference.getparent()
        assert run is not None
        number = self._write_comment(text, parent=self._para_id(to))
        self._put_after(run, _reference(number))
        return number

    def resolve(self, number: int) -> None:
        """Mark a thread as done."""
        para_id = self._para_id(number)
        for entry in self._part(EXTENDED, "commentsEx", W15):
            if entry.get(f"{{{W15}}}paraId") == para_id:
                entry.set(f"{{{W15}}}done", "1")

    def _comment(self, runs: list[etree._Element], text: str) -> int:
        number = self._write_comment(text)
        attributes = {w("id"): str(number)}
        self._put_before(runs[0], etree.Element(w("commentRangeStart"), attributes))
        end = etree.Element(w("commentRangeEnd"), attributes)
        self._put_after(runs[-1], end)
        end.addnext(_reference(number))
        return number

    def _write_comment(self, text: str, parent: str = "") -> int:
        comments = self._part(COMMENTS, "comments", "")
        number = 1 + max((int(each.get(w("id"), "0")) for each in comments), default=0)
        para_id = f"{0x10000000 + number:08X}"
        initials = "".join(word[0] for word in self.author.split())
        comment = etree.SubElement(
            comments,
            w("comment"),
            {
                w("id"): str(number),
                w("author"): self.author,
                w("date"): self.date,
                w("initials"): initials,
            },
        )
        lines = text.split("\n")
        for line in lines:
            paragraph = etree.SubElement(comment, P)
            paragraph.append(_run(line, None))
        paragraph.set(f"{{{W14}}}paraId", para_id)
        extended = {f"{{{W15}}}paraId": para_id, f"{{{W15}}}done": "0"}
        if parent:
            extended[f"{{{W15}}}paraIdParent"] = parent
        etree.SubElement(self._part(EXTENDED, "commentsEx", W15), f"{{{W15}}}commentEx", extended)
        ids = self._part("word/commentsIds.xml", "commentsIds", W16CID)
        durable = {f"{{{W16CID}}}paraId": para_id, f"{{{W16CID}}}durableId": para_id}
        etree.SubElement(ids, f"{{{W16CID}}}commentId", durable)
        extensible = self._part("word/commentsExtensible.xml", "commentsExtensible", W16CEX)
        moment = {f"{{{W16CEX}}}durableId": para_id, f"{{{W16CEX}}}dateUtc": self.date}
        etree.SubElement(extensible, f"{{{W16CEX}}}commentExtensible", moment)
        return number

    def _para_id(self, number: int) -> str:
        for comment in self.parts[COMMENTS]:
            if comment.get(w("id")) == str(number):
                last = comment.findall(P)[-1]
                found = last.get(f"{{{W14}}}paraId")
                if found is None:
                    found = f"{0x20000000 + number:08X}"
                    last.set(f"{{{W14}}}paraId", found)
                    entry = {f"{{{W15}}}paraId": found, f"{{{W15}}}done": "0"}
                    part = self._part(EXTENDED, "commentsEx", W15)
                    etree.SubElement(part, f"{{{W15}}}commentEx", entry)
                return found
        raise AssertionError(f"no comment {number}")

    def _part(self, name: str, root: str, namespace: str) -> etree._Element:
        if name not in self.parts:
            if name in self.package:
                self.parts[name] = etree.fromstring(self.package.data(name))
            elif namespace:
                nsmap = {"w15": W15, "w14": W14, "x": namespace}
                self.parts[name] = etree.Element(f"{{{namespace}}}{root}", nsmap=nsmap)
            else:
                nsmap = {"w": w("x")[1:-2], "w14": W14}
                self.parts[name] = etree.Element(w(root), nsmap=nsmap)
        return self.parts[name]

    # --- saving ----------------------------------------------------------------------------------

    def save(self) -> bytes:
        """Return the file as it is now, the editor named in its properties."""
        changed = {MAIN: _bytes(self.body)}
        changed |= {name: _bytes(root) for name, root in self.parts.items()}
        new = [name for name in self.parts if name not in self.package]
        if new:
            changed |= self._registered(new)
        core = "docProps/core.xml"
        if core in self.package:
            root = etree.fromstring(self.package.data(core))
            tag = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
            editor = root.find(f"{tag}lastModifiedBy")
            if editor is None:
                editor = etree.SubElement(root, f"{tag}lastModifiedBy")
            editor.text = self.author
            changed[core] = _bytes(root)
        return write_package(self.package, changed)

    def _registered(self, names: list[str]) -> dict[str, bytes]:
        """Return the lists of types and relationships with new parts in them."""
        types = etree.fromstring(self.package.data(CONTENT_TYPES))
        rels_name = "word/_rels/document.xml.rels"
        rels = etree.fromstring(self.package.data(rels_name))
        for name in names:
            content_type, relation = _PARTS[name]
            override = {"PartName": f"/{name}", "ContentType": content_type}
            etree.SubElement(types, f"{{{TYPES_NS}}}Override", override)
            target = {
                "Id": f"rIdChair{len(rels)}",
                "Type": relation,
                "Target": name.removeprefix("word/"),
            }
            etree.SubElement(rels, f"{{{RELS}}}Relationship", target)
        return {CONTENT_TYPES: _bytes(types), rels_name: _bytes(rels)}

    # --- marks -----------------------------------------------------------------------------------

    def _attributes(self) -> dict[str, str]:
        self._last += 1
        found = {w("id"): str(self._last), w("author"): self.author}
        return found | ({w("date"): self.date} if self.date else {})

    def _mark(self, tag: str, runs: list[etree._Element]) -> etree._Element:
        """Return runs in a mark, which is taken off again where nothing is tracked."""
        mark = etree.Element(tag, self._attributes())
        mark.extend(runs)
        return mark

    def _wrap(self, tag: str, runs: list[etree._Element]) -> None:
        mark = etree.Element(tag, self._attributes())
        runs[0].addprevious(mark)
        mark.extend(runs)

    def _put_after(self, node: etree._Element, mark: etree._Element) -> None:
        """Put a mark behind a run; an insertion of somebody else is cut in two for it."""
        parent = node.getparent()
        assert parent is not None
        if parent.tag in (_INS, _TO) and mark.tag in (_INS, w("r")):
            rest = list(node.itersiblings())
            if rest:
                tail = etree.Element(parent.tag, {str(k): str(v) for k, v in parent.attrib.items()})
                tail.extend(rest)
                parent.addnext(tail)
            parent.addnext(mark)
        else:
            node.addnext(mark)
        if not self.tracked and mark.tag == _INS:
            self._unwrap(mark)

    def _put_before(self, node: etree._Element, mark: etree._Element) -> None:
        node.addprevious(mark)

    def _flatten(self, paragraph: etree._Element) -> None:
        if not self.tracked:
            for mark in [*paragraph.iter(_INS)]:
                if mark.getparent() is paragraph:
                    self._unwrap(mark)

    def _unwrap(self, mark: etree._Element) -> None:
        for child in list(mark):
            mark.addprevious(child)
        _remove(mark)

    def _strike(self, run: etree._Element) -> None:
        """Delete a run: gone without tracking or in the chair's own insertion, marked otherwise."""
        parent = run.getparent()
        assert parent is not None
        own = parent.tag == _INS and parent.get(w("author")) == self.author
        if not self.tracked or own:
            parent.remove(run)
            if own and not len(parent):
                _remove(parent)
            return
        for text in run.findall(T):
            text.tag = w("delText")
        self._wrap(_DEL, [run])

    def _mark_paragraph(self, paragraph: etree._Element, tag: str) -> None:
        if not self.tracked:
            return
        properties = _ppr(paragraph)
        run = properties.find(RPR)
        if run is None:
            run = etree.SubElement(properties, RPR)
            sort_children(properties)
        run.insert(0, etree.Element(tag, self._attributes()))

    def _mark_row(self, row: etree._Element, tag: str) -> None:
        properties = row.find(w("trPr"))
        if properties is None:
            properties = etree.Element(w("trPr"))
            row.insert(0, properties)
        etree.SubElement(properties, tag, self._attributes())

    def _cut(self, paragraph: etree._Element, start: int, end: int) -> list[etree._Element]:
        """Return the runs that hold characters `start` to `end`, cut so that they hold no other."""
        found = []
        at = 0
        for run, words in [*_shown(paragraph)]:
            stop = at + len(words)
            if at < end and stop > start and words:
                first, last = max(start - at, 0), min(end - at, len(words))
                found.append(_cut_run(run, first, last))
            at = stop
        return found


def _shown(paragraph: etree._Element) -> list[tuple[etree._Element, str]]:
    """Return the runs of a paragraph, one piece of text each, without what is deleted."""
    found = []
    for run in [*paragraph.iter(R)]:
        if next(run.iterancestors(P)) is not paragraph:
            continue
        if any(each.tag in (_DEL, _FROM) for each in run.iterancestors()):
            continue
        for each in _single(run):
            words = "".join(_words(child) for child in each)
            found.append((each, words))
    return found


def _words(node: etree._Element) -> str:
    if node.tag == T:
        return node.text or ""
    if node.tag == w("noBreakHyphen"):
        return "\u2011"
    return {w("tab"): "\t", w("br"): "\n", w("cr"): "\n"}.get(str(node.tag), "")


def _single(run: etree._Element) -> list[etree._Element]:
    """Cut a run so that each part holds one piece of text."""
    contents = [each for each in run if each.tag != RPR]
    if len(contents) < 2 or not any(each.tag in _SHOWN for each in contents):
        return [run]
    runs = [run]
    for content in contents[1:]:
        other = etree.Element(R)
        other.extend(deepcopy(run.findall(RPR)))
        other.append(content)
        runs[-1].addnext(other)
        runs.append(other)
    return runs


def _cut_run(run: etree._Element, start: int, end: int) -> etree._Element:
    """Return the run that holds characters `start` to `end` of a run of one text."""
    text = run.find(T)
    if text is None or (start == 0 and end == len(text.text or "")):
        return run
    words = text.text or ""
    for piece, is_before in ((words[:start], True), (words[end:], False)):
        if piece:
            other = deepcopy(run)
            copied = other.find(T)
            assert copied is not None
            copied.text = piece
            copied.set(_SPACE, "preserve")
            if is_before:
                run.addprevious(other)
            else:
                run.addnext(other)
    text.text = words[start:end]
    text.set(_SPACE, "preserve")
    return run


def _run(words: str, properties: etree._Element | None) -> etree._Element:
    run = etree.Element(R)
    if properties is not None:
        run.append(deepcopy(properties))
    text = etree.SubElement(run, T)
    text.text = words
    text.set(_SPACE, "preserve")
    return run


def _properties(model: etree._Element | None, paragraph: etree._Element) -> etree._Element | None:
    """Return the properties of what is typed beside a run: plain ones in place of a gap's."""
    run = model if model is not None else next(iter(paragraph.iter(R)), None)
    found = run.find(RPR) if run is not None else None
    if found is None:
        return None
    found = deepcopy(found)
    for gone in [*found.findall(w("rPrChange")), *found.findall(w("rStyle"))]:
        found.remove(gone)
    return found


def _reference(number: int) -> etree._Element:
    run = etree.Element(R)
    etree.SubElement(run, w("commentReference"), {w("id"): str(number)})
    return run


def _ppr(paragraph: etree._Element) -> etree._Element:
    found = paragraph.find(PPR)
    if found is None:
        found = etree.Element(PPR)
        paragraph.insert(0, found)
    return found


def _top(node: etree._Element, paragraph: etree._Element) -> etree._Element:
    """Return the child of a paragraph in which a run stands."""
    while (parent := node.getparent()) is not paragraph:
        assert parent is not None
        node = parent
    return node


def _append(paragraph: etree._Element, node: etree._Element) -> None:
    """Put a node at the end of a paragraph, within its bookmark."""
    last = paragraph[-1] if len(paragraph) else None
    if last is not None and last.tag == BOOKMARK_END:
        last.addprevious(node)
    else:
        paragraph.append(node)


def _remove(node: etree._Element) -> None:
    parent = node.getparent()
    assert parent is not None
    parent.remove(node)


def _bytes(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, encoding="UTF-8", standalone=True, xml_declaration=True))
