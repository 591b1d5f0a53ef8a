package metatextgrad.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import metatextgrad.simulator.role.Role;
import metatextgrad.simulator.role.Simulator;
import metatextgrad.simulator.world.Worlds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The optimizer rebuilds programs in the form of its request, with content of its request only. */
@Tag("long")
final class StructureTest {
    private static final String SEED =
            "{\"nodes\":[{\"id\":\"solve\",\"type\":\"llm\",\"inputs\":[\"task\"],\"prompt\":{\"value\":"
                    + "\"You complete bracket sequences. Think, then end with `Answer: ...`\",\"role\":\"the"
                    + " prompt\",\"trainable\":true},\"template\":\"Q {{task}}\",\"each\":false}],\"output\":\"solve\"}";
    private static final String USER =
            """
            Rebuild this program.
            <CURRENT_PROGRAM>
            %s
            </CURRENT_PROGRAM>
            <FEEDBACK node="solve">
            The order is off. The solver should close the most recently opened bracket first.
            </FEEDBACK>
            <FEEDBACK node="solve">
            It was hasty. It needs to check at the end that every opened bracket is closed.
            </FEEDBACK>
            A program has this form:
            {"nodes": [{"id": "...", "type": "llm", "inputs": ["task"], "prompt": {"value": "...", "role": "..."}}], "output": "..."}
            %s
            """;
    private static final String TAGGED =
            "Send the whole new program as JSON:\n<IMPROVED_PROGRAM>{the program}</IMPROVED_PROGRAM>";
    private static final String PLAIN = "You rebuild programs.";

    private final RoleClient demo = new RoleClient(new Simulator(Worlds.find("demo"), 6));

    @Test
    void shouldWriteProgramsInTheRequestedTagAndBreakSome() {
        List<JsonNode> programs = new ArrayList<>();
        int lost = 0;
        for (int seed = 0; seed < 1000; seed++) {
            JsonNode program = read(reply(PLAIN, SEED, TAGGED, seed));
            if (program.isEmpty()) lost++;
            else programs.add(program);
        }
        // A share of .02 has no closing tag, and a quarter of .08 is cut off.
        assertThat(lost).isBetween(15, 65);
        assertThat(share(programs, one -> !isSound(one))).isBetween(.03, .09);
        assertThat(share(programs, one -> one.path("nodes").size() > 1)).isBetween(.39, .51);
        assertThat(programs).anyMatch(one -> one.path("nodes").size() == 4);
    }

    @Test
    void shouldSpreadWhatItReadsOverANewChain() {
        JsonNode program = first(PLAIN, one -> one.path("nodes").size() == 3 && isSound(one));
        assertThat(program.path("nodes").findValuesAsText("id"))
                .containsExactly("planner", "solver", "checker");
        assertThat(program.at("/nodes/1/inputs").toString()).isEqualTo("[\"task\",\"planner\"]");
        assertThat(program.at("/nodes/2/inputs").toString()).isEqualTo("[\"task\",\"solver\"]");
        assertThat(program.path("output").asText()).isEqualTo("checker");
        assertThat(program.at("/nodes/1/prompt/value").asText())
                .startsWith("You complete bracket sequences.");
        assertThat(program.at("/nodes/2/prompt/value").asText()).contains("heck at the end that");
        assertThat(program.at("/nodes/0/type").asText()).isEqualTo("llm");
        assertThat(program.at("/nodes/0/prompt/trainable").asBoolean()).isTrue();
        assertThat(program.at("/nodes/0").has("template")).isFalse();
    }

    @Test
    void shouldKeepNodesAndAddAdvice() {
        JsonNode program = first(PLAIN, one -> one.path("nodes").size() == 1 && isSound(one));
        assertThat(program.at("/nodes/0/id").asText()).isEqualTo("solve");
        assertThat(program.at("/nodes/0/template").asText()).isEqualTo("Q {{task}}");
        assertThat(program.at("/nodes/0/prompt/value").asText())
                .contains("lose the most recently opened bracket first.", "heck at the end that");
    }

