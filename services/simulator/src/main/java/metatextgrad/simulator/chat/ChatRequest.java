package metatextgrad.simulator.chat;

import static java.util.stream.Collectors.joining;

import java.util.List;
import metatextgrad.simulator.chance.Dice;

/**
 * A chat-completions request.
 *
 * @param seed the request's {@code seed}, 0 without one; another seed gives another draw
 * @param maxTokens the limit on the tokens of the reply
 * @param fields the properties of the JSON schema of the reply; empty without a schema
 * @param logprobs whether the reply should have log probabilities
 */
public record ChatRequest(
        String model,
        List<ChatMessage> messages,
        long seed,
        int maxTokens,
        List<String> fields,
        boolean logprobs) {
    /** A request without log probabilities. */
    public ChatRequest(
            String model,
            List<ChatMessage> messages,
            long seed,
            int maxTokens,
            List<String> fields) {
        this(model, messages, seed, maxTokens, fields, false);
    }

    public ChatRequest {
        messages = List.copyOf(messages);
        fields = List.copyOf(fields);
    }

    /** The text of the system and developer messages. */
    public String instruction() {
        return text(true);
    }

    /** The text of all other messages. */
    public String conversation() {
        return text(false);
    }

    /** The text of all messages, instructions first. */
    public String wholeText() {
        return instruction() + "\n\n" + conversation();
    }

    /** Creates the die of this request from model, messages and seed alone. */
    public Dice dice(long serverSeed) {
        Dice dice = Dice.of(serverSeed, model, Long.toString(seed));
        for (ChatMessage message : messages) dice = dice.on(message.role()).on(message.text());
        return dice;
    }

    private String text(boolean instruction) {
        return messages.stream()
                .filter(message -> message.isInstruction() == instruction)
                .map(ChatMessage::text)
                .collect(joining("\n\n"));
    }
}
