package metatextgrad.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import metatextgrad.simulator.request.ReferenceOptimizers;
import metatextgrad.simulator.request.StepLimit;
import metatextgrad.simulator.role.Role;
import metatextgrad.simulator.role.Simulator;
import metatextgrad.simulator.world.Worlds;
import org.junit.jupiter.api.Test;

/** The meta role builds optimizers from the phases of its request, and errs at its public rates. */
final class MetaStructureTest {
    private static final String TGD =
            "{\"name\":\"tgd\",\"phases\":[{\"strategy\":\"tgd\",\"aspect\":\"prompt\",\"steps\":6,"
                    + "\"taskDescription\":\"You improve the prompts of solvers.\",\"constraints\":[\"Be {brief}.\"]}]}";
    private static final String ADAS =
            "{\"name\":\"adas\",\"phases\":[{\"strategy\":\"adas\",\"aspect\":\"structure\",\"steps\":6,"
                    + "\"taskDescription\":\"You rebuild whole programs.\",\"constraints\":[]}]}";
    private static final String USER =
            """
            Combine these optimizers into a better one.
            <REFERENCE>
            Good for: wording.
            %s
            </REFERENCE>
            <REFERENCE>
            Good for: order of work.
            %s
            </REFERENCE>
            Structure phases come before prompt phases, and all steps together are at most %d.
            Send one JSON object:
            {"name": "...", "phases": [{"strategy": "...", "aspect": "prompt", "steps": 1, "taskDescription": "..."}]}
            """;

    private final RoleClient demo = new RoleClient(new Simulator(Worlds.find("demo"), 4));

    @Test
    void shouldRecombineThePhasesItReads() throws JsonProcessingException {
        JsonNode spec = spec(reply(6, 1));
        assertThat(spec.path("name").asText()).isEqualTo("adas-then-tgd");
        assertThat(spec.path("phases")).hasSize(2);
        assertThat(spec.at("/phases/1/constraints/0").asText()).isEqualTo("Be {brief}.");
        assertThat(reply(6, 1)).isEqualTo(reply(6, 1));
    }

    @Test
    void shouldBreakTheRulesAtItsPublicRates() {
        List<JsonNode> specs = new ArrayList<>();
        int unreadable = 0;
        for (int seed = 0; seed < 1000; seed++) {
            try {
                specs.add(spec(reply(6, seed)));
            } catch (JsonProcessingException e) {
                unreadable++;
            }
        }
        assertThat(unreadable).isBetween(15, 65);
        assertThat(share(specs, MetaStructureTest::isMisordered)).isBetween(.015, .09);
        assertThat(share(specs, one -> steps(one) > 6)).isBetween(.03, .09);
        assertThat(share(specs, one -> !one.toString().matches(".*\"(?:tgd|adas)\",\"aspect.*")))
                .isBetween(0.0, .06);
        assertThat(specs).allMatch(one -> one.path("phases").size() <= 3);
        assertThat(share(specs, one -> one.path("phases").size() == 2)).isGreaterThan(.6);
    }

    @Test
    void shouldStayWithinTheLimitTheRequestStates() {
        List<Integer> steps =
                IntStream.range(0, 200)
                        .mapToObj(seed -> steps(quiet(reply(4, seed))))
                        .filter(sum -> sum > 0)
                        .toList();
        assertThat(steps.stream().filter(sum -> sum <= 4).count() / (double) steps.size())
                .isGreaterThan(.85);
        assertThat(steps).contains(4, 2);
    }

    /** A race also shows gains, nodes and failures. The references and the limit stay the same. */
    @Test
    void shouldReadTheSameReferencesWithTheHistoryOfARace() {
        String user = USER.formatted(TGD, ADAS, 6);
        String history =
                """
                What was tried, the lowest gain first:
                both: gain +0.437
                - phase 1, adas: gain +0.250, steps taken: 1
                - phase 2, tgd: not reached

                The best pipeline so far, as a list of its nodes with their types and inputs:
                solve (model call of task)

                Questions that the pipeline answers wrong, with its output and the expected answer:
                <QUESTION>
                Complete it. Input: ( [ {
                </QUESTION>
                <OUTPUT>
                Answer: } ]
                </OUTPUT>
                <EXPECTED>
                } ] )
                </EXPECTED>

                """;
        String richer = user.replace("Structure phases", history + "Structure phases");
        assertThat(ReferenceOptimizers.in(richer)).isEqualTo(ReferenceOptimizers.in(user));
        assertThat(StepLimit.in(richer)).hasValue(6);
    }

    @Test
    void shouldDistinguishRequestsByTheirReplyForm() throws JsonProcessingException {
        String brief =
                "<OPTIMIZER>\n"
                        + TGD
                        + "\n</OPTIMIZER>\nInput: ( [\n"
                        + "Reply with {\"improved_task_description\": \"the new text\"}";
        String reply = RoleClient.content(demo.reply(RoleClient.request(Role.META, "", brief, 2)));
        assertThat(spec(reply).path("improved_task_description").asText()).contains("brackets");
    }

    @Test
    void shouldReportThatThereIsNothingToCombine() {
        String user = "Write an object with `phases`.";
        String reply = RoleClient.content(demo.reply(RoleClient.request(Role.META, "", user, 2)));
        assertThat(reply).contains("no optimizer");
    }

    private String reply(int limit, long seed) {
        String user = USER.formatted(TGD, ADAS, limit);
        return RoleClient.content(demo.reply(RoleClient.request(Role.META, "", user, seed)));
    }

    private static JsonNode spec(String reply) throws JsonProcessingException {
        return RoleClient.JSON.readTree(reply.replaceAll("(?s)^```json|```$", ""));
    }

    private static JsonNode quiet(String reply) {
        try {
            return spec(reply);
        } catch (JsonProcessingException e) {
            return RoleClient.JSON.createObjectNode();
        }
    }

    private static int steps(JsonNode spec) {
        int sum = 0;
        for (JsonNode phase : spec.path("phases")) {
            sum += phase.path("steps").asInt();
        }
        return sum;
    }

    private static boolean isMisordered(JsonNode spec) {
        String aspects = spec.path("phases").findValuesAsText("aspect").toString();
        return aspects.contains("prompt, structure");
    }

    private static double share(List<JsonNode> specs, Predicate<JsonNode> which) {
        return specs.stream().filter(which).count() / (double) specs.size();
    }
}
