#!/usr/bin/env python3
"""Measures builds of generated bilingual sites, beside the cost of copying what they wrote.

    cargo build --release && benches/site.py [--notes 1000,10000] [--runs 3] [--folder DIR]

Each site has N notes in Bangla and in English, 200 datasets, two charts in every note. Printed are medians over the runs: CPU
seconds (user and system) of a clean build and of `cp -r` of its output, their ratio, wall time, peak memory, pages and bytes;
then, in new processes, the CPU of a build when nothing has changed and when one paragraph of one note has, as parts of the
clean build's. All take turns, so that a noisy machine disturbs them alike. Needs nothing but Python 3.
"""

import argparse
import os
import random
import shutil
import statistics
import subprocess
import tempfile
from pathlib import Path

PAIRS = [
    ("Most services can be asked for online, but the papers still have to be brought to the office.",
     "বেশির ভাগ সেবার আবেদন অনলাইনে করা যায়, কিন্তু কাগজপত্র এখনো দপ্তরে নিয়ে যেতে হয়।"),
    ("The survey asks about the last twelve months, so a single bad season shows up clearly.",
     "জরিপে গত বারো মাসের কথা জিজ্ঞাসা করা হয়, তাই একটি খারাপ মৌসুমও স্পষ্ট দেখা যায়।"),
    ("Women travel further than men to reach the nearest training centre in {place}.",
     "{place} জেলায় কাছের প্রশিক্ষণ কেন্দ্রে যেতে পুরুষের চেয়ে নারীকে বেশি পথ পাড়ি দিতে হয়।"),
    ("In {year} the share reached {share} per cent, after two years without any change.",
     "দুই বছর কোনো পরিবর্তন না থাকার পর {year} সালে হার {share} শতাংশে পৌঁছায়।"),
    ("Local offices keep good records on paper, and nobody has ever added them up.",
     "স্থানীয় দপ্তরে কাগজে ভালো নথি রাখা হয়, কিন্তু কেউ কখনো তা যোগ করে দেখেনি।"),
    ("A small fee that is waived by law is still asked for at many counters.",
     "আইনে মওকুফ করা ছোট একটি ফি এখনো অনেক কাউন্টারে চাওয়া হয়।"),
    ("The figures were published late, and planners had to work with those of the year before.",
     "সংখ্যাগুলো দেরিতে প্রকাশিত হয়, তাই পরিকল্পনাকারীদের আগের বছরের সংখ্যা নিয়ে কাজ করতে হয়।"),
]
PLACES = [("Barishal", "বরিশাল"), ("Khulna", "খুলনা"), ("Rangpur", "রংপুর"), ("Sylhet", "সিলেট")]
BANGLA = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
DATASETS = 200


def dataset_id(number: int) -> str:
    return f"{1 + number % 17}-{1 + number // 17}-{1 + number % 3}"


def paragraph(dice: random.Random, language: int) -> str:
    sentences = []
    for _ in range(dice.randint(5, 8)):
        place, year, share = dice.choice(PLACES)[language], str(dice.randint(2010, 2024)), f"{dice.uniform(5, 95):.1f}"
        if language:
            year, share = year.translate(BANGLA), share.translate(BANGLA)
        sentences.append(dice.choice(PAIRS)[language].format(place=place, year=year, share=share))
    return " ".join(sentences)


def note(number: int, language: int, notes: int) -> str:
    dice = random.Random(number)
    charts = [dataset_id(dice.randrange(DATASETS)) for _ in range(2)]
    title = f"নীতি সংক্ষেপ {number}".translate(BANGLA) if language else f"Policy note {number}"
    head = "অংশ" if language else "Part"
    text = f"---\ntitle: {title}\ndate: {2015 + number % 10}-{1 + number % 12:02}-{1 + number % 28:02}\n"
    text += f"tags: [topic-{number % 8}, topic-{number % 5}]\nindicators: [{', '.join(sorted(set(charts)))}]\n---\n\n"
    for part in range(6):
        text += f"## {head} {part + 1}\n\n{paragraph(dice, language)}\n\n{paragraph(dice, language)}\n\n"
        if part in (1, 4):
            text += f"```chart\ndata: {charts[part // 4]}\nseries: Sex\n```\n\n"
        if part == 2:
            other = (number * 7 + 1) % notes
            text += f"[{head}](note-{other:05}.{'bn' if language else 'en'}.md)\n\n"
    return text


