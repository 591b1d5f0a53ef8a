package metatextgrad.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.ScriptedModel.Call;
import metatextgrad.model.ContentHash;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Program;
import metatextgrad.model.Split;
import metatextgrad.model.StepOperator.Kind;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.StepRequested;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.LoopSettings.Targets;
import org.junit.jupiter.api.Test;

/** METHOD §6.6 checks 73 to 78: what a race reads from right answers, and how it uses a critic. */
final class EvidenceChecksTest {
    private static final String HELP = "Be right.";
    private static final String LABELS =
            "<RIGHT_ANSWERS>The right answer is always one of these 2: `early`, `late`.</RIGHT_ANSWERS>";
    private static final EmittedEvents EXAMPLES = race(.4, 0, "Mind it.").run();
    private static final EmittedEvents NOTHING = race(0, 0, "Mind it.").run();
    private static final Pattern REPLIED = Pattern.compile("<OUT>(.*)</OUT>");

    /** A proposal that the budget covers is never refused by its own limit. */
    @Test
    void method55ShouldLeaveEachProposalTheCallsOfItsKind() {
        int proposals = 0;
        for (long calls = 266; calls < 420; calls += 3) {
            EmittedEvents emitted = race(.4, 0, "Mind it.").budget(calls).run();
            assertThat(emitted.asked(ModelRole.PROGRAM).size()).isLessThanOrEqualTo((int) calls);
            for (StepRequested step : emitted.all(StepRequested.class)) {
                assertThat(report(emitted, step).reason()).doesNotContain("left for this trial");
                proposals++;
            }
        }
        assertThat(proposals).isPositive();
    }

    @Test
    void method73ShouldShowTwoThirdsOfABatchWithItsRightAnswersBeforeAnyCritique() {
        List<StepRequested> evidence = evidence(EXAMPLES);
        assertThat(evidence.subList(0, 2))
                .extracting(step -> step.operator().kind())
                .containsExactly(Kind.DEMONSTRATE, Kind.CONTRAST);
        assertThat(evidence.get(0).batch()).isEqualTo(evidence.get(1).batch());
        List<TaskSubmitted> tasks = batch(EXAMPLES, evidence.getFirst());
        assertThat(tasks).hasSize(9);
        assertThat(asked(EXAMPLES, evidence.getFirst())).isEmpty();
        LlmRequest contrast = asked(EXAMPLES, evidence.get(1)).getFirst();
        String user = EmittedEvents.user(contrast);
        for (TaskSubmitted task : tasks.subList(0, 6))
            assertThat(user).contains("\n" + task.input() + "\n").contains(task.target());
        for (TaskSubmitted task : tasks.subList(6, 9))
            assertThat(user).doesNotContain("\n" + task.input() + "\n");
        assertThat(user).contains("<OUTPUT>\nAnswer: unknown\n</OUTPUT>");
        assertThat(examples(proposal(EXAMPLES, evidence.getFirst())))
                .containsExactlyInAnyOrderElementsOf(
                        tasks.subList(0, 6).stream()
                                .map(task -> "Answer: " + task.target())
                                .toList());
        List<Event> events = EXAMPLES.events();
        LlmRequest critique = EXAMPLES.asked(ModelRole.BACKWARD).getFirst();
        assertThat(events.indexOf(evidence.getLast())).isLessThan(events.indexOf(critique));
    }

    @Test
    void method74ShouldDecideByTasksThatTheProposalWasNotMadeFrom() {
        int decided = 0;
        for (StepRequested step : evidence(EXAMPLES)) {
            ScoreAggregated report = report(EXAMPLES, step);
            if (report.before() == null) continue;
            assertThat(report.before().items()).isEqualTo(3);
            assertThat(report.outcomes())
                    .extracting(outcome -> outcome.task())
                    .containsExactlyInAnyOrderElementsOf(
                            batch(EXAMPLES, step).subList(6, 9).stream()
                                    .map(TaskSubmitted::id)
                                    .toList());
            decided++;
        }
        assertThat(decided).isGreaterThan(1);
    }

