package metatextgrad.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import metatextgrad.cli.testing.Readme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A reader finds everything that code, comments and pages cite. */
final class CitationsTest {
    private static final Citations CITATIONS = new Citations();

    @Test
    void shouldCiteOnlyWhatIsInTheRepository() {
        assertThat(Sources.below("."))
                .hasSizeGreaterThan(100)
                .filteredOn(file -> !file.endsWith("CitationsTest.java"))
                .flatExtracting(CITATIONS::broken)
                .isEmpty();
    }

    @Test
    void shouldListEveryPageInTheIndex() {
        String index = Sources.text(Readme.ROOT.resolve("docs/index.md"));

        assertThat(Sources.below("docs"))
                .filteredOn(page -> page.toString().endsWith(".md") && !page.endsWith("index.md"))
                .extracting(CitationsTest::link)
                .filteredOn(link -> !index.contains(link))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "METHOD §2.3 and METHOD §1.7 rows 1 and 2 | true",
                "METHOD §§1.4, 1.5, RELIABILITY §5 rule 4 | true",
                "RELIABILITY §3.1.7, FAULT 26, ADR 3      | true",
                "METHOD 17, METHOD §6.4 check 40          | true",
                "docs/index.md                            | true",
                "METHOD §9.9                              | false",
                "METHOD §§1.4, 1.99                       | false",
                "METHOD §1.7 row 77                       | false",
                "METHOD §6.4 check 12                     | false",
                "METHOD 99                                | false",
                "RELIABILITY §3.1.99                      | false",
                "FAULT 46                                 | false",
                "ADR 99                                   | false",
                "DESIGN §4                                | false",
                "docs/nothing.md                          | false",
            })
    void shouldDistinguishValidFromBrokenCitations(String text, boolean isThere, @TempDir Path temp)
            throws IOException {
        Path file = Files.writeString(temp.resolve("A.java"), "/** " + text + " */");

        assertThat(CITATIONS.broken(file).isEmpty()).isEqualTo(isThere);
    }

    private static String link(Path page) {
        return "](" + Readme.ROOT.resolve("docs").relativize(page) + ")";
    }
}
