package metatextgrad.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.TaskId;
import metatextgrad.model.Variable;
import metatextgrad.model.event.TaskSubmitted;
import org.junit.jupiter.api.Test;

/** The meta model sees what a rewrite added, and no training task. */
final class RewriteExcerptTest {
    private static final TextRules RULES = rules("How many plums lie in the large bowl?");

    @Test
    void shouldShowTheNewSentencesAlone() {
        assertThat(
                        excerpt(
                                "Answer the question. Be brief.",
                                "Answer the question.\nMind each number. Be brief!\n\nBe brief."))
                .isEqualTo("Mind each number. Be brief!");
        assertThat(excerpt("Answer. Be brief.", "Answer.")).isEmpty();
    }

    @Test
    void shouldNameTheNodesWhereTheyChanged() {
        Program before = RunEventSamples.program("Answer.");
        Program after =
                new Program(
                        List.of(
                                new Node.SplitText("parts", Node.TASK, ";", 3),
                                call("each", "Read one part.", true, "parts"),
                                call("solve", "Answer. Add up.", false, Node.TASK, "each"),
                                new Node.Extract("last", "solve", "[0-9]+")),
                        "last");
        assertThat(RewriteExcerpt.of(before, after, RULES))
                .isEqualTo(
                        "parts (split of task); each (model call per part of parts); solve (model call"
                                + " of task, each); last (extract of solve). each: Read one part. solve:"
                                + " Add up.");
    }

    @Test
    void shouldCutCopiesOfTrainingTasks() {
        assertThat(
                        excerpt(
                                "Answer.",
                                "Answer. If somebody asks how many plums lie in the large bowl, add the"
                                        + " numbers of all the plums."))
                .isEqualTo("If somebody asks …, add the numbers of all the plums.");
        assertThat(excerpt("Answer.", "Answer. How many plums lie in the large bowl?")).isEmpty();
    }

    @Test
    void shouldLeaveOutWorkedExamples() {
        assertThat(
                        excerpt(
                                "Answer.",
                                "Answer.\n\nAdd up.\n\n<IN>One and two?</IN>\n"
                                        + "<OUT>Answer: 3</OUT>"))
                .isEqualTo("Add up.");
    }

    @Test
    void shouldBeShort() {
        String words = excerpt("Answer.", "Add " + "one more ".repeat(100));
        assertThat(words).hasSize(400).startsWith("Add one more one").endsWith("more one (...)");
        String letters = excerpt("Answer.", "\ud83c\udf51".repeat(500));
        assertThat(letters).hasSize(400).endsWith("\ud83c\udf51 (...)");
    }

    private static String excerpt(String before, String after) {
        return RewriteExcerpt.of(
                RunEventSamples.program(before), RunEventSamples.program(after), RULES);
    }

    static TextRules rules(String question) {
        TaskSubmitted task =
                new TaskSubmitted(
                        new ProjectId("p"), new TaskId("t"), question, "4", null, null, null);
        return new TextRules("counting", List.of(task), 6);
    }

    static Node call(String id, String prompt, boolean each, String... inputs) {
        return new Node.LlmCall(
                id, new Variable(prompt, "a prompt", true), List.of(inputs), null, each);
    }
}