    @Test
    void shouldBuildAChainAnewOrMergeIt() {
        JsonNode chain = first(PLAIN, one -> one.path("nodes").size() == 4 && isSound(one));
        int merged = 0;
        for (int seed = 0; seed < 300; seed++) {
            JsonNode next = read(reply(PLAIN, chain.toString(), TAGGED, seed));
            if (next.path("nodes").size() == 1 && isSound(next)) merged++;
        }
        assertThat(merged).isBetween(12, 50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"You plan and solve in separate stages.", "Keep it all in one call."})
    void shouldSeparateStepsIfADescriptionRequestsIt(String description) {
        double plain = split(PLAIN, demo);
        double reported = split(description, demo);
        if (description.contains("separate")) assertThat(reported).isGreaterThan(plain + .2);
        else assertThat(reported).isLessThan(plain - .2);
        RoleClient inert = new RoleClient(new Simulator(Worlds.find("meta-inert"), 6));
        assertThat(split(description, inert)).isEqualTo(split(PLAIN, inert));
    }

    @Test
    void shouldAnswerInAFenceWithoutATag() {
        String reply = reply(PLAIN, SEED, "Answer with one JSON object in a fenced block.", 4);
        assertThat(reply).startsWith("```json\n{\"nodes\"").endsWith("}\n```");
    }

    @Test
    void shouldIgnoreTheFormToFillIn() {
        String form =
                "A program looks like {\"nodes\": [{\"id\": \"x\", \"inputs\": [\"task\"], \"prompt\":"
                        + " \"Do it.\"}], \"output\": \"x\"}.\n";
        String user = form + USER.formatted(SEED, TAGGED);
        String reply =
                RoleClient.content(demo.reply(RoleClient.request(Role.OPTIMIZER, "", user, 3)));
        assertThat(reply).contains("You complete").doesNotContain("Do it.");
    }

    @Test
    void shouldRewriteATextBesideAProgram() {
        String user =
                "<PROGRAM>\n"
                        + SEED
                        + "\n</PROGRAM>\n<CURRENT_TEXT>\nThink.\n</CURRENT_TEXT>\n"
                        + "<FEEDBACK>It should look twice.</FEEDBACK>\n"
                        + "Write the text between <IMPROVED_TEXT> and </IMPROVED_TEXT>.";
        String reply =
                RoleClient.content(demo.reply(RoleClient.request(Role.OPTIMIZER, "", user, 3)));
        assertThat(reply).startsWith("<IMPROVED_TEXT>\nThink.").contains("ook twice.");
    }

    private double split(String description, RoleClient client) {
        int split = 0;
        for (int seed = 0; seed < 200; seed++) {
            String user = USER.formatted(SEED, TAGGED);
            String request = RoleClient.request(Role.OPTIMIZER, description, user, seed);
            JsonNode program = read(RoleClient.content(client.reply(request)));
            if (program.path("nodes").size() > 1) split++;
        }
        return split / 200.0;
    }

    private JsonNode first(String description, Predicate<JsonNode> which) {
        for (int seed = 0; seed < 500; seed++) {
            JsonNode program = read(reply(description, SEED, TAGGED, seed));
            if (which.test(program)
                    && program.toString().contains("most recently")
                    && program.toString().contains("You complete")) return program;
        }
        throw new AssertionError("no such program in 500");
    }

    private String reply(String description, String program, String form, long seed) {
        String user = USER.formatted(program, form);
        return RoleClient.content(
                demo.reply(RoleClient.request(Role.OPTIMIZER, description, user, seed)));
    }

    /** True if each input is the task or an earlier node, and the output is a node. */
    private static boolean isSound(JsonNode program) {
        var known = new TreeSet<>(List.of("task"));
        for (JsonNode node : program.path("nodes")) {
            for (JsonNode input : node.path("inputs")) {
                if (!known.contains(input.asText())) return false;
            }
            known.add(node.path("id").asText());
        }
        return known.contains(program.path("output").asText());
    }

    private static JsonNode read(String reply) {
        int start = reply.indexOf("<IMPROVED_PROGRAM>");
        int end = reply.indexOf("</IMPROVED_PROGRAM>");
        try {
            return start < 0 || end < 0
                    ? RoleClient.JSON.createObjectNode()
                    : RoleClient.JSON.readTree(reply.substring(start + 18, end));
        } catch (JsonProcessingException e) {
            return RoleClient.JSON.createObjectNode();
        }
    }

    private static double share(List<JsonNode> programs, Predicate<JsonNode> which) {
        return programs.stream().filter(which).count() / (double) programs.size();
    }
}
