package metatextgrad.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import metatextgrad.simulator.chat.RequestReader;
import metatextgrad.simulator.question.TaskFamily;
import metatextgrad.simulator.role.Role;
import metatextgrad.simulator.role.Simulator;
import metatextgrad.simulator.world.Worlds;
import org.junit.jupiter.api.Test;

/** What a reply could also have been, if the request wants log probabilities. */
final class LogProbabilitiesTest {
    private static final TaskFamily TASK = TaskFamily.DYCK;
    private final Simulator simulator = new Simulator(Worlds.find("demo"), 1);

    @Test
    void shouldGiveTheRightAnswerMoreThanHalfExactlyWhereItIsGiven() throws Exception {
        int known = 0;
        for (String item : Items.of(TASK, 13, 60)) {
            JsonNode choice = choice(item, true);
            JsonNode tokens = choice.path("logprobs").path("content");
            if (tokens.isEmpty()) continue;
            known++;
            String target = Items.read(item).target();
            JsonNode last = tokens.path(tokens.size() - 1);
            JsonNode other = last.path("top_logprobs").path(0);
            boolean right = last.path("token").asText().equals(target);
            assertThat(right || other.path("token").asText().equals(target)).isTrue();
            assertThat(probability(last)).isGreaterThanOrEqualTo(.5);
            assertThat(probability(other)).isLessThanOrEqualTo(.5);
            assertThat(choice.at("/message/content").asText())
                    .isEqualTo(tokens.path(0).path("token").asText() + last.path("token").asText());
        }
        assertThat(known).isGreaterThan(30);
    }

    @Test
    void shouldGiveTheSameTextWithoutThem() throws Exception {
        for (String item : Items.of(TASK, 13, 5)) {
            JsonNode without = choice(item, false);
            assertThat(without.path("logprobs").isNull()).isTrue();
            assertThat(without.path("message")).isEqualTo(choice(item, true).path("message"));
        }
    }

    private JsonNode choice(String item, boolean logprobs) throws JsonProcessingException {
        String body = RoleClient.request(Role.STUDENT, Prompts.seed(TASK), item, 1);
        String wanted = body.replaceFirst("\\{", "{\"logprobs\":" + logprobs + ",");
        return RoleClient.JSON
                .readTree(simulator.answer(RequestReader.read(wanted)).body())
                .path("choices")
                .path(0);
    }

    private static double probability(JsonNode token) {
        return Math.exp(token.path("logprob").asDouble());
    }
}
