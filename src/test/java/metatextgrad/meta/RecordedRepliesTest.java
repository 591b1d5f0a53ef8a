package metatextgrad.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import metatextgrad.meta.ReplyCorpus.Shares;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the readers take of the replies of models, each read with its request. */
final class RecordedRepliesTest {
    /** Replies written by hand, in the forms that small models gave. */
    @ParameterizedTest
    @MethodSource("kinds")
    void shouldTakeExactlyTheUsableReplies(String kind) {
        List<String> lines = own(kind).lines().toList();

        assertThat(lines)
                .allSatisfy(
                        line ->
                                assertThat(ReplyCorpus.takes(kind, ReplyCorpus.tree(line)))
                                        .as(line)
                                        .isEqualTo(
                                                ReplyCorpus.tree(line).get("usable").asBoolean()))
                .hasSizeGreaterThan(5);
    }

    static List<String> kinds() {
        return ReplyCorpus.READ;
    }

    @Test
    void shouldTakeTheRepliesOfRealModels() {
        Shares all = new Shares(0, 0, 0, 0);
        for (String kind : ReplyCorpus.READ) all = all.plus(printed(kind));
        for (String kind : ReplyCorpus.PRINTED) printed(kind);

        assertThat((double) all.usableTaken() / all.usable()).isGreaterThanOrEqualTo(.95);
        assertThat(all.othersTaken()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mind questions like 'I have a cup, two pans and a pot. How many things do I have?' and teach the optimizer to add the numbers before each thing, one after another. | Mind questions like '…' and teach the optimizer to add the numbers before each thing, one after another.",
                "Mind questions like 'I have a cup, two pans and a pot. How many things do I have?' |",
            })
    void shouldCutQuotesOutOfADescription(String text, String description) {
        String request =
                ReplyCorpus.tree(own("meta-description").lines().findFirst().orElseThrow())
                        .at("/messages/0/content")
                        .asText();
        String reply = "{\"improved_task_description\": \"" + text + "\"}";

        assertThat(ReplyCorpus.description(reply, request).orElse(null)).isEqualTo(description);
    }

    private static Shares printed(String kind) {
        Shares shares = ReplyCorpus.read(kind, recorded(kind));
        System.out.printf(
                "%s: %d of %d usable replies taken, %d of %d others%n",
                kind, shares.usableTaken(), shares.usable(), shares.othersTaken(), shares.others());
        return shares;
    }

    private static String own(String kind) {
        try (InputStream lines =
                RecordedRepliesTest.class.getResourceAsStream("/replies/" + kind + ".jsonl")) {
            return new String(Objects.requireNonNull(lines).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Beside the repository, or beside a folder above it. */
    private static List<String> recorded(String kind) {
        String name = "shared/data/replies/" + kind + ".jsonl";
        Path file =
                Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                        .map(above -> above.resolve(name))
                        .filter(Files::exists)
                        .findFirst()
                        .orElse(Path.of(name));
        assumeTrue(Files.exists(file), "../" + name + " is not there");
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
