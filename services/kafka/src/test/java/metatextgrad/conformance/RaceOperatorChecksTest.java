package metatextgrad.conformance;

import static metatextgrad.conformance.RaceScenario.number;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.Reply;
import metatextgrad.llm.ScriptedModel.Call;
import metatextgrad.model.ContentHash;
import metatextgrad.model.ModelRole;
import metatextgrad.model.StepOperator;
import metatextgrad.model.StepOperator.Kind;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.StepRequested;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import metatextgrad.model.project.MetaSettings.ParentRule;
import metatextgrad.model.project.MetaSettings.SearchMode;
import metatextgrad.race.RaceRules;
import org.junit.jupiter.api.Test;

/** METHOD §6.6 checks 62 to 65: what the steps of a race do with the failures before a rung. */
final class RaceOperatorChecksTest {
    private static final Pattern QUESTION = Pattern.compile("<QUESTION>\n(.*)\n</QUESTION>");
    private static final String COMMON = "The solver should name the unit first.";
    private static final Comparator<TrialId> BY_VALUE = Comparator.comparing(TrialId::value);
    private static final String RARE = "The solver should check the sum.";

    @Test
    void method62ShouldShowTheTasksWithAWrongNewestAnswerOnceInGroups() {
        Map<String, String> wrong = new TreeMap<>();
        List<String> shown = new ArrayList<>();
        EmittedEvents emitted =
                scenario(40, COMMON).script(RaceScenario.rising(script(COMMON))).run();
        Set<TrialId> revisions = revisions(emitted);
        for (Event event : emitted.events()) {
            if (event instanceof ScoreAggregated report
                    && report.before() != null
                    && revisions.contains(report.stepRef().trial())) {
                report.outcomes().forEach(item -> wrong.remove(item.task().value()));
                for (ScoreAggregated.MissedTask one : report.missed())
                    wrong.put(one.task().id().value(), one.task().input());
            }
            if (!(event instanceof LlmRequest request) || request.role() != ModelRole.META)
                continue;
            String user = request.messages().getLast().content();
            if (!MetaReplies.asksForPatterns(user)) continue;
            List<String> questions =
                    QUESTION.matcher(user).results().map(one -> one.group(1)).toList();
            assertThat(questions).hasSizeBetween(1, 8).isSubsetOf(wrong.values());
            assertThat(user).doesNotContain("val question", "test question");
            if (request.place().contains("rung-2")) shown.addAll(questions);
        }
        assertThat(shown).hasSizeGreaterThan(8).doesNotHaveDuplicates();
    }

    @Test
    void method63ShouldShowTheTableInRungsAndTakeTurns() {
        EmittedEvents emitted =
                scenario(12, COMMON).program(Programs.oneCall("solves 2\nBe kind.")).run();
        Set<Kind> second = new TreeSet<>();
        for (StepRequested step : emitted.all(StepRequested.class)) {
            StepOperator operator = step.operator();
            if (step.batch() < RaceRules.LEAD * RaceRules.PROPOSALS
                    || step.purpose().startsWith("confirm/")) {
                assertThat(operator).isEqualTo(StepOperator.PLAIN);
                continue;
            }
            assertThat(operator.patterns())
                    .extracting(StepOperator.Pattern::text)
                    .containsExactly(COMMON, RARE);
            assertThat(operator.patterns().getFirst().failures())
                    .isGreaterThan(operator.patterns().getLast().failures());
            if (step.purpose().endsWith("slot-0"))
                assertThat(operator.kind()).isEqualTo(Kind.REVISE);
            else if (operator.kind() != Kind.REVISE) second.add(operator.kind());
            else
                assertThat(step.program().nodes().toString())
                        .as("a program without a part to drop")
                        .doesNotContain("Be kind.");
        }
        assertThat(second).containsExactly(Kind.INJECT, Kind.CONSOLIDATE, Kind.ABLATE);
        List<String> updates =
                emitted.asked(ModelRole.OPTIMIZER).stream().map(EmittedEvents::user).toList();
        assertThat(updates).anyMatch(user -> user.startsWith("Add to the following text"));
        assertThat(updates).anyMatch(user -> user.startsWith("Say the same"));
        assertThat(updates.stream().filter(user -> user.contains("<BATCH>")))
                .anyMatch(user -> user.contains("times: " + COMMON));
        assertThat(emitted.all(LlmRequest.class))
                .filteredOn(request -> request.role() == ModelRole.BACKWARD)
                .isNotEmpty()
                .allMatch(
                        request ->
                                revisions(emitted).stream()
                                        .anyMatch(
                                                trial ->
                                                        request.replyKey()
                                                                .contains(trial.value())));
    }

