package metatextgrad.services.mtg.loop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.ModelSpec;
import metatextgrad.simulator.Simulator;

/** The simulator without HTTP, as a language model. */
final class SimulatedModel implements LanguageModel {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Simulator simulator;

    SimulatedModel(String world, long seed) {
        simulator = Simulator.in(world, seed);
    }

    @Override
    public Reply ask(ModelSpec model, List<Message> messages, int seed) {
        ObjectNode request =
                JSON.createObjectNode()
                        .put("model", model.name())
                        .put("seed", seed)
                        .put("temperature", model.temperature());
        ArrayNode list = request.putArray("messages");
        for (Message message : messages) {
            list.addObject()
                    .put("role", message.role().name().toLowerCase(Locale.ROOT))
                    .put("content", message.content());
        }
        try {
            JsonNode reply = JSON.readTree(simulator.reply(request.toString()).body());
            String text = reply.at("/choices/0/message/content").asText();
            if (text.isEmpty()) return new Reply.Unusable("empty", Usage.NONE);
            return new Reply.Answered(
                    text,
                    new Usage(
                            reply.at("/usage/prompt_tokens").asLong(),
                            reply.at("/usage/completion_tokens").asLong()),
                    model.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
