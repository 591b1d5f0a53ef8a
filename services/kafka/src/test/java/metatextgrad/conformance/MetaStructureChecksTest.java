package metatextgrad.conformance;

import static metatextgrad.conformance.MetaReplies.adas;
import static metatextgrad.conformance.MetaReplies.described;
import static metatextgrad.conformance.MetaReplies.phase;
import static metatextgrad.conformance.MetaReplies.reaching;
import static metatextgrad.conformance.MetaReplies.structure;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import metatextgrad.json.Json;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.Reply;
import metatextgrad.llm.ScriptedModel.Call;
import metatextgrad.model.Cost;
import metatextgrad.model.Failure;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Node;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.Split;
import metatextgrad.model.Variable;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.MetaPromptPublished;
import metatextgrad.model.event.MetaStructurePublished;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RoundEnd.MetaPhase;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** METHOD §6.4 checks 33 to 39 and 48: how optimizers are composed, checked, tried and kept. */
final class MetaStructureChecksTest {
    private static final Pattern SOLVES = Pattern.compile("solves (\\d+)");
    private static final Pattern TRAIN = Pattern.compile("train question \\d+");

    @Test
    void method33ShouldStartAfterAllPromptPhasesFromTheBestOfTheirOptimizers() {
        EmittedEvents emitted =
                new Scenario()
                        .optimizers(reaching("a", 2, 1), reaching("b", 3, 2))
                        .meta(rounds(1, 1))
                        .script(
                                MetaReplies.script(
                                        List.of(described("reach 5"), described("reach 4")),
                                        List.of(structure("c", 4, 1))))
                        .run();
        List<LlmRequest> asked = structureRequests(emitted);
        assertThat(asked).hasSize(1);
        List<ScoreAggregated> prompts = emitted.scores(ScoreAggregated.Scope.TRIAL).subList(1, 5);
        assertThat(prompts)
                .allSatisfy(
                        report ->
                                assertThat(emitted.events().indexOf(report))
                                        .isLessThan(emitted.events().indexOf(asked.getFirst())));
        List<String> learned =
                emitted.all(MetaPromptPublished.class).stream()
                        .filter(prompt -> prompt.round() == 1)
                        .map(prompt -> prompt.spec().taskDescription())
                        .toList();
        assertThat(learned).containsExactlyInAnyOrder("reach 5", "reach 4");
        assertThat(EmittedEvents.user(asked.getFirst())).contains("\"reach 5\"", "\"reach 4\"");
        assertThat(EmittedEvents.user(asked.getFirst())).doesNotContain("reach 2", "reach 3");
        assertThat(emitted.all(MetaPromptPublished.class)).hasSize(2 * (1 + 1));
        assertThat(structureRounds(emitted)).extracting(RoundEnd::against).containsExactly(.5);
    }

    @Test
    void method34ShouldListReferencesWithPurposesAndTheBestOnlyWhereItDiffers() {
        EmittedEvents emitted =
                new Scenario()
                        .optimizers(reaching("a", 2, 1), adas("b", 1))
                        .meta(rounds(0, 2))
                        .script(
                                MetaReplies.script(
                                                List.of(),
                                                List.of(structure("c", 4, 1), structure("d", 3, 1)))
                                        .writer(MetaStructureChecksTest::tgdOnly))
                        .run();
        List<String> asked = structureRequests(emitted).stream().map(EmittedEvents::user).toList();
        assertThat(asked.getFirst())
                .containsSubsequence(
                        "<OPTIMIZER>\nPurpose: rewrites the prompts",
                        "Optimizer a, 1 steps",
                        "<OPTIMIZER>\nPurpose: rewrites the whole pipeline",
                        "Optimizer b, 1 steps")
                .doesNotContain("<BEST_OPTIMIZER>");
        assertThat(asked.getLast())
                .containsSubsequence(
                        "Optimizer a, 1 steps",
                        "Optimizer b, 1 steps",
                        "<BEST_OPTIMIZER>\nPurpose: rewrites the prompts",
                        "Optimizer c, 1 steps");
    }

