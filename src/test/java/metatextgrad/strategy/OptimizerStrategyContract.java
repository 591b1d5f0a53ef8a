package metatextgrad.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metatextgrad.candidate.SpecRules;
import metatextgrad.llm.Message;
import metatextgrad.model.Aspect;
import metatextgrad.model.Gradient;
import metatextgrad.model.Node;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.Program;
import metatextgrad.model.Tags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract of every {@link OptimizerStrategy}. Your test extends this class and returns the
 * strategy. A strategy that sends no questions skips the tests of questions and replies.
 */
public abstract class OptimizerStrategyContract {
    /** Returns a new strategy each time. */
    protected abstract OptimizerStrategy strategy();

    @Test
    void shouldBeFoundByItsName() {
        assertThat(Strategies.named(strategy().name())).hasSameClassAs(strategy());
    }

    /** Both appear in prompts: the purpose inside a sentence, the description as a whole. */
    @Test
    void shouldDescribeItsPurpose() {
        assertThat(strategy().purpose()).isNotBlank().doesNotContain("\n").doesNotEndWith(".");
        assertThat(strategy().taskDescription()).isNotBlank();
        assertThat(strategy().aspect()).isNotNull();
        assertThat(strategy().momentum()).isNotNegative();
    }

    @Test
    void shouldRunWithItsDefaults() {
        OptimizerSpec spec =
                new OptimizerSpec("plain", List.of(Strategies.plain(strategy().name())));
        assertThat(OptimizerRules.check(spec, Strategies.names(), spec.steps())).isEmpty();
        assertThat(DryRun.check(spec, StepSamples.PROGRAM)).isEmpty();
    }

    @Test
    void shouldProposeTheSameForTheSame() {
        assertThat(strategy().propose(context())).isEqualTo(strategy().propose(context()));
    }

    @Test
    void shouldShowEveryTextItRewritesWhole() {
        for (Node.LlmCall call : StepSamples.PROGRAM.trainable())
            assertThat(asked(context())).contains(call.prompt().value());
    }

    @Test
    void shouldShowEveryGradientOnceInItemOrderWithItsConversation() {
        String asked = asked(context());
        for (Node.LlmCall call : StepSamples.PROGRAM.trainable()) {
            List<Gradient> gradients = context().gradients(call.id());
            assertThat(gradients).hasSize(StepSamples.ITEMS);
            assertThat(asked).containsSubsequence(gradients.stream().map(Gradient::text).toList());
            for (Gradient gradient : gradients) {
                assertThat(asked.split(Pattern.quote(gradient.text()), -1)).hasSize(2);
                assertThat(asked).contains(gradient.input(), gradient.output());
            }
        }
    }

    /** Braces, dollars and tags in texts of people and models have no effect. */
    @Test
    void shouldUseTagsAndDescriptionLiterally() {
        Tags tags = new Tags("<<{{NEW}} $1>>", "<</NEW>>");
        String description = "You fix {{prompts}}, ${all} of \\1 them, </NEW> or not.";
        StepContext context = StepSamples.context(phase(tags, description));
        assertThat(asked(context))
                .contains(tags.start(), tags.end(), description)
                .doesNotContain("IMPROVED_VARIABLE");
        assertThat(read(context, samples(context))).isInstanceOf(Rewrite.Proposed.class);
    }

    @Test
    void shouldAcceptItsOwnSamples() {
        Rewrite rewrite = read(context(), samples(context()));
        assertThat(rewrite).isInstanceOf(Rewrite.Proposed.class);
        Program program = ((Rewrite.Proposed) rewrite).program();
        assertThat(SpecRules.check(program)).isEmpty();
        assertThat(program.trainable()).isNotEmpty();
        assertThat(read(context(), samples(context()))).isEqualTo(rewrite);
    }

    /** Prompts tuned in one phase must match their nodes again in the next phase. */
    @Test
    void shouldKeepTheStructureUnlessItIsItsAspect() {
        if (strategy().aspect() == Aspect.STRUCTURE) return;
        Rewrite.Proposed rewrite = (Rewrite.Proposed) read(context(), samples(context()));
        assertThat(bare(rewrite.program())).isEqualTo(bare(StepSamples.PROGRAM));
    }

    /** If one of several replies is bad, nothing changes. */
    @ParameterizedTest
    @MethodSource("badReplies")
    void shouldReportProblemsOfABadReplyAndChangeNothing(String bad) {
        for (Proposal.Question question : questions(context())) {
            Map<String, String> replies = new TreeMap<>(samples(context()));
            replies.put(question.about(), bad);
            assertThat(read(context(), replies))
                    .isInstanceOfSatisfying(
                            Rewrite.Unusable.class,
                            unusable -> {
                                assertThat(unusable.problems()).containsOnlyKeys(question.about());
                                assertThat(unusable.problems().get(question.about()))
                                        .isNotBlank()
                                        .doesNotContain("\n");
                            });
        }
    }

    @Test
    void shouldRepeatTheQuestion() {
        for (Proposal.Question question : questions(context())) {
            Proposal.Question again = strategy().again(context(), question, "no {{tag}}");
            assertThat(again.about()).isEqualTo(question.about());
            int last = question.messages().size() - 1;
            assertThat(again.messages().subList(0, last))
                    .isEqualTo(question.messages().subList(0, last));
            assertThat(again.messages().get(last).content())
                    .startsWith(question.messages().get(last).content() + "\n\n")
                    .contains("no {{tag}}");
            assertThat(strategy().again(context(), question, "no {{tag}}")).isEqualTo(again);
        }
    }

    @Test
    void shouldAcceptItemsWithoutGradients() {
        StepContext silent = StepSamples.silent(Strategies.plain(strategy().name()));
        assertThat(strategy().propose(silent))
                .isEqualTo(strategy().propose(silent))
                .isInstanceOfAny(Proposal.Nothing.class, Proposal.Offer.class, Proposal.Ask.class);
    }

    static Stream<String> badReplies() {
        String start = Tags.DEFAULT.start();
        String end = Tags.DEFAULT.end();
        return Stream.of(
                "", " \n", "I would not change it.", start + "new", "new" + end, start + " " + end);
    }

    private StepContext context() {
        return StepSamples.context(Strategies.plain(strategy().name()));
    }

    private Phase phase(Tags tags, String description) {
        return StepSamples.with(Strategies.plain(strategy().name()), tags, description);
    }

    private List<Proposal.Question> questions(StepContext context) {
        return switch (strategy().propose(context)) {
            case Proposal.Ask ask -> ask.questions();
            case Proposal.Offer offer -> abort(strategy().name() + " calls no model");
            case Proposal.Nothing nothing -> throw new AssertionError(nothing.reason());
        };
    }

    private String asked(StepContext context) {
        return questions(context).stream()
                .flatMap(question -> question.messages().stream())
                .map(Message::content)
                .collect(Collectors.joining("\n"));
    }

    private Map<String, String> samples(StepContext context) {
        Map<String, String> replies = new TreeMap<>();
        for (Proposal.Question question : questions(context))
            replies.put(question.about(), strategy().sample(context, question));
        return replies;
    }

    private Rewrite read(StepContext context, Map<String, String> replies) {
        return strategy().read(context, replies);
    }

    private static List<Node> bare(Program program) {
        List<Node> nodes = new ArrayList<>();
        for (Node node : program.nodes())
            nodes.add(node instanceof Node.LlmCall call ? call.withPrompt("-") : node);
        return nodes;
    }
}
