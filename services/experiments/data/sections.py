"""Draws the rows of the task `sections` from the package index of this machine.

  apt-cache dumpavail | python3 sections.py > ../src/main/resources/real/sections.csv

The list has names and hashes only. The rows themselves come from the index of the machine that runs
the study; a row whose hash differs there is left out.
"""

import hashlib
import sys

SECTIONS = "admin devel editors games graphics mail net science sound text".split()
OTHERS = 12
TEST = 40

# Parts of a program have the description of the program.
PARTS = ("-common", "-data", "-doc", "-examples", "-dev", "-dbg", "-plugins", "-utils")


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def programs(index):
    """The packages that are programs of these sections: name, section and description."""
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
            fields.get("Section") in SECTIONS
            and "role::program" in fields.get("Tag", "")
            and not fields["Package"].endswith(PARTS)
            and 15 <= len(text) <= 80
            and text.isascii()
            and text.lower() not in described
        ):
            described.add(text.lower())
            yield fields["Package"], fields["Section"], text


def main():
    drawn = {section: [] for section in SECTIONS}
    index = programs(sys.stdin.read())
    for name, section, text in sorted(index, key=lambda row: digest("row " + row[0])):
        if len(drawn[section]) < OTHERS + TEST:
            drawn[section].append(f"{name},{digest(section + ' ' + text)}")
    print("package,hash")
    for place in range(OTHERS + TEST):
        for section in SECTIONS:
            print(drawn[section][place])


if __name__ == "__main__":
    main()