    @ParameterizedTest
    @MethodSource("unsound")
    void method35ShouldRejectUnsoundStructuresBeforeAnythingIsPaid(String reply, String why) {
        EmittedEvents emitted =
                new Scenario()
                        .optimizers(reaching("a", 2, 2), adas("b", 2))
                        .meta(new MetaSettings(0, 1, 0, 0, InitialScore.TRIAL))
                        .script(
                                MetaReplies.script(List.of(), List.of(reply))
                                        .writer(MetaStructureChecksTest::tgdOnly))
                        .run();
        assertThat(emitted.all(MetaStructurePublished.class)).isEmpty();
        RoundEnd end = structureRounds(emitted).getFirst();
        assertThat(end.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(end.reason()).contains(why);
        int asked = emitted.events().indexOf(structureRequests(emitted).getFirst());
        assertThat(emitted.events().subList(asked, emitted.events().size()))
                .filteredOn(event -> event instanceof TaskBatch batch && batch.stepRef().step() > 0)
                .isEmpty();
    }

    static List<Object[]> unsound() {
        String tgd = phase("tgd", 1, "reach 4");
        String adas = phase("adas", 1, "You design.");
        return List.of(
                new Object[] {structure("c", tgd, adas), "comes after a prompt phase"},
                new Object[] {
                    structure("c", adas.replace("}", ", \"aspect\": \"prompt\"}")),
                    "improves the structure, and only that: not the prompt"
                },
                new Object[] {structure("c", phase("tgx", 1, "x")), "no strategy is called `tgx`"},
                new Object[] {
                    structure("c", phase("tgd", 3, "reach 4")), "3 steps in all, at most 2"
                },
                new Object[] {structure("c"), "phases: is empty"},
                new Object[] {
                    structure("c", tgd.replace("}", ", \"tools\": []}")), "tools: unknown key"
                },
                new Object[] {
                    structure("c", phase("tgd", 1, "see http://a.b")),
                    "must not contain a URL (`://`)"
                },
                new Object[] {structure("c", phase("tgd", 2, "reach 2")), "same phases as `a`"},
                new Object[] {"I would rather not.", "no JSON object with a list called `phases`"});
    }

    @Test
    void method36ShouldRunEachPhaseForItsStepsWithTheGradientsOfTheStepAlone() {
        EmittedEvents emitted =
                new Scenario()
                        .optimizers(reaching("a", 2, 6), adas("b", 6))
                        .meta(rounds(0, 1))
                        .script(
                                MetaReplies.script(
                                                List.of(),
                                                List.of(
                                                        structure(
                                                                "c",
                                                                phase("adas", 3, "You design."),
                                                                phase("tgd", 3, "reach 4"))))
                                        .writer(MetaStructureChecksTest::raising))
                        .run();
        String trial =
                emitted.all(MetaStructurePublished.class).getFirst().stepRef().trial().value();
        List<LlmRequest> updates =
                emitted.asked(ModelRole.OPTIMIZER).stream()
                        .filter(request -> request.replyKey().equals(trial))
                        .filter(request -> request.attempt() == 0)
                        .toList();
        assertThat(updates)
                .extracting(LlmRequest::place)
                .containsExactly(
                        "update/program",
                        "update/program",
                        "update/program",
                        "update/solve",
                        "update/solve",
                        "update/solve");
        for (int step = 1; step <= 6; step++) {
            assertThat(questions(EmittedEvents.user(updates.get(step - 1))))
                    .isEqualTo(trained(emitted, trial, step));
        }
    }

    @Test
    void method37ShouldReplaceTheWholeProgramWithItsTunedPrompts() {
        Program first = program("solve", "solves 2, tuned");
        Program second =
                new Program(
                        List.of(
                                call("plan", "plans well", Node.TASK),
                                call("solve", "solves 3", Node.TASK, "plan")),
                        "solve");
        Script script =
                new Script()
                        .writes(
                                Script.tagged(Json.write(first)),
                                Script.tagged("```json\n" + Json.write(second) + "\n```"));
        EmittedEvents emitted = new Scenario().optimizers(adas("b", 2)).script(script).trial();
        assertThat(emitted.state(1).candidate()).isEqualTo(first);
        assertThat(emitted.state(1).incumbent()).isEqualTo(first);
        assertThat(emitted.state(2).candidate()).isEqualTo(second);
        assertThat(emitted.state(2).incumbent()).isEqualTo(second);
    }

    @Test
    void method38ShouldKeepTheBestPromptOptimizedOptimizerWhereNoStructureBeatsIt() {
        EmittedEvents emitted =
                new Scenario()
                        .optimizers(reaching("a", 2, 2))
                        .meta(rounds(1, 2))
                        .script(
                                MetaReplies.script(
                                        List.of(described("reach 5")),
                                        List.of(structure("c", 4, 1), structure("d", 5, 1))))
                        .run();
        assertThat(structureRounds(emitted))
                .extracting(RoundEnd::verdict)
                .containsExactly(Verdict.REJECTED, Verdict.REJECTED);
        RunState run = emitted.all(RunState.class).getLast();
        OptimizerSpec learned = reaching("a", 5, 2);
        assertThat(run.lines().get(run.best()).optimizer()).isEqualTo(learned);
        assertThat(run.lines()).hasSize(3);
    }

    @Test
    void method39ShouldNeverLetAFailedTrialWin() {
        EmittedEvents emitted =
                new Scenario()
                        .optimizers(reaching("a", 2, 1))
                        .meta(rounds(0, 2))
                        .script(
                                MetaReplies.script(
                                        List.of(),
                                        List.of(structure("c", 9, 1), structure("d", 3, 1))))
                        .changing(MetaStructureChecksTest::failing)
                        .run();
        assertThat(structureRounds(emitted))
                .extracting(RoundEnd::optimizer, RoundEnd::verdict)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("c", Verdict.FAILED),
                        org.assertj.core.api.Assertions.tuple("d", Verdict.ADOPTED));
        assertThat(emitted.all(RunState.class).getLast().status())
                .isEqualTo(RunState.Status.FINISHED);
    }

