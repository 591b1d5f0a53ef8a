"""Draws the rows of the task `sections` or `tags` from the package index of this machine.

  apt-cache dumpavail | python3 packages.py sections > ../src/main/resources/real/sections.csv
  apt-cache dumpavail | python3 packages.py tags > ../src/main/resources/real/tags.csv

The list has names and hashes only. The rows themselves come from the index of the machine that runs
the study; a row whose hash differs there is left out.
"""

import hashlib
import sys

SECTIONS = "admin devel editors games graphics mail net science sound text".split()
PER_SECTION = 52
USES = (
    "analysing checking configuring converting downloading editing gameplaying learning monitor"
    " organizing playing searching viewing"
).split()
MOST_USES = 3
TAGGED = 420

# Parts of a program have the description of the program.
PARTS = ("-common", "-data", "-doc", "-examples", "-dev", "-dbg", "-plugins", "-utils")


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def programs(index, wanted):
    """The wanted packages that are programs, in random order; no two have the same description."""
    return sorted(distinct(index, wanted), key=lambda one: digest("row " + one["Package"]))


def distinct(index, wanted):
    described = set()
    for stanza in index.split("\n\n"):
        fields = {}
        field = ""
        for line in stanza.splitlines():
            if not line.startswith(" "):
                field, _, value = line.partition(":")
                fields[field] = value.strip()
            elif field == "Tag":
                fields[field] += line
        text = fields.get("Description", "")
        if (
            "role::program" in fields.get("Tag", "")
            and not fields["Package"].endswith(PARTS)
            and 15 <= len(text) <= 80
            and text.isascii()
            and text.lower() not in described
            and wanted(fields)
        ):
            yield fields
            described.add(text.lower())


def row(fields, answer):
    return f"{fields['Package']},{digest(answer + ' ' + fields['Description'])}"


def sections(index):
    drawn = {section: [] for section in SECTIONS}
    for fields in programs(index, lambda one: one.get("Section") in SECTIONS):
        mine = drawn[fields["Section"]]
        if len(mine) < PER_SECTION:
            mine.append(row(fields, fields["Section"]))
    return [drawn[section][place] for place in range(PER_SECTION) for section in SECTIONS]


def known_uses(fields):
    stated = [tag.strip() for tag in fields["Tag"].split(",")]
    return [use for use in USES if "use::" + use in stated][:MOST_USES]


def tags(index):
    """As many rows with one use as with several: most packages have one."""
    drawn = {True: [], False: []}
    for fields in programs(index, known_uses):
        uses = known_uses(fields)
        answer = '{"uses": [%s]}' % ", ".join(f'"{use}"' for use in uses)
        drawn[len(uses) > 1].append(row(fields, answer))
    return [drawn[several][place] for place in range(TAGGED // 2) for several in (True, False)]


def main():
    print("package,hash")
    for line in {"sections": sections, "tags": tags}[sys.argv[1]](sys.stdin.read()):
        print(line)


if __name__ == "__main__":
    main()