    @Test
    void method64ShouldValidateAShorterProgramOnceInARungIfItIsNotWorse() {
        String fill = "Be kind.\nBe calm.\nBe quick.\nBe exact.\nBe brief.\nBe fair.\nBe open.";
        EmittedEvents emitted =
                scenario(12, COMMON)
                        .program(Programs.oneCall("solves 12\n" + fill))
                        .script(script(COMMON).writer(call -> Script.answered("no tags")))
                        .run();
        Map<TrialId, StepRequested> steps = new TreeMap<>(BY_VALUE);
        emitted.all(StepRequested.class).forEach(step -> steps.put(step.stepRef().trial(), step));
        List<StepRequested> shorter =
                emitted.scores(ScoreAggregated.Scope.TRIAL).stream()
                        .filter(report -> report.before() != null)
                        .filter(report -> report.stats().mean() == report.before().mean())
                        .map(report -> steps.get(report.stepRef().trial()))
                        .toList();
        assertThat(shorter).hasSizeGreaterThan(1);
        assertThat(shorter).allMatch(step -> step.operator().kind() == Kind.ABLATE);
        List<EvaluationRequested> validated =
                emitted.all(EvaluationRequested.class).stream()
                        .filter(evaluation -> evaluation.purpose().startsWith("validate/"))
                        .toList();
        assertThat(validated).hasSize(1);
        assertThat(emitted.all(StepRequested.class).getLast().program())
                .isEqualTo(validated.getFirst().program());
    }

    @Test
    void method65ShouldCutCopiesOfQuestionsOutOfPatterns() {
        String copy = COMMON + " As in {question} it should look twice at the whole.";
        List<String> texts =
                scenario(12, copy).meta(settings(3)).run().all(StepRequested.class).stream()
                        .flatMap(step -> step.operator().patterns().stream())
                        .map(StepOperator.Pattern::text)
                        .distinct()
                        .toList();
        assertThat(texts)
                .containsExactlyInAnyOrder(
                        RARE, COMMON + " As in \u2026 it should look twice at the whole.");
    }

    /** Returns the steps that show critiques. */
    private static Set<TrialId> revisions(EmittedEvents emitted) {
        return emitted.all(StepRequested.class).stream()
                .filter(step -> step.operator().kind() == Kind.REVISE)
                .map(step -> step.stepRef().trial())
                .collect(Collectors.toCollection(() -> new TreeSet<>(BY_VALUE)));
    }

    private static MetaSettings settings(int leakTokens) {
        return new MetaSettings(
                2, 3, 1, 0, InitialScore.TRIAL, leakTokens, SearchMode.RACE, ParentRule.BEST, null);
    }

    private static Scenario scenario(int train, String common) {
        return new Scenario()
                .optimizers(
                        TgdPhase.of(6).description("You improve prompts.").spec("a"),
                        TgdPhase.of(6).description("You repair prompts.").spec("b"))
                .data(train, 64)
                .meta(settings(MetaSettings.LEAK_TOKENS))
                .script(script(common));
    }

    /** A prompt {@code solves N} solves N of 24 questions, with any other text. */
    private static Script script(String common) {
        return new Script()
                .student(
                        call -> {
                            String question = Script.question(call);
                            int solves =
                                    call.system().contains("solves ")
                                            ? number(call.system(), "solves ")
                                            : 0;
                            boolean right = ContentHash.unit("right", question) < solves / 24.0;
                            return Script.answered(
                                    "Answer: " + (right ? Data.answer(question) : "unknown"));
                        })
                .writer(RaceOperatorChecksTest::rising)
                .meta(call -> Script.answered(meta(call.user(), call.seed(), common)));
    }

    private static Reply rising(Call call) {
        int now = number(Script.currentText(call), "solves ");
        int more = Math.floorMod(call.user().hashCode() + call.seed(), 3);
        return Script.answered(
                Script.tagged("solves %d\nBe kind.".formatted(Math.min(20, now + more))));
    }

    private static String meta(String user, int seed, String common) {
        String mark = "Way " + Integer.toHexString(user.hashCode() + seed);
        if (MetaReplies.asksForStructure(user))
            return MetaReplies.structure("c", MetaReplies.phase("tgd", 6, mark));
        if (!MetaReplies.asksForPatterns(user)) return MetaReplies.described(mark);
        List<String> questions = QUESTION.matcher(user).results().map(one -> one.group(1)).toList();
        String text = common.replace("{question}", questions.getFirst());
        return "Most forget it.\n{\"patterns\": [{\"pattern\": \"%s\", \"questions\": [1]}, {\"pattern\": \"%s\", \"questions\": %s}]}"
                .formatted(RARE, text, questions.size() > 1 ? "[1, 2]" : "[1]");
    }
}
