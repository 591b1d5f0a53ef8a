package metatextgrad.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import metatextgrad.simulator.role.Simulator;
import metatextgrad.simulator.skill.Skill;
import metatextgrad.simulator.skill.SkillReader;
import metatextgrad.simulator.world.Worlds;
import org.junit.jupiter.api.Test;

/**
 * Requests that GEPA 0.1.4, TextGrad 0.1.8 and MIPROv2 of DSPy 3.3.1 sent, unchanged. With their
 * replies, a gain is possible: the new prompt teaches what the old one did not.
 */
final class PeersTest {
    private static final TreeMap<String, ObjectNode> REQUESTS = recorded();
    private static final int SEEDS = 50;

    private final RoleClient roles = new RoleClient(new Simulator(Worlds.find("demo"), 1));

    /** The heading of the feedback has no colon, and the prompt is in a fence. */
    @Test
    void shouldImproveThePromptOfGepaByItsFeedback() {
        assertThat(taughtByAny("gepa-reflection")).isNotEmpty();
        assertThat(reply("gepa-reflection", 1))
                .contains("The last line of your reply has the form `Answer: `")
                .doesNotContain("```");
    }

    /** The request has prediction and ground truth, and no question. Advice would be a guess. */
    @Test
    void shouldOnlyCompareInAnEvaluationOfTextGrad() {
        for (String name : List.of("textgrad-loss-wrong", "textgrad-loss-right"))
            assertThat(reply(name, 0))
                    .isEqualTo(
                            "There is no question in this text that I could solve, so I only see that two texts were compared.");
    }

    /** The critique of the reply has no advice, so the critic looks at the question itself. */
    @Test
    void shouldFindTheCauseWhenTextGradAsksAboutThePrompt() {
        assertThat(taughtByAny("textgrad-prompt-wrong")).isNotEmpty();
    }

    /** TextGrad shows the prompt without its middle; the conversation has all of it. */
    @Test
    void shouldKeepTheWholePromptOfTextGrad() {
        assertThat(reply("textgrad-update", 1))
                .startsWith("<IMPROVED_VARIABLE>\n")
                .endsWith("\n</IMPROVED_VARIABLE>")
                .contains("Think about the sequence, then answer.")
                .contains("The last line of your reply has the form `Answer: `")
                .doesNotContain("(...)");
        assertThat(taughtByAny("textgrad-update")).isNotEmpty();
    }

    @Test
    void shouldFillInTheFieldsOfMipro() {
        assertThat(reply("mipro-observations", 0))
                .startsWith("[[ ## observations ## ]]\n")
                .contains(" An example: Input: ")
                .endsWith("\n\n[[ ## completed ## ]]");
        assertThat(reply("mipro-proposal", 0))
                .startsWith("[[ ## proposed_instruction ## ]]\nYou complete sequences of brackets.")
                .contains("The last line of your reply has the form `Answer: `");
        assertThat(taughtByAny("mipro-proposal")).isNotEmpty();
    }

    /** The skills that one of the replies to a request teaches, apart from the answer line. */
    private Set<Skill> taughtByAny(String name) {
        Set<Skill> taught = EnumSet.noneOf(Skill.class);
        for (int seed = 0; seed < SEEDS; seed++)
            SkillReader.taught(reply(name, seed)).forEach(taught::add);
        taught.remove(Skill.ANSWER_LINE);
        return taught;
    }

    private String reply(String name, int seed) {
        ObjectNode request = requireNonNull(REQUESTS.get(name), name).deepCopy().put("seed", seed);
        return RoleClient.content(roles.reply(request.toString()));
    }

    private static TreeMap<String, ObjectNode> recorded() {
        try (InputStream in = requireNonNull(PeersTest.class.getResourceAsStream("/peers.jsonl"))) {
            TreeMap<String, ObjectNode> requests = new TreeMap<>();
            for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
                ObjectNode request = parsed(line);
                requests.put(request.get("name").asText(), request);
            }
            return requests;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode parsed(String line) {
        try {
            return (ObjectNode) RoleClient.JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