    @Test
    void method48ShouldKeepWhatReachesMoreByMoreThanTheMargin() {
        assertThat(worked(0)).isEqualTo("third");
        assertThat(worked(.03)).isEqualTo("a");
    }

    private static String worked(double margin) {
        EmittedEvents emitted =
                new Scenario()
                        .data(12, 100)
                        .optimizers(reaching("a", 40, 1), reaching("b", 35, 1))
                        .meta(new MetaSettings(0, 3, 0, margin, InitialScore.TRIAL))
                        .script(
                                MetaReplies.script(
                                        List.of(),
                                        List.of(
                                                structure("first", 38, 1),
                                                structure("second", 40, 1)
                                                        .replace("}]", ", \"memory\": 1}]"),
                                                structure("third", 41, 1))))
                        .run();
        RunState run = emitted.all(RunState.class).getLast();
        OptimizerSpec best = run.lines().get(run.best()).optimizer();
        return best == null ? "" : best.name();
    }

    private static MetaSettings rounds(int prompts, int structures) {
        return new MetaSettings(prompts, structures, 1, 0, InitialScore.TRIAL);
    }

    private static List<LlmRequest> structureRequests(EmittedEvents emitted) {
        return emitted.asked(ModelRole.META).stream()
                .filter(request -> MetaReplies.asksForStructure(EmittedEvents.user(request)))
                .toList();
    }

    private static List<RoundEnd> structureRounds(EmittedEvents emitted) {
        return emitted.all(RunState.class).getLast().rounds().stream()
                .filter(end -> end.phase() == MetaPhase.STRUCTURE)
                .toList();
    }

    /** Reports the first structure's trial as crashed, independent of its score. */
    private static Event failing(Event event) {
        if (!(event instanceof ScoreAggregated report)
                || report.scope() != ScoreAggregated.Scope.TRIAL
                || report.stats().mean() < .9) return event;
        return new ScoreAggregated(
                report.stepRef(),
                report.scope(),
                report.split(),
                report.stats(),
                report.program(),
                report.outcomes(),
                null,
                null,
                List.of(),
                report.draw(),
                new Failure.Infrastructure("crashed"),
                Cost.NONE);
    }

    /** Makes programs and prompts that solve one question more, so that each step is kept. */
    private static Reply raising(Call call) {
        if (!call.user().contains("<CURRENT_PROGRAM>")) return Script.answered(Script.writer(call));
        String program = Script.between(call.user(), "CURRENT_PROGRAM");
        return Script.answered(
                Script.tagged(
                        SOLVES.matcher(program)
                                .replaceAll(
                                        hit -> "solves " + (Integer.parseInt(hit.group(1)) + 1))));
    }

    /** Rewrites prompts, and leaves structures unchanged. */
    private static Reply tgdOnly(Call call) {
        return call.user().contains("<CURRENT_PROGRAM>")
                ? Script.answered(Script.tagged(Script.between(call.user(), "CURRENT_PROGRAM")))
                : reaching(call);
    }

    private static Set<String> questions(String request) {
        return TRAIN.matcher(request)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> trained(EmittedEvents emitted, String trial, int step) {
        return emitted.all(TaskBatch.class).stream()
                .filter(batch -> batch.stepRef().trial().value().equals(trial))
                .filter(batch -> batch.stepRef().step() == step && batch.split() == Split.TRAIN)
                .flatMap(batch -> batch.tasks().stream())
                .map(task -> task.input())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Program program(String id, String prompt) {
        return new Program(List.of(call(id, prompt, Node.TASK)), id);
    }

    private static Node call(String id, String prompt, String... inputs) {
        Variable variable = new Variable(prompt, "the prompt of " + id, true);
        return new Node.LlmCall(id, variable, List.of(inputs), null, false);
    }
}
