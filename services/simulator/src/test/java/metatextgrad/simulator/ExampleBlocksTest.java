package metatextgrad.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import metatextgrad.simulator.question.TaskFamily;
import metatextgrad.simulator.request.ExampleBlocks;
import metatextgrad.simulator.role.Simulator;
import metatextgrad.simulator.world.Worlds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Worked examples in a prompt help the student in one world, and mislead no helper. */
final class ExampleBlocksTest {
    private final RoleClient helps = new RoleClient(new Simulator(Worlds.find("examples-help"), 1));
    private final RoleClient demo = new RoleClient(new Simulator(Worlds.find("demo"), 1));

    @ParameterizedTest
    @EnumSource
    void shouldHelpByRightExamplesOfTheTaskAndOnlyInTheirWorld(TaskFamily task) {
        List<String> test = Items.of(task, 13, 300);
        String seed = Prompts.seed(task);
        double plain = helps.accuracy(seed, test);
        String right = with(seed, Items.of(task, 5, 4), "");
        assertThat(helps.accuracy(right, test)).isGreaterThan(plain + .2);
        assertThat(helps.accuracy(with(seed, Items.of(task, 5, 4), " no"), test))
                .isLessThan(plain + .05);
        TaskFamily other = TaskFamily.values()[(task.ordinal() + 1) % 3];
        assertThat(helps.accuracy(with(seed, Items.of(other, 5, 4), ""), test))
                .isLessThan(plain + .05);
        assertThat(demo.accuracy(right, test)).isLessThan(demo.accuracy(seed, test) + .05);
    }

    @ParameterizedTest
    @EnumSource
    void shouldShowTheFormOfTheAnswerInItsWorld(TaskFamily task) {
        RoleClient form = new RoleClient(new Simulator(Worlds.find("format-only"), 1));
        List<String> test = Items.of(task, 13, 300);
        String examples = with("Think.", Items.of(task, 5, 2), "");
        assertThat(form.accuracy("Think.", test)).isLessThan(.15);
        assertThat(form.accuracy(examples, test)).isGreaterThan(.6);
        assertThat(demo.accuracy(examples, test)).isLessThan(demo.accuracy("Think.", test) + .1);
    }

    /** A critic reads the whole prompt behind the answer, with its tags marked. */
    @Test
    void shouldCriticiseTheQuestionAndNoExample() {
        String item = Items.of(TaskFamily.DYCK, 13, 1).getFirst();
        String prompt = with("Think.", Items.of(TaskFamily.DYCK, 5, 2), "");
        String marked = prompt.replace("<", "<\\").replace("<\\\\", "<\\");
        String right = "Work.\nAnswer: " + Items.read(item).target();
        for (String text : List.of(prompt, marked)) {
            assertThat(criticisms(item, right + "\n" + text)).noneMatch(ExampleBlocksTest::blames);
            assertThat(criticisms(item, right + " ]\n" + text)).anyMatch(ExampleBlocksTest::blames);
        }
    }

    private List<String> criticisms(String item, String answer) {
        return IntStream.range(0, 10)
                .mapToObj(seed -> demo.criticism("Think.", item, answer, seed))
                .toList();
    }

    private static boolean blames(String criticism) {
        return criticism.contains("should");
    }

    @Test
    void shouldKeepExamplesInARewrite() {
        String prompt = with("Think.\nBe exact.", Items.of(TaskFamily.DYCK, 5, 2), "");
        String examples = prompt.substring(prompt.indexOf("\n\nExamples, each a message"));
        for (int seed = 0; seed < 20; seed++)
            assertThat(
                            demo.improved(
                                    "You improve texts.",
                                    prompt,
                                    List.of(
                                            "The solver should close the most recently opened bracket first."),
                                    seed))
                    .endsWith(examples.strip());
        assertThat(ExampleBlocks.in(prompt).prose()).isEqualTo("Think.\nBe exact.");
    }

    private static String with(String prompt, List<String> items, String behind) {
        return items.stream()
                .map(
                        item ->
                                "\n\n<IN>%s</IN>\n<OUT>I look.\nAnswer: %s%s</OUT>"
                                        .formatted(item, Items.read(item).target(), behind))
                .collect(
                        Collectors.joining(
                                "", prompt + "\n\nExamples, each a message and a good reply.", ""));
    }
}
