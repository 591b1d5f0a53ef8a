package metatextgrad.benchmark;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import metatextgrad.evaluator.Evaluators;
import metatextgrad.evaluator.Finding;
import metatextgrad.model.ContentHash;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Score;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.statistics.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TaskGeneratorTest {
    private static final ProjectId PROJECT = new ProjectId("p");

    static List<TaskGenerator> families() {
        return List.of(
                new DyckTasks(),
                new WordSortingTasks(),
                new ObjectCountingTasks(),
                new CentsTasks(),
                new DatesTasks(),
                new PiecesTasks());
    }

    @ParameterizedTest
    @MethodSource("families")
    void shouldMakeTheSameTasksOfASeedAndOthersOfAnother(TaskGenerator family) {
        List<TaskSubmitted> tasks = generate(family, 250, 1);
        assertThat(generate(family, 250, 1)).isEqualTo(tasks);
        assertThat(tasks).hasSize(250).extracting(TaskSubmitted::input).doesNotHaveDuplicates();
        assertThat(generate(family, 250, 2)).isNotEqualTo(tasks);
    }

    /** These digests are fixed: demos and recorded runs use these tasks. */
    @Test
    void shouldNeverChange() {
        assertThat(families())
                .extracting(family -> hash(generate(family, 250, 1)))
                .containsExactly(
                        "b4rvswfq", "xcavtqww", "faw4bu3a", "nc353rfm", "xliugzz4", "x3exteat");
    }

    private static String hash(List<TaskSubmitted> tasks) {
        return ContentHash.of(
                        tasks.stream()
                                .flatMap(task -> Stream.of(task.input(), task.target()))
                                .toList())
                .substring(0, 8);
    }

    @Test
    void shouldCloseOpenBrackets() {
        for (TaskSubmitted task : generate(new DyckTasks(), 250, 1)) {
            String[] tokens = after("Input: ", task).split(" ");
            Deque<String> open = new ArrayDeque<>();
            for (String token : tokens) {
                int kind = "([{<".indexOf(token);
                if (kind >= 0) {
                    open.push(")]}>".substring(kind, kind + 1));
                } else {
                    assertThat(open.pop()).isEqualTo(token);
                }
            }
            assertThat(String.join(" ", open)).isEqualTo(task.target());
        }
    }

    @Test
    void shouldShapeBracketsLikeTheBenchmark() {
        List<TaskSubmitted> tasks = generate(new DyckTasks(), 2000, 1);
        int[] lengths = sorted(tasks, task -> after("Input: ", task).split(" ").length);
        assertThat(lengths[0]).isEqualTo(2);
        assertThat(lengths[1999]).isBetween(90, 99);
        assertThat(lengths[1000]).isBetween(11, 17);
        int[] open = sorted(tasks, task -> target(task).split(" ").length);
        assertThat(open[0]).isEqualTo(1);
        assertThat(open[1000]).isEqualTo(2);
        assertThat(open[1999]).isEqualTo(3);
        int[] depths = sorted(tasks, TaskGeneratorTest::depth);
        assertThat(depths[1000]).isBetween(5, 7);
        assertThat(depths[1999]).isBetween(20, 26);
    }

    @Test
    void shouldSortWordsByCodePoint() {
        List<TaskSubmitted> tasks = generate(new WordSortingTasks(), 500, 1);
        for (TaskSubmitted task : tasks) {
            String[] words = after("List: ", task).split(" ");
            Arrays.sort(words);
            assertThat(String.join(" ", words)).isEqualTo(task.target());
            assertThat(words).doesNotHaveDuplicates().allMatch(w -> w.matches("[a-z'&]+"));
        }
        int[] counts = sorted(tasks, task -> target(task).split(" ").length);
        assertThat(counts[0]).isBetween(2, 3);
        assertThat(counts[250]).isBetween(10, 13);
        assertThat(counts[499]).isBetween(19, 20);
        assertThat(tasks).anyMatch(task -> task.input().contains("'"));
        assertThat(tasks).anyMatch(task -> task.input().contains("&"));
    }

    @Test
    void shouldCountTheRequestedObjects() {
        List<TaskSubmitted> tasks = generate(new ObjectCountingTasks(), 500, 1);
        Pattern form = Pattern.compile("I have (.*)\\. How many (.*) do I have\\?");
        int distracted = 0;
        for (TaskSubmitted task : tasks) {
            Matcher question = form.matcher(task.input());
            assertThat(question.matches()).isTrue();
            int all = 0;
            int asked = 0;
            for (String item : question.group(1).split(",( and)? ")) {
                int amount = amount(item);
                all += amount;
                if (belongs(item, question.group(2))) asked += amount;
            }
            assertThat(target(task)).isEqualTo(String.valueOf(asked));
            if (all > asked) distracted++;
        }
        assertThat(distracted / 500.0).isBetween(.12, .26);
        int[] targets = sorted(tasks, task -> Integer.parseInt(target(task)));
        assertThat(targets[0]).isEqualTo(2);
        assertThat(targets[499]).isEqualTo(18);
    }

    @Test
    void shouldRefuseMoreTasksThanExist() {
        assertThatThrownBy(() -> generate(new TwoTasks(), 3, 1))
                .hasMessage("there are not 3 different tasks of this kind");
    }

    @Test
    void shouldBeScoredByItsEvaluator() {
        TaskSubmitted task = generate(new DyckTasks(), 1, 1).getFirst();
        assertThat(
                        Evaluators.named("token-sequence")
                                .evaluate(task, "Answer: " + task.target(), AnswerParsing.STRICT))
                .isEqualTo(new Finding.Scored(Score.CORRECT, "The answer is right."));
    }

    private static List<TaskSubmitted> generate(TaskGenerator family, int count, long seed) {
        return family.generate(PROJECT, "set", count, seed);
    }

    private static String after(String label, TaskSubmitted task) {
        return task.input().substring(task.input().indexOf(label) + label.length());
    }

    private static String target(TaskSubmitted task) {
        return requireNonNull(task.target());
    }

    private static int depth(TaskSubmitted task) {
        int depth = 0;
        int max = 0;
        for (String token : after("Input: ", task).split(" ")) {
            depth += "([{<".contains(token) ? 1 : -1;
            max = Math.max(max, depth);
        }
        return max;
    }

    private static int amount(String item) {
        String number = item.substring(0, item.indexOf(' '));
        return Math.max(1, List.of("", "", "two", "three", "four", "five").indexOf(number));
    }

    private static boolean belongs(String item, String asked) {
        return Things.of(asked).stream()
                .anyMatch(
                        thing -> item.equals(thing.one()) || item.endsWith(" " + thing.several()));
    }

    private static int[] sorted(List<TaskSubmitted> tasks, ToIntFunction<TaskSubmitted> measure) {
        return tasks.stream().mapToInt(measure).sorted().toArray();
    }

    private static final class TwoTasks extends TaskGenerator {
        @Override
        Pair draw(Seeds random) {
            return new Pair("Question " + random.below(2), "Answer");
        }
    }
}
