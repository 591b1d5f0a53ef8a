package metatextgrad.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.SplitShares;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SplitRuleTest {
    @Test
    void shouldSplitByTheDocumentedShares() {
        Map<Split, Integer> counts = new EnumMap<>(Split.class);
        for (int i = 0; i < 10_000; i++)
            counts.merge(split(task("p", "t", "question " + i, null)), 1, Integer::sum);
        assertThat(counts.get(Split.TRAIN)).isBetween(1880, 2120);
        assertThat(counts.get(Split.VAL)).isBetween(2860, 3140);
        assertThat(counts.get(Split.GATE)).isBetween(2860, 3140);
        assertThat(counts.get(Split.TEST)).isBetween(1880, 2120);
    }

    @Test
    void shouldKeepAQuestionInItsSplitUnderAnyIdCaseAndBlanks() {
        for (int i = 0; i < 200; i++) {
            TaskSubmitted asked = task("p", "a", "How many cows? " + i, null);
            TaskSubmitted again = task("p", "b", "  HOW many\n cows?\u00a0" + i + " ", null);
            assertThat(split(again)).isEqualTo(split(asked));
        }
    }

    @Test
    void shouldKeepAGroupTogether() {
        Split split = split(task("p", "t", "one", "conversation 7"));
        for (int i = 0; i < 100; i++)
            assertThat(split(task("p", "t", "another " + i, "conversation 7"))).isEqualTo(split);
    }

    @Test
    void shouldTakeDigitsForPartOfTheQuestion() {
        assertThat(SplitRule.normalised("1 + 2")).isNotEqualTo(SplitRule.normalised("1 + 3"));
    }

    @Test
    void shouldFollowAStatedSplit() {
        TaskSubmitted task =
                new TaskSubmitted(
                        new ProjectId("p"),
                        new TaskId("t"),
                        "question",
                        null,
                        "set",
                        Split.GATE,
                        "group");
        assertThat(split(task)).isEqualTo(Split.GATE);
    }

    @Test
    void shouldTreatAllBlanksAsOneSpace() {
        assertThat(SplitRule.normalised(" A \t\n b\u00a0\u2003c  d\u3000")).isEqualTo("a b c d");
        assertThat(SplitRule.normalised("\u00a0a")).isEqualTo(" a");
    }

    @Test
    void shouldSaltWithTheProject() {
        long same = 0;
        for (int i = 0; i < 1000; i++) {
            Split here = split(task("p", "t", "question " + i, null));
            if (here == split(task("q", "t", "question " + i, null))) same++;
        }
        assertThat(same).isBetween(200L, 330L);
    }

    private static Split split(TaskSubmitted task) {
        return SplitRule.split(task, SplitShares.DEFAULT);
    }

    private static TaskSubmitted task(
            String project, String id, String input, @Nullable String group) {
        return new TaskSubmitted(
                new ProjectId(project), new TaskId(id), input, null, "set", null, group);
    }
}
