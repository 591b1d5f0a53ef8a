package metatextgrad.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import metatextgrad.cli.testing.Readme;
import metatextgrad.docs.Sentences.Sentence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The repository is written in plain English, without words that only its authors know. */
final class LanguageTest {
    /** Folders and files that are free of banned words; entries are only added. */
    private static final List<String> CLEAN =
            List.of(
                    "README.md",
                    "ARCHITECTURE.md",
                    "docs",
                    "examples",
                    "helm",
                    "docker-compose.yml",
                    ".env.example",
                    "mtg",
                    ".ci",
                    "schemas",
                    "src",
                    "services",
                    "clients");

    private static final int MAX_WORDS = 30;
    private static final int MAX_README_LINES = 150;
    private static final double MAX_README_MEAN = 18;

    /** Shorter ones are headings, labels and cells. */
    private static final int FEWEST_WORDS = 4;

    private static final BannedWords BANNED =
            BannedWords.read(Readme.ROOT.resolve("docs/banned-words.txt"));

    static Stream<String> clean() {
        return CLEAN.stream();
    }

    @ParameterizedTest
    @MethodSource("clean")
    void shouldUseNoBannedWord(String root) {
        assertThat(Sources.below(root)).isNotEmpty().flatExtracting(BANNED::in).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"README.md", "ARCHITECTURE.md", "docs"})
    void shouldKeepEachSentenceOfAPageToThirtyWords(String root) {
        assertThat(Sources.below(root).stream().filter(file -> file.toString().endsWith(".md")))
                .isNotEmpty()
                .allSatisfy(
                        page ->
                                assertThat(sentences(page))
                                        .as(Sources.name(page))
                                        .filteredOn(one -> one.words() > MAX_WORDS)
                                        .isEmpty());
    }

    @Test
    void shouldHaveAShortReadmeOfShortSentences() {
        Path readme = Readme.ROOT.resolve("README.md");

        assertThat(Sources.text(readme).lines()).hasSizeLessThanOrEqualTo(MAX_README_LINES);
        assertThat(
                        sentences(readme).stream()
                                .mapToInt(Sentence::words)
                                .filter(words -> words >= FEWEST_WORDS)
                                .average()
                                .orElseThrow())
                .isLessThanOrEqualTo(MAX_README_MEAN);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "A.java, /** The desk. */, desk",
                "A.java, // a desk, desk",
                "A.java, /** A {@code desk}. */, ",
                "A.java, \"String desk = 'the desk';\", ",
                "A.java, \"@Option(description = ~the desk~)\", desk",
                "A.java, \"/** A word%n * of it. */\", word of",
                "AskKey.java, int a;, ask",
                "a.md, the desk, desk",
                "a.md, the `desk`, ",
                "a.md, a held-out task, ",
                "a.md, it is held, held",
                "a.md, [a](desk.md), ",
                "a.yaml, desk: 1 # the desk, desk",
                "a.avsc, \"{~name~: ~desk~, ~doc~: ~A desk.~}\", desk",
            })
    void shouldLookAtProseAndAtNothingElse(String name, String text, String word) {
        Path file = Readme.ROOT.resolve(name);
        String prose = Prose.of(file, text.replace('~', '"').replace("%n", "\n"));

        assertThat(BANNED.find(file, prose))
                .extracting(found -> found.replaceAll(".*: | =.*", ""))
                .isEqualTo(word == null ? List.of() : List.of(word));
    }

    private static List<Sentence> sentences(Path page) {
        return Sentences.of(Prose.of(page, Sources.text(page)));
    }
}