def make(folder: Path, notes: int) -> None:
    (folder / "content/notes").mkdir(parents=True)
    (folder / "data").mkdir()
    (folder / "prokash.yaml").write_text(
        "title: { bn: মাপ, en: Measure }\nlanguages: [bn, en]\nbase_url: https://example.org\n", encoding="utf-8")
    for number in range(notes):
        for language, tag in enumerate(["en", "bn"]):
            path = folder / f"content/notes/note-{number:05}.{tag}.md"
            path.write_text(note(number, language, notes), encoding="utf-8")
    for number in range(DATASETS):
        name, dice = dataset_id(number), random.Random(number)
        rows = ["Year,Sex,Value"]
        for sex in ["", "Female", "Male"]:
            value = dice.uniform(10, 60)
            for year in range(2010, 2025):
                value += dice.uniform(-2, 3)
                rows.append(f"{year},{sex},{value:.1f}")
        (folder / f"data/{name}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        (folder / f"data/{name}.yaml").write_text(
            f"indicator: {name.replace('-', '.')}\ntitle: {{ bn: সূচক, en: Indicator {name} }}\nunit: '%'\n"
            "source: { organisation: Example }\n", encoding="utf-8")


def run(command: list[str]) -> tuple[float, float, float]:
    """CPU seconds, wall seconds and peak memory in MiB of a command."""
    start = os.times()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command[0]} failed")
    return usage.ru_utime + usage.ru_stime, os.times().elapsed - start.elapsed, usage.ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notes", default="1000,10000")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", help="where sites are made; a memory disk disturbs least")
    parser.add_argument("--program", default="target/release/prokash")
    arguments = parser.parse_args()
    for notes in map(int, arguments.notes.split(",")):
        with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
            site = Path(folder) / "site"
            make(site, notes)
            builds, copies, again, edits = [], [], [], []
            edited = site / "content/notes/note-00005.en.md"
            build = [arguments.program, "build", "--root", str(site)]
            for number in range(arguments.runs):
                shutil.rmtree(site / "site", ignore_errors=True)
                shutil.rmtree(site / ".prokash", ignore_errors=True)
                builds.append(run(build))
                again.append(run(build))
                text = edited.read_text(encoding="utf-8")
                edited.write_text(text + f"\nOne more paragraph, the {number}th of its kind.\n", encoding="utf-8")
                edits.append(run(build))
                shutil.rmtree(Path(folder) / "copy", ignore_errors=True)
                copies.append(run(["cp", "-r", str(site / "site"), str(Path(folder) / "copy")]))
            cpu, wall, memory = (statistics.median(it[at] for it in builds) for at in range(3))
            part = lambda runs: statistics.median(it[0] for it in runs) / cpu
            floor = statistics.median(it[0] for it in copies)
            written = [it for it in (site / "site").rglob("*") if it.is_file()]
            pages = sum(it.suffix == ".html" for it in written)
            size = sum(it.stat().st_size for it in written) / 1e6
            print(f"{notes:6} notes: build {cpu:.2f} s CPU, {wall:.2f} s wall, {memory:.0f} MiB; cp -r {floor:.2f} s CPU; "
                  f"ratio {cpu / floor:.1f}; both cores {cpu / wall:.2f}; {pages} pages, {size:.0f} MB; "
                  f"of a clean build: nothing changed {part(again):.3f}, one paragraph {part(edits):.3f}")


if __name__ == "__main__":
    main()
