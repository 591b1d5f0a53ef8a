package metatextgrad.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import metatextgrad.json.Json;
import metatextgrad.llm.Message;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.Tags;
import metatextgrad.model.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdasRewritingTest {
    private static final Program SEED =
            new Program(
                    List.of(
                            new Node.LlmCall(
                                    "solve",
                                    new Variable("You solve.", "a prompt", true),
                                    List.of(Node.TASK),
                                    null,
                                    false)),
                    "solve");
    private static final String JSON = Json.write(SEED);

    private final OptimizerStrategy adas = Strategies.named("adas");
    private final StepContext context =
            new StepContext(Strategies.plain("adas"), SEED, List.of(), List.of(), Map.of(), 98_304);

    @Test
    void shouldPutNodesInOrder() {
        String reversed =
                """
                {"output": "check", "nodes": [
                  {"id": "check", "type": "llm", "inputs": ["solve"], "prompt": {"value": "c", "role": "r"}},
                  {"id": "solve", "type": "llm", "inputs": ["task"], "prompt": {"value": "s", "role": "r"}}]}
                """;

        assertThat(read(reversed))
                .isInstanceOfSatisfying(
                        Rewrite.Proposed.class,
                        proposed ->
                                assertThat(proposed.program().nodes())
                                        .extracting(Node::id)
                                        .containsExactly("solve", "check"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"task\"] | \"solve\"] | the nodes form a cycle: solve -> solve",
                "\"task\"] | \"taks\"] | node `` has the unknown input",
                "\"trainable\":true | \"trainable\":false | no prompt is trainable",
                "\"type\":\"llm\" | \"type\":\"shell\" | type must be one of llm, split, aggregate, extract",
                "You solve. | \\uD83D | a text ends in half of a character",
                "\"output\":\"solve\" | \"output\":\"solv\" | the output",
            })
    void shouldReportProblemsOfAProgram(String here, String there, String problem) {
        String broken = JSON.replace(here, there);
        assertThat(broken).isNotEqualTo(JSON);

        assertThat(read(broken))
                .isInstanceOfSatisfying(
                        Rewrite.Unusable.class,
                        unusable ->
                                assertThat(unusable.problems().get("program"))
                                        .contains(problem.replace("``", "`solve`"))
                                        .doesNotContain("\n"));
    }

    @Test
    void shouldPutTheNodeBeforeEachSummary() {
        StepContext reduced =
                StepSamples.context(context.phase())
                        .withSummaries(Map.of("plan", "too short", "solve", "too long"));

        assertThat(adas.propose(reduced))
                .isInstanceOfSatisfying(
                        Proposal.Ask.class,
                        ask ->
                                assertThat(
                                                ask.questions()
                                                        .getFirst()
                                                        .messages()
                                                        .getLast()
                                                        .content())
                                        .contains(
                                                """
                                                </BATCH>

                                                <NODE>plan</NODE>
                                                <FEEDBACK>
                                                too short
                                                </FEEDBACK>

                                                <NODE>solve</NODE>
                                                <FEEDBACK>
                                                too long
                                                </FEEDBACK>

                                                """));
    }

    @Test
    void shouldRepeatTheQuestionWithOneSentenceAtItsEnd() {
        assertThat(again(adas, "{{no}} $1, no start tag <IMPROVED_VARIABLE>"))
                .isEqualTo(
                        "improve\n\nYour last reply could not be used ({{no}} $1, no start tag"
                                + " <IMPROVED_VARIABLE>): send the whole new pipeline as one JSON object"
                                + " between <IMPROVED_VARIABLE> and </IMPROVED_VARIABLE>, and nothing"
                                + " else between these tags.");
        assertThat(again(Strategies.named("tgd"), "no end tag </IMPROVED_VARIABLE>"))
                .isEqualTo(
                        "improve\n\nYour last reply could not be used (no end tag"
                                + " </IMPROVED_VARIABLE>): end with one JSON object that has exactly"
                                + " this field:\n{\"improved_text\": \"the improved text\"}");
    }

    private String again(OptimizerStrategy strategy, String problem) {
        Proposal.Question asked =
                new Proposal.Question(
                        "program", List.of(Message.system("be wise"), Message.user("improve")));

        Proposal.Question again = strategy.again(context, asked, problem);

        assertThat(again.messages().getFirst()).isEqualTo(Message.system("be wise"));
        assertThat(again.messages()).hasSize(2);
        return again.messages().getLast().content();
    }

    private Rewrite read(String program) {
        Tags tags = context.phase().tags();
        return adas.read(context, Map.of("program", tags.start() + program + tags.end()));
    }
}