    @Test
    void method75ShouldContinueOnTopOfWhatHelpedAndEndAfterAStepThatFoundNothing() {
        assertThat(evidence(NOTHING))
                .extracting(step -> step.operator().kind())
                .containsExactly(Kind.DEMONSTRATE, Kind.CONTRAST);
        List<StepRequested> helped = evidence(EXAMPLES);
        assertThat(helped.size()).isIn(4, 6);
        assertThat(examples(helped.get(2).program())).hasSize(6);
        assertThat(helped.get(3).operator().kind()).isEqualTo(Kind.CONTRAST);
        Program both = proposal(EXAMPLES, helped.get(3));
        assertThat(examples(both)).hasSize(6);
        assertThat(both.nodes().toString()).contains("Mind it.");
    }

    @Test
    void method76ShouldAskNoCriticAgainWhoseCritiquesLeadNowhere() {
        List<StepRequested> steps = steps(NOTHING);
        int measured = last(steps, Kind.APPLY);
        assertThat(measured).isPositive();
        assertThat(steps.subList(measured + 1, steps.size()))
                .isNotEmpty()
                .noneMatch(step -> step.operator().kind().showsCritiques())
                .anyMatch(step -> step.operator().kind() == Kind.REWRITE);
        StepRequested next = steps.get(measured + 1);
        List<Event> events = NOTHING.events();
        assertThat(NOTHING.asked(ModelRole.BACKWARD))
                .allMatch(request -> events.indexOf(request) < events.indexOf(next));
        String rewrite = EmittedEvents.user(asked(NOTHING, next).getFirst());
        assertThat(rewrite)
                .contains("<EXPECTED>\nthe answer to train question ")
                .doesNotContain("<FEEDBACK>");
        assertThat(NOTHING.all(RunState.class).getLast().reason())
                .contains("critiques of `backward` were wrong in 6 of 6 tries");
    }

    @Test
    void method76ShouldKeepACriticWhoseCritiquesLeadToRightAnswers() {
        EmittedEvents emitted = race(0, .6, HELP).run();
        List<StepRequested> steps = steps(emitted);
        assertThat(last(steps, Kind.APPLY)).isPositive();
        assertThat(steps).noneMatch(step -> step.operator().kind() == Kind.REWRITE);
        assertThat(emitted.all(RunState.class).getLast().reason()).doesNotContain("critiques of");
    }

    @Test
    void method77ShouldKeepWorkedExamplesInARewriteWithoutAny() {
        List<StepRequested> later =
                steps(EXAMPLES).stream()
                        .filter(step -> !examples(step.program()).isEmpty())
                        .filter(step -> step.operator().kind().judgesOptimizer())
                        .filter(step -> report(EXAMPLES, step).before() != null)
                        .toList();
        assertThat(later).isNotEmpty();
        for (StepRequested step : later) {
            assertThat(examples(proposal(EXAMPLES, step)))
                    .isEqualTo(examples(step.program()))
                    .isNotEmpty();
            assertThat(asked(EXAMPLES, step).getFirst().messages().toString())
                    .doesNotContain("<OUT>");
        }
    }

    @Test
    void method78ShouldStateWhatTheRightAnswersOfTrainingTasksHaveInCommon() {
        EmittedEvents emitted = race(0, 0, "Mind it.").changing(EvidenceChecksTest::label).run();
        assertThat(emitted.asked(ModelRole.BACKWARD))
                .isNotEmpty()
                .allMatch(request -> EmittedEvents.user(request).contains(LABELS));
        assertThat(asked(emitted, evidence(emitted).get(1)))
                .isNotEmpty()
                .allMatch(request -> EmittedEvents.user(request).contains(LABELS));
        assertThat(emitted.asked(ModelRole.OPTIMIZER))
                .filteredOn(request -> EmittedEvents.user(request).contains("<EXPECTED>"))
                .hasSizeGreaterThan(1)
                .allMatch(request -> EmittedEvents.user(request).contains(LABELS));
        assertThat(emitted.all(LlmRequest.class))
                .extracting(request -> request.messages().toString())
                .noneMatch(text -> text.contains("nowhere at all"));
    }

