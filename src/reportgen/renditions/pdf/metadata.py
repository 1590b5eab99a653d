"""The metadata of a PDF file, as an XMP packet: what it says about itself and what it claims.

PDF/A asks that it agrees with the properties of the file word for word, so both are written from
the same job; and that it describes names that PDF/A does not know, here the one of PDF/UA.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from reportgen.renditions.pdf.jobs import PdfJob

_CLAIMS = (
    ' <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">\n'
    "  <pdfaid:part>2</pdfaid:part>\n"
    "  <pdfaid:conformance>A</pdfaid:conformance>\n"
    " </rdf:Description>\n"
    ' <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\n'
    "  <pdfuaid:part>1</pdfuaid:part>\n"
    " </rdf:Description>\n"
)
_EXTENSION = (
    ' <rdf:Description rdf:about=""'
    ' xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\n'
    '  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\n'
    "   <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"
    "   <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "   <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    '   <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\n'
    "    <pdfaProperty:name>part</pdfaProperty:name>\n"
    "    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "    <pdfaProperty:category>internal</pdfaProperty:category>\n"
    "    <pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>\n"
    "   </rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "  </rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
    " </rdf:Description>\n"
)


def xmp_packet(job: PdfJob, producer: str) -> bytes:
    """Return the packet for a job; `producer` is the program that wrote the pages."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f"{_CLAIMS}{_dublin_core(job)}{_properties(job, producer)}{_EXTENSION}"
        "</rdf:RDF>\n</x:xmpmeta>\n"
        '<?xpacket end="r"?>'
    ).encode()


def _dublin_core(job: PdfJob) -> str:
    """Return title, author, subject and language."""
    rows = [
        _row("dc:title", "Alt", job.title, ' xml:lang="x-default"'),
        _row("dc:creator", "Seq", job.creator),
        _row("dc:description", "Alt", job.subject, ' xml:lang="x-default"'),
        _row("dc:language", "Bag", job.language),
    ]
    namespace = "http://purl.org/dc/elements/1.1/"
    return f' <rdf:Description rdf:about="" xmlns:dc="{namespace}">\n{"".join(rows)}' + _END


def _properties(job: PdfJob, producer: str) -> str:
    """Return programs, date and keywords."""
    keywords = escape(", ".join(job.keywords))
    return (
        ' <rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/">\n'
        f"  <pdf:Producer>{escape(producer)}</pdf:Producer>\n"
        + (f"  <pdf:Keywords>{keywords}</pdf:Keywords>\n" if keywords else "")
        + "  <xmp:CreatorTool>reportgen</xmp:CreatorTool>\n"
        f"  <xmp:CreateDate>{job.date}T00:00:00Z</xmp:CreateDate>\n" + _END
    )


_END = " </rdf:Description>\n"


def _row(name: str, container: str, value: str, attributes: str = "") -> str:
    """Return a property in its container, or nothing for an empty one."""
    if not value:
        return ""
    item = f"<rdf:li{attributes}>{escape(value)}</rdf:li>"
    return f"  <{name}><rdf:{container}>{item}</rdf:{container}></{name}>\n"
