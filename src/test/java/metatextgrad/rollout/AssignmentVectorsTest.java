package metatextgrad.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Serving;
import org.junit.jupiter.api.Test;

/**
 * The examples in {@code docs/assignment-vectors.json}, by which other languages test their choice
 * of a version. {@code -Ddocs.update=true} writes them.
 */
final class AssignmentVectorsTest {
    private static final Path FILE = Path.of("..", "docs", "assignment-vectors.json");
    private static final double SHARE = .25;

    private record Vector(String project, long serial, String unit) {
        double place() {
            return Assignment.place(new ProjectId(project), new Serial(serial), unit);
        }
    }

    private static final List<Vector> VECTORS =
            Stream.of(
                            Stream.of(
                                            "",
                                            "a",
                                            "user-7",
                                            "ada@example.org",
                                            "\u00e4\u00f6\u00fc",
                                            "\ud83d\ude00")
                                    .map(unit -> new Vector("dyck", 4, unit)),
                            Stream.of(1L, 5L, 1_000_000_000_000L)
                                    .map(serial -> new Vector("dyck", serial, "user-7")),
                            Stream.of("support", "d").map(id -> new Vector(id, 4, "user-7")))
                    .flatMap(all -> all)
                    .toList();

    @Test
    void shouldStateTheNumbersThatDecide() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Vector one : VECTORS)
            lines.add(
                    "  {\"project\": \"%s\", \"serial\": %d, \"unit\": \"%s\", \"place\": %s, \"second\": %s}"
                            .formatted(
                                    one.project,
                                    one.serial,
                                    one.unit,
                                    one.place(),
                                    one.place() < SHARE));
        String text =
                "{\"share\": %s, \"vectors\": [\n%s\n]}\n"
                        .formatted(SHARE, String.join(",\n", lines));
        if (Boolean.getBoolean("docs.update")) Files.writeString(FILE, text);
        assertThat(Files.readString(FILE)).isEqualTo(text);
    }

    /** As the page states it, without our own hash. */
    @Test
    void shouldBeTheFirstBitsOfAHashOfFourTexts() throws Exception {
        for (Vector one : VECTORS) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String part : List.of("assignment", one.project, "" + one.serial, one.unit)) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                sha.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                sha.update(bytes);
            }
            byte[] hash = sha.digest();
            double place = 0;
            for (int bit = 0; bit < 53; bit++)
                if ((hash[bit / 8] >> 7 - bit % 8 & 1) == 1) place += Math.pow(2, -bit - 1);
            assertThat(one.place()).isEqualTo(place, within(0.0));
        }
    }

    @Test
    void shouldGiveTheSecondVersionToUnitsBelowItsShare() {
        VersionId champion = new VersionId("champion");
        VersionId second = new VersionId("second");
        for (Vector one : VECTORS) {
            PromptsServed table =
                    new PromptsServed(
                            new ProjectId(one.project),
                            champion,
                            List.of(),
                            new Serving.Canary(second, SHARE, Rolling.NOON),
                            "",
                            "",
                            new Serial(one.serial));
            assertThat(Assignment.of(table, one.unit).version())
                    .isEqualTo(one.place() < SHARE ? second : champion);
        }
    }
}