    @Test
    void method78ShouldStateNothingAboutPrivateAnswers() {
        EmittedEvents emitted =
                race(0, 0, "Mind it.")
                        .targets(Targets.PRIVATE)
                        .changing(EvidenceChecksTest::label)
                        .run();
        assertThat(emitted.asked(ModelRole.BACKWARD)).isNotEmpty();
        assertThat(emitted.all(LlmRequest.class))
                .extracting(request -> request.messages().toString())
                .noneMatch(text -> text.contains("RIGHT_ANSWERS"));
    }

    /** Training tasks have one of two labels; the label of all other tasks is another one. */
    private static Event label(Event event) {
        if (!(event instanceof TaskSubmitted task)) return event;
        boolean even = task.input().matches(".*[02468]");
        String label = task.split() != Split.TRAIN ? "nowhere at all" : even ? "early" : "late";
        return new TaskSubmitted(
                task.project(),
                task.id(),
                task.input(),
                label,
                task.set(),
                task.split(),
                task.group());
    }

    /**
     * A race whose program answers some more questions with examples in its prompt, or with a text
     * of help. The critic gives the same critique each time.
     */
    private static Scenario race(double withExamples, double withHelp, String critique) {
        return RaceScenario.scenario()
                .data(27, 40)
                .countingTraining()
                .script(
                        RaceScenario.script()
                                .student(call -> answer(call, withExamples, withHelp))
                                .critic(call -> Script.answered(critique))
                                .contrast(call -> Script.answered("{\"rule\": \"Mind it.\"}"))
                                .writer(
                                        call ->
                                                Script.answered(
                                                        Script.tagged(
                                                                "Way "
                                                                        + (call.user().hashCode()
                                                                                + call.seed())))));
    }

    private static metatextgrad.llm.Reply answer(Call call, double withExamples, double withHelp) {
        String question = Script.question(call);
        double share = call.system().contains("<OUT>") ? withExamples : 0;
        if (call.system().contains(HELP)) share = Math.max(share, withHelp);
        boolean right = ContentHash.unit("right", question) < share;
        return Script.answered("Answer: " + (right ? Data.answer(question) : "unknown"));
    }

    private static List<StepRequested> evidence(EmittedEvents emitted) {
        return emitted.all(StepRequested.class).stream()
                .filter(step -> step.purpose().startsWith("evidence/"))
                .toList();
    }

    private static List<StepRequested> steps(EmittedEvents emitted) {
        return emitted.all(StepRequested.class).stream()
                .filter(step -> step.purpose().startsWith("step/"))
                .toList();
    }

    private static int last(List<StepRequested> steps, Kind kind) {
        for (int i = steps.size() - 1; i >= 0; i--)
            if (steps.get(i).operator().kind() == kind) return i;
        return -1;
    }

    private static List<TaskSubmitted> batch(EmittedEvents emitted, StepRequested step) {
        Map<Integer, TaskSubmitted> tasks = new TreeMap<>();
        for (TaskBatch batch : emitted.all(TaskBatch.class))
            if (batch.split() == Split.TRAIN && trial(batch.stepRef().trial(), step))
                for (int i = 0; i < batch.tasks().size(); i++)
                    tasks.put(batch.first() + i, batch.tasks().get(i));
        return List.copyOf(tasks.values());
    }

    private static List<LlmRequest> asked(EmittedEvents emitted, StepRequested step) {
        return emitted.asked(ModelRole.OPTIMIZER).stream()
                .filter(request -> request.replyKey().equals(step.stepRef().trial().value()))
                .toList();
    }

    private static ScoreAggregated report(EmittedEvents emitted, StepRequested step) {
        return emitted.scores(ScoreAggregated.Scope.TRIAL).stream()
                .filter(report -> trial(report.stepRef().trial(), step))
                .findFirst()
                .orElseThrow();
    }

    private static Program proposal(EmittedEvents emitted, StepRequested step) {
        return report(emitted, step).program();
    }

    private static boolean trial(TrialId trial, StepRequested step) {
        return trial.equals(step.stepRef().trial());
    }

    private static List<String> examples(Program program) {
        return program.calls()
                .flatMap(call -> REPLIED.matcher(call.prompt().value()).results())
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
