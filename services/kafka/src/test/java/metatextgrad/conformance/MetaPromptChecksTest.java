package metatextgrad.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metatextgrad.llm.ScriptedModel.Call;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Split;
import metatextgrad.model.Tags;
import metatextgrad.model.event.MetaPromptPublished;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.TaskSubmitted;
import org.junit.jupiter.api.Test;

/**
 * METHOD §6.3 checks 25, 26 and 30: the input, the proposals and the results of the meta-optimizer.
 */
final class MetaPromptChecksTest {
    private static final Pattern REACH = Pattern.compile("reach (\\d)");

    @Test
    void method25ShouldShowOptimizerQuestionTypePairDescriptionAndAspect() {
        TgdPhase phase = TgdPhase.of(2).description("You mend prompts.").constraints("be brief");
        Script script = new Script().meta(call -> Script.answered(described("You think.")));
        EmittedEvents emitted = new Scenario().phase(phase).rounds(1).script(script).run();
        String request = EmittedEvents.user(emitted.asked(ModelRole.META).getFirst());
        TaskSubmitted drawn = drawn(emitted);
        assertThat(drawn.split()).isEqualTo(Split.TRAIN);
        assertThat(request)
                .containsSubsequence(
                        "<OPTIMIZER>\nOptimizer tgd, 2 steps",
                        "Constraint: be brief",
                        "<QUESTION_TYPE>\nQuestions with one right answer\n",
                        "<QUESTION>\n" + drawn.input() + "\n",
                        "<ANSWER>\n" + drawn.target() + "\n",
                        "<TASK_DESCRIPTION>\nYou mend prompts.\n",
                        "this aspect of the pipeline: prompt");
        assertThat(request.split("(train|val|test) question \\d+", -1)).hasSize(1 + 2);
        assertThat(request).doesNotContainPattern("\\d\\.\\d");
    }

    @Test
    void method26ShouldReplaceOnlyTheTaskDescription() {
        TgdPhase phase =
                TgdPhase.of(2)
                        .constraints("be brief")
                        .examples("solves all")
                        .memory(1)
                        .momentum(1)
                        .tags(new Tags("<NEW_PROMPT>", "</NEW_PROMPT>"));
        Script script =
                new Script()
                        .writer(call -> Script.answered("<NEW_PROMPT>solves 2</NEW_PROMPT>"))
                        .meta(
                                call ->
                                        Script.answered(
                                                "```json\n" + described("You think.") + "\n```"));
        EmittedEvents emitted = new Scenario().phase(phase).rounds(1).script(script).run();
        assertThat(emitted.all(MetaPromptPublished.class))
                .extracting(MetaPromptPublished::spec)
                .containsExactly(phase.spec("tgd"), phase.description("You think.").spec("tgd"));
    }

    @Test
    void method30ShouldAdoptOnlyWhatReachesMoreAndAskFromThere() {
        List<String> proposals =
                List.of("reach 3, calmly", "reach 2, boldly", "reach 5, surely", "reach 4, slowly");
        Deque<String> left = new ArrayDeque<>(proposals);
        Script script =
                new Script()
                        .writer(MetaPromptChecksTest::reaching)
                        .meta(call -> Script.answered(described(left.remove())));
        TgdPhase phase = TgdPhase.of(1).description("reach 3, somehow");
        EmittedEvents emitted = new Scenario().phase(phase).rounds(4).script(script).run();
        assertThat(emitted.all(OptimizerVersion.class))
                .extracting(OptimizerVersion::verdict)
                .containsExactly(
                        Verdict.BASE,
                        Verdict.REJECTED,
                        Verdict.REJECTED,
                        Verdict.ADOPTED,
                        Verdict.REJECTED);
        assertThat(emitted.asked(ModelRole.META))
                .extracting(
                        request -> Script.between(EmittedEvents.user(request), "TASK_DESCRIPTION"))
                .containsExactly(
                        "reach 3, somehow",
                        "reach 3, somehow",
                        "reach 3, somehow",
                        "reach 5, surely");
    }

    private static metatextgrad.llm.Reply reaching(Call call) {
        Matcher reach = REACH.matcher(call.system());
        if (!reach.find()) throw new IllegalStateException("no aim in " + call.system());
        return Script.answered(Script.tagged("solves " + reach.group(1)));
    }

    private static String described(String text) {
        return "{\"improved_task_description\": \"" + text + "\"}";
    }

    /** Returns the task that the proposal names as its origin. */
    private static TaskSubmitted drawn(EmittedEvents emitted) {
        MetaPromptPublished proposed = emitted.all(MetaPromptPublished.class).getLast();
        return emitted.all(TaskSubmitted.class).stream()
                .filter(task -> task.id().equals(proposed.drawn()))
                .findFirst()
                .orElseThrow();
    }
}
