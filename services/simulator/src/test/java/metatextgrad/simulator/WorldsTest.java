package metatextgrad.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import metatextgrad.simulator.question.Task;
import metatextgrad.simulator.world.WorldFile;
import metatextgrad.simulator.world.Worlds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A short search in each world finds what the world's {@code expect:} line says. */
final class WorldsTest {
    private static final Pattern EXPECT =
            Pattern.compile("gain (>=|<=) ([\\d.]+) on every task; descriptions (matter|inert)");
    private static final int STEPS = 12;

    @ParameterizedTest
    @ValueSource(strings = {"demo", "null", "meta-inert"})
    void shouldFindWhatTheWorldExpects(String world) {
        var expect = EXPECT.matcher(Worlds.find(world).expect());
        assertThat(expect.matches()).isTrue();
        double bound = Double.parseDouble(expect.group(2));
        for (Task task : Task.values()) {
            double gain = gain(new Client(Simulator.in(world, 7)), task);
            System.out.printf("%s %s gain %.3f%n", world, task, gain);
            if (expect.group(1).equals(">=")) {
                assertThat(gain).isGreaterThanOrEqualTo(bound);
            } else {
                assertThat(gain).isLessThanOrEqualTo(bound);
            }
        }
        assertThat(descriptionsMatter(new Client(Simulator.in(world, 7))))
                .isEqualTo(expect.group(3).equals("matter"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(?m)^expect.*     | ''        | `expect` is missing",
                "(?m)^  rho: 0.7   | ''        | `student.rho` is missing",
                "(?m)^  rho: 0.7   | '  rho: x'| `student.rho` is of the wrong kind",
                "critic: .         | 'critic: {odd: 1, ' | unknown key `helpers.critic.odd`",
                "(?s)^.*           | 'text'    | it is no map of keys",
            })
    void shouldSayInWordsWhatIsWrongWithAWorld(String part, String other, String problem)
            throws IOException {
        String demo;
        try (InputStream in =
                Objects.requireNonNull(Worlds.class.getResourceAsStream("/worlds/demo.yaml"))) {
            demo = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThatThrownBy(() -> WorldFile.read(demo.replaceFirst(part, other)))
                .isInstanceOf(IOException.class)
                .hasMessage(problem);
    }

    /** Hill climbing: criticise three answers, rewrite, keep what is better on fifty items. */
    private static double gain(Client client, Task task) {
        List<String> train = Items.of(task, 11, 3 * STEPS);
        List<String> held = Items.of(task, 12, 50);
        List<String> test = Items.of(task, 13, 500);
        String best = Prompts.seed(task);
        double score = client.accuracy(best, held);
        for (int step = 0; step < STEPS; step++) {
            String prompt = best;
            List<String> criticisms = new ArrayList<>();
            for (String item : train.subList(3 * step, 3 * step + 3)) {
                String answer = client.answer(prompt, item, step);
                criticisms.add(client.criticism(prompt, item, answer, step));
            }
            String next = client.improved("You improve texts.", prompt, criticisms, step);
            double nextScore = client.accuracy(next, held);
            if (nextScore > score) {
                best = next;
                score = nextScore;
            }
        }
        return client.accuracy(best, test) - client.accuracy(Prompts.seed(task), test);
    }

    private static boolean descriptionsMatter(Client client) {
        List<String> criticisms =
                List.of(
                        "The order is off. The solver should close the most recently opened bracket first.",
                        "A kind is off. The solver should close each bracket only with its own kind.",
                        "It stops early. The solver should go on until no bracket is left open.",
                        "It could be better. The solver should be more careful.");
        for (int seed = 0; seed < 20; seed++) {
            String one =
                    client.improved(
                            "You improve texts about stacks of open brackets.",
                            "Think.",
                            criticisms,
                            seed);
            String other =
                    client.improved(
                            "You improve texts about sorting words by letters.",
                            "Think.",
                            criticisms,
                            seed);
            if (!one.equals(other)) {
                return true;
            }
        }
        return false;
    }
}
