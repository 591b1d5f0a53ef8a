import json
import unittest
from pathlib import Path

from metatextgrad._assignment import place
from metatextgrad._table import ServingTable

from .gateways import table

VECTORS = Path(__file__).parents[3] / "docs" / "assignment-vectors.json"


class AssignmentTest(unittest.TestCase):
    @unittest.skipUnless(VECTORS.exists(), f"{VECTORS} is not there")
    def test_should_assign_as_the_published_vectors(self) -> None:
        file = json.loads(VECTORS.read_text("utf-8"))
        self.assertGreater(len(file["vectors"]), 10)
        for one in file["vectors"]:
            with self.subTest(one):
                chosen = place(one["project"], one["serial"], one["unit"])
                self.assertEqual(one["place"], chosen)
                data = table(one["serial"], file["share"], one["project"])
                version = ServingTable.read(data).choose(one["unit"]).version
                self.assertEqual("second" if one["second"] else "first", version)

    def test_should_take_half_of_a_surrogate_pair_as_a_question_mark(self) -> None:
        self.assertEqual(place("dyck", 4, "?"), place("dyck", 4, "\ud800"))


class ServingTableTest(unittest.TestCase):
    def test_should_state_what_is_wrong_with_a_table(self) -> None:
        version = '{"version": "v", "role": "champion", "share": 1, "text": "a"}'
        for damaged, reason in {
            "{": "the table is not JSON",
            "[" * 100_000: "the table is not JSON",
            "[]": "the table is not a JSON object",
            '{"project": "dyck", "serial": true}': "the table has no whole number `serial`",
            '{"project": "dyck", "serial": 1, "versions": []}': "the table has no `versions`",
            '{"serial": 1, "versions": [%s]}' % version: "the field `project` is not a text",
            '{"project": "dyck", "serial": 1, "versions": [%s], "labelled": 5}'
            % version: "`labelled` is not a list",
            '{"project": "dyck", "serial": 1, "versions": [%s]}'
            % version.replace("1", "2"): "a version has no `share` from 0 to 1",
        }.items():
            with self.subTest(reason), self.assertRaises(ValueError) as raised:
                ServingTable.read(damaged.encode())
            self.assertEqual(reason, str(raised.exception))

    def test_should_serve_a_damaged_label_the_champion(self) -> None:
        read = ServingTable.read(table().replace(b'"eu": "second"', b'"eu": ["second"]'))
        self.assertEqual("first", read.labelled("eu").version)

    def test_should_serve_an_unknown_label_the_champion(self) -> None:
        read = ServingTable.read(table())
        self.assertEqual("second", read.labelled("eu").version)
        self.assertEqual("first", read.labelled("us").version)
